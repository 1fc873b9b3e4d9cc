-- Marketing spend of the file. Grain: one row of the file. Reads the child's table typed_row.
-- The key is period × channel × campaign × currency: rows that share it are added up.
with named as (
    select
        row_number as file_row, 1 as row_count, cast(spent_on as date) as spent_on, is_month,
        coalesce(channel, campaign) as channel, case when channel is not null then campaign end as campaign,
        amount, upper(currency) as currency,
    from typed_row
),

keyed as (
    select
        *,
        concat_ws(' ', spent_on, lower(channel), lower(campaign), currency) as fact_key,
        cast(spent_on as timestamp) as fact_at,
    from named
)

select * from keyed
