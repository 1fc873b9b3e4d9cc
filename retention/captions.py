"""The lines beside numbers: columns and caveats.

English here; translated through the catalogue by whoever shows it (`N_` marks the texts for extraction).
"""

from __future__ import annotations

from datetime import date

from retention.values import Caveat, Note


def N_(text: str) -> str:
    """Marks a text for the catalogue and leaves it as it is."""
    return text


COLUMNS: dict[str, str] = {
    "as_of": N_("last day covered by the data"),
    "first_at": N_("first purchase"),
    "last_at": N_("last purchase"),
    "customers": N_("customers"),
    "purchases": N_("orders that count, above 0, by a known customer"),
    "gross_revenue": N_("all sales before refunds"),
    "refunds": N_("money given back"),
    "net_revenue": N_("sales minus refunds"),
    "average_order_value": N_("gross amount of purchases / purchases"),
    "orders_per_customer": N_("purchases / customers"),
    "one_time_share": N_("share of customers with one purchase"),
    "repeat_share": N_("share of customers with two or more purchases"),
    "anonymous_orders": N_("orders without a customer that would be purchases otherwise"),
    "anonymous_revenue_share": N_("their part of gross revenue"),
    "sessions": N_("visits"),
    "currency": N_("currency that is counted"),
    "time_zone": N_("time zone of the shop"),
    "churn_window_days": N_("days without a purchase after which a customer has churned"),
    "caveats": N_("what limits these numbers"),
    "cohort": N_("first day of the period of the first purchase; “all” = all cohorts together"),
    "size": N_("customers of the cohort; “all”: of the cohorts whose period is over"),
    "period": N_("periods since the first purchase; 0 = the period of that purchase itself"),
    "share": N_("customers / size"),
    "share_low": N_("low end of the 95% interval of the share"),
    "share_high": N_("high end of the 95% interval of the share"),
    "orders": N_("purchases in the period"),
    "revenue": N_("net revenue in the period"),
    "cumulative_revenue_per_customer": N_("net revenue up to the end of the period / size"),
    "is_complete": N_("the period is over for the whole cohort"),
    "cohorts": N_("cohorts in the row"),
    "horizon_days": N_("days since the first purchase; empty = ever"),
    "eligible": N_("customers whose first purchase is at least that many days old"),
    "repeaters": N_("those of them who bought again within these days"),
    "km_at_risk": N_("customers followed that long who had not bought again before that day"),
    "km_share": N_("estimated share that has bought again by that day"),
    "km_low": N_("low end of its 95% interval"),
    "km_high": N_("high end of its 95% interval"),
    "next_customers": N_("those of them who bought once more"),
    "km_share_365": N_("estimated share that buys once more within 365 days"),
    "repeat_buyers": N_("those of them who bought the category again"),
    "median_days": N_("median days to the next purchase of those who made it"),
    "order_number": N_("n: the gap from purchase n to n + 1; “all” = all gaps"),
    "days": N_("days between two purchases"),
    "gaps": N_("how many gaps were that long"),
    "age_months": N_("months of 30 days since the first purchase; 0 = the first month"),
    "revenue_per_customer": N_("net revenue from the first purchase to the end of that month / size"),
    "margin_per_customer": N_("what is left of it after the cost of goods; empty = not known"),
    "repeat_revenue": N_("the part of it from purchases numbered 2 or later"),
    "top_decile_share": N_("part of the best tenth of the customers who bought in the period"),
    "first_purchases": N_("first purchases"),
    "first_average": N_("average amount of first purchases"),
    "repeat_purchases": N_("purchases numbered 2 or later"),
    "repeat_average": N_("average amount of purchases numbered 2 or later"),
    "repeat_to_first": N_("average of repeat purchases / average of first purchases"),
    "channel": N_("channel"),
    "spend": N_("marketing spend"),
    "new_customers": N_("new customers whose first purchase came by that channel"),
    "cac": N_("spend / new customers"),
    "ltv_to_date": N_("net revenue of these customers so far / new customers"),
    "payback_months": N_("age in months of 30 days at which their margin reached the spend; empty = not yet"),
    "active_start": N_("active customers at the end of the day before the period"),
    "new": N_("first purchases"),
    "resurrected": N_("purchases by customers who had churned (reactivated)"),
    "churned": N_("customers who reached the churn window without a purchase, each time counted"),
    "active_end": N_("active customers at the end of the period, or of the data"),
    "churn_rate": N_("churned / active at the start"),
    "churned_revenue_365": N_("net revenue of those who churned, over the 365 days before they did"),
    "window_days": N_("the churn window"),
    "is_open": N_("the period is not over yet"),
    "kind": N_("how they departed: gone, visits_only (visits but does not buy) or abandoned_cart"),
    "never_bought": N_("those of them who never purchased"),
    "also_gone": N_("those of them who are also gone"),
    "also_visits_only": N_("those of them who also visit without buying"),
    "also_abandoned_cart": N_("those of them who also abandoned a cart"),
    "category": N_("what was looked at"),
    "product": N_("the product that was looked at"),
    "price_band": N_("the price of what was looked at, from and below"),
    "viewers": N_("people who saw it in two or more visits of the last 30 days"),
    "buyers": N_("those of them who bought it within the churn window"),
    "viewed_not_bought": N_("those of them who did not"),
    "renewal": N_("bought again: renewed, rare (bought rarely), or unknown (too few to tell)"),
    "renewal_days": N_("median days until the category is bought again"),
    "usual_from": N_("lower quartile of these days: a quarter of the gaps is shorter"),
    "usual_to": N_("upper quartile of these days: a quarter of the gaps is longer"),
    "window_gaps": N_("gaps that count for the churn window of the category"),
    "inside": N_("buyers whose last purchase of the category lies within its usual time"),
    "outside": N_("buyers who have been waiting for longer than that"),
    "rate_low": N_("low end of the 95% interval of the rate"),
    "rate_high": N_("high end of the 95% interval of the rate"),
    "abandoned_value": N_("what the abandoned carts were worth"),
    "value_from": N_("cheapest cart"),
    "value_to": N_("most expensive cart"),
    "from_category": N_("category of the first purchase; “all” = all of them together"),
    "to_category": N_("category of the second purchase"),
    "base_share": N_("the same share over all first categories"),
    "p_value": N_("chance of so large a difference from the others, if there were none"),
    "is_different": N_(
        "differs from customers with other first categories, allowing for all comparisons made"
    ),
    "cart_sessions": N_("visits that put something into the cart"),
    "abandoned": N_("visits with a cart and no purchase"),
    "abandonment_rate": N_("visits with a cart and no purchase / visits with a cart"),
    "conversion": N_("visits with a purchase / visits"),
    "returning": N_("customers who bought in the period before, too"),
    "dormant": N_("customers who bought in the period before, and not in this one (sleeping)"),
    "quick_ratio": N_("(new + reactivated) / sleeping: above 1 the number of buyers grows"),
    "part": N_("day of the month, month of the year, or weekday with hour"),
    "value": N_("1 to 31, 1 to 12, or 1-09 = Monday, 9 o'clock"),
    "from_segment": N_("RFM segment on the earlier date; “none” = had not bought yet"),
    "to_segment": N_("RFM segment on the last day of the data"),
    "event": N_("the sale or holiday; “other_days” = in none of them, “all” = every day of the data"),
    "from_on": N_("first day"),
    "to_on": N_("last day"),
    "purchases_per_day": N_("purchases / days"),
    "discounted": N_("those of them with a discount or coupon"),
    "discounted_share": N_("discounted / purchases"),
    "discounted_low": N_("low end of the 95% interval of that share"),
    "discounted_high": N_("high end of the 95% interval of that share"),
    "habit": N_(
        "payday (after wages are paid), sale_only (only with a discount) or seasonal (in one season)"
    ),
    "segment": N_("RFM segment"),
    "revenue_share": N_("part of the net revenue of all segments"),
    "median_recency_days": N_("median days since the last purchase"),
    "purchases_per_customer": N_("purchases / customers"),
    "R": N_("recency score, 5 = most recent"),
    "F": N_("frequency score, 5 = seven purchases or more"),
    "M": N_("money score, 5 = highest net revenue"),
    "customer_key": N_("the customer's number in this shop file"),
    "recency_days": N_("days since the last purchase"),
    "stage": N_("active, late (past the usual rhythm) or churned"),
    "main_category": N_("category bought most"),
    "first_channel": N_("channel of the first purchase"),
    "country": N_("country"),
    "measure": N_("what is compared"),
    "n": N_("customers, visits or purchases that the share is of"),
    "is_year_ago": N_("compared with the same period a year ago; otherwise with the period before"),
    "compared_with": N_("first day of the earlier period; empty = none to compare with"),
    "value_before": N_("value of the earlier period"),
    "n_before": N_("customers, visits or purchases that its share is of"),
    "difference": N_("value − value before"),
    "difference_low": N_("low end of the 95% interval of the difference"),
    "difference_high": N_("high end of the 95% interval of the difference"),
    "period_before": N_("first day of the earlier period"),
    "period_after": N_("first day of the later period"),
    "n_after": N_("what the value of the later period is of: customers or purchases"),
    "share_before": N_("the group's part of n in the earlier period"),
    "share_after": N_("the group's part of n in the later period"),
    "value_after": N_("value of the later period"),
    "mix": N_("what the group adds to the change because its share changed: different customers"),
    "rate": N_("what it adds because its value changed: changed behaviour"),
    "change.n_before": N_("what the value of the earlier period is of: customers or purchases"),
    "period_comparison.period": N_("first day of the last period that is over"),
    "period_comparison.value": N_("value of that period"),
    "period_comparison.p_value": N_("chance of so large a difference, if there were none"),
    "period_comparison.is_different": N_(
        "the interval leaves out 0; between groups, allowing for all comparisons made"
    ),
    "describe.first_at": N_("first loaded order, whatever its status"),
    "describe.last_at": N_("last loaded order, whatever its status"),
    "cart_losses.part": N_("what the carts are divided by: device, step or value_band (value of the cart)"),
    "cart_losses.value": N_("the device, the step, or the quarter by value (1 = the cheapest carts)"),
    "cart_losses.cart_sessions": N_("visits with a cart; of a step: those that reached it"),
    "cart_losses.abandoned": N_("those of them left there without a purchase"),
    "first_order.horizon_days": N_("days since the first visit; empty = ever"),
    "first_order.eligible": N_("visitors whose first visit is at least that many days old"),
    "first_order.buyers": N_("those of them who bought within these days"),
    "first_order.share": N_("buyers / eligible"),
    "first_order.km_at_risk": N_("visitors followed that long who had not bought before that day"),
    "first_order.km_share": N_("estimated share that has bought by that day"),
    "next_category.buyers": N_("customers with a second purchase and that first category"),
    "next_category.share": N_("customers / buyers"),
    "carts.period": N_("first day of the period"),
    "timing.revenue": N_("amounts of these purchases less refunds of them"),
    "amount": N_("amounts of the purchases"),
    "discounted_amount": N_("amounts of those with a discount"),
    "discounts.period": N_("first day of the period"),
    "discounts.share": N_("discounted / purchases"),
    "event_windows.days": N_("days of the event that the data hold"),
    "event_windows.share": N_("purchases / all purchases"),
    "event_windows.first_purchases": N_("those of them that were their customers' first"),
    "event_windows.revenue": N_("amounts of these purchases less refunds of them"),
    "event_windows.is_open": N_("these days are not over yet"),
    "lifecycle_grid.purchases": N_("1, 2, 3 and more purchases"),
    "lifecycle_grid.net_revenue": N_("net revenue of these customers to date"),
    "habits.eligible": N_("customers who purchased often enough to tell"),
    "habits.customers": N_("those of them who have the habit"),
    "habits.share": N_("customers / eligible"),
    "lifecycle.period": N_("first day of the period"),
    "lifecycle.new": N_("customers whose first purchase lies in the period"),
    "lifecycle.resurrected": N_("customers who bought earlier, but not in the period before (reactivated)"),
    "lifecycle.customers": N_("customers who bought in the period"),
    "category_rhythm.category": N_("category"),
    "category_rhythm.buyers": N_("customers who have bought the category"),
    "category_rhythm.share": N_("repeat buyers / buyers"),
    "category_rhythm.eligible": N_("buyers whose first purchase of the category is 365 days old or older"),
    "category_rhythm.km_at_risk": N_(
        "buyers followed for 365 days who had not bought the category again before"
    ),
    "category_rhythm.km_share_365": N_("estimated share that buys the category again within 365 days"),
    "category_rhythm.gaps": N_("gaps between two purchases of the category by one customer"),
    "category_rhythm.window_days": N_(
        "churn window of the category; empty = fewer than 50 gaps count for it"
    ),
    "churn.period": N_("first day of the period"),
    "concentration.period": N_("first day of the period"),
    "concentration.repeat_share": N_("repeat revenue / net revenue"),
    "acquisition.period": N_("first day of the month"),
    "repeat_purchase.share": N_("repeaters / eligible"),
    "order_ladder.order_number": N_("n: the step from purchase n to n + 1"),
    "order_ladder.customers": N_("customers who reached purchase n"),
    "order_ladder.share": N_("customers with purchase n + 1 / customers with purchase n"),
    "order_ladder.km_at_risk": N_("customers followed for 365 days who had not bought once more before"),
    "order_ladder.average_order_value": N_("average amount of purchase n"),
    "rfm.share": N_("part of all customers"),
}
"""What a column holds, by its name, or by metric and name where they differ."""

