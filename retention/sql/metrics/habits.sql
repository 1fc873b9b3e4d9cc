-- Who buys by discount, by payday or by season.
-- Grain: one habit.
-- Parameters: $as_of date; $payday_days (all dates near a payday, to as_of); $season_starts (first days of the calendar
--   quarter of as_of in this year and all earlier ones) and $season_ends (the last days of these quarters), in the same
--   order; $quarter_on date (first day of the quarter of as_of); places `people` (condition on customer_key).
-- Columns: habit (payday, sale_only, seasonal); eligible (customers with enough purchases to tell); customers (those of
--   them who have the habit).
-- Reference: the definitions of this product, section 10.
with bought as (
    select
        customer_key,
        count(*) as purchases,
        count(*) filter (where is_discounted) as discounted,
        count(*) filter (where near_payday.payday_on is not null) as near_payday,
        count(*) filter (where seasons.start_on < $quarter_on) as earlier_seasons,
        count(*) filter (where seasons.start_on = $quarter_on) as this_season,
    from purchase
    left join (select unnest($payday_days) as payday_on) as near_payday on near_payday.payday_on = purchase.purchased_on
    left join (select unnest($season_starts) as start_on, unnest($season_ends) as end_on) as seasons
        on purchase.purchased_on between seasons.start_on and seasons.end_on
    where purchase.purchased_on <= $as_of and {people}
    group by customer_key
),
habits as (
    select
        'payday' as habit,
        count(*) filter (where purchases >= 3) as eligible,
        count(*) filter (where purchases >= 3 and 10 * near_payday >= 7 * purchases) as customers,
    from bought
    union all
    select
        'sale_only' as habit,
        count(*) filter (where purchases >= 2) as eligible,
        count(*) filter (where purchases >= 2 and discounted = purchases) as customers,
    from bought
    union all
    select
        'seasonal' as habit,
        count(*) filter (where earlier_seasons > 0) as eligible,
        count(*) filter (where earlier_seasons > 0 and this_season = 0) as customers,
    from bought
)
select * from habits order by habit
