-- What the file's orders came to in the shop: from all orders to ours (definitions, section 3). Grain: one row.
-- Reads the loader's table landed. Amounts are those of the counted currency: others are never added.
-- all_amount - cancelled - pending - test - refunds = revenue, exact in decimals before they become doubles.
with counted as (
    select
        coalesce(sum(orders), 0) as orders,
        coalesce(sum(orders) filter (where step = 'cancelled'), 0) as cancelled,
        coalesce(sum(orders) filter (where step = 'pending'), 0) as pending,
        coalesce(sum(orders) filter (where step = 'test'), 0) as test,
        coalesce(sum(orders) filter (where step = 'other_currency'), 0) as other_currency,
        coalesce(sum(orders) filter (where step = 'given_back'), 0) as given_back,
        coalesce(sum(orders) filter (where step = 'given_back_in_part'), 0) as given_back_in_part,
        coalesce(sum(orders) filter (where step = 'free'), 0) as free,
        coalesce(sum(orders) filter (where step in ('ours', 'given_back_in_part')), 0) as ours,
        coalesce(sum(orders) filter (where not is_status_known), 0) as unknown_status,
        coalesce(sum(with_refunds), 0) as with_refunds,
        coalesce(sum(orders) filter (where step in ('ours', 'given_back_in_part') and is_anonymous), 0)
            as anonymous_orders,
        coalesce(sum(gross) filter (where step <> 'other_currency'), 0) as all_amount,
        coalesce(sum(gross) filter (where step = 'cancelled'), 0) as cancelled_amount,
        coalesce(sum(gross) filter (where step = 'pending'), 0) as pending_amount,
        coalesce(sum(gross) filter (where step = 'test'), 0) as test_amount,
        sum(taken_back) as refunds_amount,
        coalesce(sum(taken_back) filter (where step = 'given_back_in_part'), 0) as part_amount,
        coalesce(sum(gross - taken_back) filter (where step in ('given_back', 'given_back_in_part', 'free', 'ours')), 0)
            as revenue,
        coalesce(sum(gross) filter (where step in ('ours', 'given_back_in_part') and is_anonymous), 0)
            / nullif(sum(gross) filter (where step in ('ours', 'given_back_in_part')), 0) as anonymous_revenue_share,
    from landed
),

written as (
    select * replace (
        cast(all_amount as double) as all_amount,
        cast(cancelled_amount as double) as cancelled_amount,
        cast(pending_amount as double) as pending_amount,
        cast(test_amount as double) as test_amount,
        cast(coalesce(refunds_amount, 0) as double) as refunds_amount,
        cast(part_amount as double) as part_amount,
        cast(revenue as double) as revenue,
        cast(anonymous_revenue_share as double) as anonymous_revenue_share,
    ),
    all_amount - cancelled_amount - pending_amount - test_amount - coalesce(refunds_amount, 0) = revenue as adds_up,
    from counted
)

select * from written