CAVEATS: dict[Caveat, str] = {
    Caveat.MAY_CONTAIN_OLDER_CUSTOMERS: N_(
        "Those who first appear before {until} may be older customers: "
        "the data do not show who bought before."
    ),
    Caveat.OPEN_PERIOD: N_("What is not over yet is marked, and enters no average."),
    Caveat.MAY_STILL_GROW: N_("The newest cells may still grow: who returns later will count in them too."),
    Caveat.SMALL_NUMBERS: N_(
        "Some shares rest on fewer than {limit} customers or visits: too few to compare."
    ),
    Caveat.EXPOSURE_DIFFERS: N_("Newer customers have had less time to return than older ones."),
    Caveat.UNKNOWN_STATUSES: N_(
        "Orders whose status word has no decided meaning yet: {count}. They do not count."
    ),
    Caveat.ANONYMOUS_ORDERS: N_(
        "Orders without a customer: {count} ({share} of gross revenue). They count in revenue, but in no figure "
        "per customer."
    ),
    Caveat.OTHER_CURRENCIES: N_("Orders in other currencies than {currency}: {count}. They are left out."),
    Caveat.FEW_GAPS: N_(
        "The churn window needs {needed} repeat purchases to be found from the data; there are {count}, so "
        "{window_days} days are used."
    ),
    Caveat.NO_SESSIONS: N_("No visits are loaded, so only orders say who has left."),
    Caveat.ORDERS_FROM_SESSIONS: N_("No orders are loaded: purchases seen in the visits stand in for them."),
    Caveat.SHARED_IDENTIFIER: N_(
        "Phones or customer numbers shared by many people: {count}. Nobody is joined by them."
    ),
    Caveat.ONE_LARGE_CUSTOMER: N_(
        "One customer brings {share} of the shop's revenue and makes {part} of its purchases: sums and averages follow "
        "this one customer."
    ),
    Caveat.SPEND_MONTH_OPEN: N_(
        "The last month is not over: its spend may be whole, but not all of its new customers have come."
    ),
    Caveat.SPEND_IN_OTHER_CURRENCIES: N_("Lines of spend in other currencies: {count}. They are left out."),
    Caveat.MARGIN_UNKNOWN: N_(
        "No payback: neither the cost of products nor the gross margin is known. Set the gross margin in Settings."
    ),
    Caveat.KNOWN_OF_BUYERS: N_(
        "The groups are known of buyers only: visitors who have never bought are in the group “not known”. Compare the "
        "groups with each other, not with all visits."
    ),
}
"""One calm line for each caveat; its fields are those of the Note, as text."""


def caveat_sentence(note: Note) -> str:
    """The English line of a caveat with its values.

    >>> caveat_sentence(Note(Caveat.OTHER_CURRENCIES, {"count": 3, "currency": "EUR"}))
    'Orders in other currencies than EUR: 3. They are left out.'
    """
    return CAVEATS[note.caveat].format(**{name: _text(value) for name, value in note.fields.items()})


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1%}"
    return value.isoformat() if isinstance(value, date) else str(value)
