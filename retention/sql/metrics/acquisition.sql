-- Marketing spend by month and channel.
-- Grain: one calendar month, channel (whatever its letters' case) and whether its currency is counted.
-- Parameters: $as_of date; $currency text (the shop's; empty = unknown); place `period` (number of the calendar month
--   of spent_on).
-- Columns: period_index (number); channel_key (lower case); channel (as spelled first); is_counted (spend of the shop's
--   currency, or without one; where the shop has none, of the currency that most rows have); spend (money); entries
--   (rows of spend).
-- Reference: the definitions of this product, section 7.
with known as (
    select coalesce(
        $currency,
        (
            select spend.currency
            from spend
            where spend.currency is not null
            group by spend.currency
            order by count(*) desc, spend.currency
            limit 1
        )
    ) as currency
),
spent as (
    select
        {period} as period_index,
        lower(trim(spend.channel)) as channel_key,
        trim(spend.channel) as channel,
        spend.spent_on,
        coalesce(upper(spend.currency) = upper(known.currency), true) as is_counted,
        spend.amount,
    from spend
    cross join known
    where spend.spent_on <= $as_of
),
spelled as (
    select channel_key, arg_min(channel, (spent_on, channel)) as channel from spent group by channel_key
),
added as (
    select
        spent.period_index,
        spent.channel_key,
        spelled.channel,
        spent.is_counted,
        sum(spent.amount) as spend,
        count(*) as entries,
    from spent
    join spelled on spelled.channel_key = spent.channel_key
    group by spent.period_index, spent.channel_key, spelled.channel, spent.is_counted
)
select * from added order by period_index, channel_key
