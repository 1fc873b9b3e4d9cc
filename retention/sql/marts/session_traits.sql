-- What purchases reported in sessions are like: import 0, made anew with every rebuild. Grain: one transaction.
with traits as (
    select 0 as import_id, ref as traits_ref, currency, channel, device from session_order
)

select * from traits
