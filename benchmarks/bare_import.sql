-- The least that any import of a one-row-per-order file has to do: the same tables (numbered identifiers, order
-- numbers, versions, current orders by customer and time, customers), filled from a file whose columns and formats are
-- known beforehand. No reader of its own process, no guessing, no refunds, statuses or joined people, no report, no undo.
-- Variable: source (the file).
create temp table incoming as
select row_number() over () as order_row, *
from read_csv(getvariable('source'), types = {
    'Order ID': 'text', 'Order date': 'timestamp', 'Email': 'text', 'Order total': 'decimal(18, 4)'
});

create table identifier as
select row_number() over (order by file_row) as identifier_id, value
from (select "Email" as value, min(order_row) as file_row from incoming group by value);

create table order_number as select order_row as order_key, "Order ID" as order_id from incoming;

create table order_version as
select incoming.order_row as order_key, people.identifier_id as customer_key, incoming."Order date" as ordered_at,
    incoming."Order total" as amount,
from incoming
inner join identifier as people on incoming."Email" = people.value;

create table current_order as
select
    order_key, customer_key, ordered_at, amount,
    row_number() over by_time as purchase_number,
    cast(ordered_at as date) - lag(cast(ordered_at as date)) over by_time as days_since_previous,
    first_value(cast(ordered_at as date)) over by_time as first_on,
from order_version
window by_time as (partition by customer_key order by ordered_at, order_key)
order by customer_key, ordered_at, order_key;

create table customer as
select customer_key, any_value(people.value) as email, count(*) as purchases, min(ordered_at) as first_at,
    max(ordered_at) as last_at, sum(amount) as amount,
from current_order
inner join identifier as people on current_order.customer_key = people.identifier_id
group by customer_key;
