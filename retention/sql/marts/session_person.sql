-- Who reported purchases in sessions: import 0, made anew with every rebuild. Grain: one transaction.
with people as (
    select 0 as import_id, ref as person_ref, customer_ref, email_ref, visitor_ref, country from session_order
)

select * from people
