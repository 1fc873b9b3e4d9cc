-- The shop file, version 10: what is asked as of the last day is read off the customers, who are kept, not counted from the
-- purchases again; the part of the largest customer is kept with what limits the data; money knows its month, and an
-- order whether it was discounted.
alter table customer add column purchase_amount decimal(18, 4) default 0;   -- of the purchases alone, gross

alter table coverage add column buyers bigint default 0;                    -- customers who have purchased
alter table coverage add column largest_revenue_share double;               -- of one customer, of all net revenue
alter table coverage add column largest_purchase_share double;              -- of one customer, of all purchases

alter table other_money add column moved_month smallint;                    -- year * 12 + month - 1

alter table current_order add column is_discounted boolean;                 -- a discount or a coupon

drop view money;
drop view purchase;

-- Grain: one movement of money of one order; net revenue = gross - refund.
create view money as
select
    customer_key, cast(ordered_at as date) as moved_on, purchased_month as moved_month, amount as gross,
    cast(0 as decimal(18, 4)) as refund, order_key, first_on, first_month,
from current_order
where purchase_number is not null
union all
select customer_key, moved_on, moved_month, gross, refund, order_key, first_on, first_month
from other_money;

-- Grain: one purchase. Lies by customer and number.
create view purchase as
select
    customer_key, purchase_number, ordered_at as purchased_at, cast(ordered_at as date) as purchased_on,
    days_since_previous, cast(ordered_at as date) - first_on as days_since_first, first_on, amount, order_key,
    first_month, purchased_month, is_first_in_month, is_discounted, traits_ref,
from current_order
where purchase_number is not null;
