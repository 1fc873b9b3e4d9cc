-- The shop file, version 7: purchases as most metrics read them, from one table and without a join; what an order says
-- beside that is a view of its own. (DuckDB leaves out one unused left join of a chain, not several.)
drop view purchase;

-- Grain: one purchase. Lies by customer and number.
create view purchase as
select
    customer_key, purchase_number, ordered_at as purchased_at, cast(ordered_at as date) as purchased_on,
    days_since_previous, cast(ordered_at as date) - first_on as days_since_first, first_on, amount, order_key,
from current_order
where purchase_number is not null;

-- Grain: one purchase, with what its order says.
create view purchase_detail as
select
    customer_key, purchase_number, ordered_at as purchased_at, ordered_on as purchased_on, days_since_previous,
    ordered_on - first_on as days_since_first, first_on, amount, refunded, order_key,
    discount > 0 or coupon is not null as is_discounted,
    channel, coupon, payment, delivery, manager, product, category,
from shop_order
where purchase_number is not null;
