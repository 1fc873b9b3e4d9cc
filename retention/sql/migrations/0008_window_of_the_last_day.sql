-- The shop file, version 8: the rhythm of the shop as of its last day is kept, and a purchase knows what its order has in
-- common with others, so that a segment of orders needs no join with the orders again.

-- Grain: one row; none in an empty shop. What metrics/churn_window.sql finds for the last day of the data.
create table known_window (
    as_of date not null,
    horizon integer not null,           -- H, days
    gaps bigint not null,
    tenths bigint,
);

drop view purchase;

-- Grain: one purchase. Lies by customer and number.
create view purchase as
select
    customer_key, purchase_number, ordered_at as purchased_at, cast(ordered_at as date) as purchased_on,
    days_since_previous, cast(ordered_at as date) - first_on as days_since_first, first_on, amount, order_key,
    first_month, purchased_month, is_first_in_month, traits_ref,
from current_order
where purchase_number is not null;
