-- A file's orders counted by what the report says of them, so that it reads the orders once.
-- Grain: one month, step, meaning and status word. Places: `landed` (load/landed over the orders of that import).
with landed as ({landed}),

counted as (
    select
        cast(date_trunc('month', ordered_on) as date) as month, step, meaning, is_status_known, word,
        customer_key is null as is_anonymous, count(*) as orders, count(*) filter (where taken_back > 0) as with_refunds,
        sum(gross) as gross, sum(taken_back) as taken_back,
    from landed
    group by all
)

select * from counted
