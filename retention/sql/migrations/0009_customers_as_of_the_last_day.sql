-- The shop file, version 9: what is asked as of the last day is read off the customers, who are kept, not counted from the
-- purchases again; the part of the largest customer is kept with what limits the data; money knows its month.
alter table customer add column purchase_amount decimal(18, 4) default 0;   -- of the purchases alone, gross

alter table coverage add column buyers bigint default 0;                    -- customers who have purchased
alter table coverage add column largest_revenue_share double;               -- of one customer, of all net revenue
alter table coverage add column largest_purchase_share double;              -- of one customer, of all purchases

alter table other_money add column moved_month smallint;                    -- year * 12 + month - 1

drop view money;

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
