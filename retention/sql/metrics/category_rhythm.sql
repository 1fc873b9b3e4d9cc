-- How soon the same customers buy a category again.
-- Grain: one category and number of days on which something is counted.
-- Parameters: $as_of date; $horizon days (H); places `people` (condition on customer_key), `product_name` (the
--   statement of that name).
-- Columns: category; days; buyers (whose first purchase of the category is that many days old at as_of, dates); went_on
--   (those of them who bought it again); returned (bought it a second time that many days after the first); gaps (of
--   that many days between two consecutive purchases of it by one customer; same day = 0); settled (those of them that
--   began at least H days before as_of and ended within H); resting (customers whose last purchase of it is so old).
-- Reference: E. Kaplan, P. Meier (1958), Nonparametric Estimation from Incomplete Observations, JASA 53(282).
-- A line without a category has that of its SKU in the product list, else of its name.
with bought as (
    select distinct
        orders.customer_key,
        orders.purchase_number,
        cast(orders.ordered_at as date) as purchased_on,
        coalesce(line.category, by_sku.category, by_name.category) as category,
    from current_order as orders
    join order_line_version as line on line.import_id = orders.import_id and line.order_key = orders.order_key
    left join product as by_sku on by_sku.sku = line.sku
    left join (
        {product_name}
    ) as by_name on by_name.product = lower(line.product)
    where
        orders.purchase_number is not null
        and cast(orders.ordered_at as date) <= $as_of
        and {people}
),
steps as (
    select
        category,
        purchased_on,
        row_number() over own as number,
        cast(purchased_on - lag(purchased_on) over own as integer) as gap_days,
        lead(purchased_on) over own is null as is_last,
    from bought
    where category is not null
    window own as (partition by customer_key, category order by purchase_number)
),
counted as (
    select
        category, $as_of - purchased_on as days, count(*) filter (where number = 1) as buyers, 0 as went_on,
        0 as returned, 0 as gaps, 0 as settled, count(*) filter (where is_last) as resting,
    from steps
    where number = 1 or is_last
    group by 1, 2
    union all
    select
        category, gap_days as days, 0 as buyers, 0 as went_on, count(*) filter (where number = 2) as returned,
        count(*) as gaps,
        count(*) filter (where gap_days <= $horizon and purchased_on - gap_days <= $as_of - $horizon) as settled,
        0 as resting,
    from steps
    where number > 1
    group by 1, 2
    union all
    select
        category, $as_of - purchased_on + gap_days as days, 0 as buyers, count(*) as went_on, 0 as returned,
        0 as gaps, 0 as settled, 0 as resting,
    from steps
    where number = 2
    group by 1, 2
),
cells as (
    select
        category, days, sum(buyers) as buyers, sum(went_on) as went_on, sum(returned) as returned, sum(gaps) as gaps,
        sum(settled) as settled, sum(resting) as resting,
    from counted
    group by category, days
)
select * from cells order by category, days
