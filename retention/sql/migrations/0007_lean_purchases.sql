-- The shop file, version 7: purchases as most metrics read them, from one table and without a join; what an order says
-- beside that is a view of its own. (DuckDB leaves out one unused left join of a chain, not several.)
-- Months lie as numbers (year * 12 + month - 1), so that no query has to take dates apart.
drop view purchase;
drop view money;

alter table current_order add column first_month smallint;          -- of first_on
alter table current_order add column purchased_month smallint;      -- empty: not a purchase
alter table current_order add column is_first_in_month boolean;     -- the customer's first purchase of that month
alter table other_money add column first_month smallint;

-- Grain: one purchase. Lies by customer and number.
create view purchase as
select
    customer_key, purchase_number, ordered_at as purchased_at, cast(ordered_at as date) as purchased_on,
    days_since_previous, cast(ordered_at as date) - first_on as days_since_first, first_on, amount, order_key,
    first_month, purchased_month, is_first_in_month,
from current_order
where purchase_number is not null;

-- Grain: one purchase, with what its order says.
create view purchase_detail as
select
    customer_key, purchase_number, ordered_at as purchased_at, ordered_on as purchased_on, days_since_previous,
    ordered_on - first_on as days_since_first, first_on, amount, refunded, order_key,
    year(first_on) * 12 + month(first_on) - 1 as first_month,
    year(ordered_on) * 12 + month(ordered_on) - 1 as purchased_month,
    discount > 0 or coupon is not null as is_discounted,
    channel, coupon, payment, delivery, manager, product, category,
from shop_order
where purchase_number is not null;

-- Grain: one movement of money of one order; net revenue = gross - refund.
create view money as
select
    customer_key, cast(ordered_at as date) as moved_on, amount as gross, cast(0 as decimal(18, 4)) as refund,
    order_key, first_on, first_month
from current_order
where purchase_number is not null
union all
select customer_key, moved_on, gross, refund, order_key, first_on, first_month
from other_money;
