-- Who bought in each period: for the first time, again, or back after a pause.
-- Grain: one calendar period in which somebody bought.
-- Parameters: $as_of date; places `people` (condition on customer_key), `period`, `previous_period` (numbers of the
--   calendar periods of a purchase and of the one before it).
-- Columns: period_index (number); customers; new (first purchase in the period); returning (bought also in the period
--   before).
-- Reference: the definitions of this product, section 9.
-- A purchase is the customer's first in its period when the one before it lies in an earlier period, so counting rows
-- is enough: nothing is kept by customer.
with bought as (
    select
        {period} as period_index,
        count(*) filter (where days_since_previous is null or {previous_period} < {period}) as customers,
        count(*) filter (where purchase_number = 1 and first_on is not null) as new,
        count(*) filter (where {previous_period} = {period} - 1) as returning,
    from purchase
    where purchased_on <= $as_of and {people}
    group by 1
)
select * from bought order by period_index
