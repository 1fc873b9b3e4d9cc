-- Marketing spend: what the newest file says about a period and channel, its rows added up.
-- Grain: one month or day, channel, campaign and currency.
with newest as (
    select fact_key, max(import_id) as import_id from spend_version group by fact_key
),

added as (
    select
        any_value(version.spent_on) as spent_on, bool_or(version.is_month) as is_month,
        arg_min(version.channel, version.file_row) as channel,
        arg_min(version.campaign, version.file_row) as campaign,
        cast(sum(version.amount) as decimal(18, 4)) as amount, any_value(version.currency) as currency,
    from spend_version as version
    inner join newest on version.fact_key = newest.fact_key and version.import_id = newest.import_id
    group by version.fact_key
)

select * from added
order by spent_on, channel, campaign
