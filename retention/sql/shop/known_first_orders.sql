-- Whether a list of customers gives first orders. Grain: one row. Columns: are_known.
select exists (select 1 from customer where first_order_on is not null) as are_known
