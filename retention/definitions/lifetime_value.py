"""What a customer has brought so far, by age in months of 30 days."""

from retention.captions import N_
from retention.definitions.record import (
    DATA,
    EVENT_COHORTS,
    NO_OLDER_CUSTOMERS,
    ONE_CUSTOMER,
    ORDER_SEGMENT,
    Definition,
)
from retention.values import Caveat

LIFETIME_VALUE = Definition(
    key="lifetime_value",
    title=N_("LTV to date by cohort"),
    sentence=N_("How much a customer has brought in so far, by months since the first purchase."),
    formula=N_(
        "revenue per customer = net revenue of the cohort's customers at 0 ≤ age < 30 · (k + 1) days / size "
        "of the cohort; all cohorts together: Σ revenue / Σ size over cohorts whose month k is over; margin = "
        "net revenue − cost of goods, or net revenue × gross margin"
    ),
    grain=N_(
        "one cohort and month since the first purchase; then, for each month, all cohorts together (“all”)"
    ),
    unit=N_("people, months of 30 days, money in the shop's currency"),
    empty=N_("no rows where nobody has purchased; no margin where neither cost nor gross margin is known"),
    reference=(
        "P. Fader, B. Hardie, K. L. Lee (2005), Journal of Marketing Research 42(4); S. Gupta, D. Lehmann, "
        "J. Stuart (2004), Journal of Marketing Research 41(1)"
    ),
    sql="lifetime_value lifetime_cost churn_window unknown_pasts",
    columns="cohort size age_months revenue_per_customer margin_per_customer is_complete",
    caveats=(Caveat.MAY_CONTAIN_OLDER_CUSTOMERS, Caveat.OPEN_PERIOD, Caveat.ONE_LARGE_CUSTOMER, *DATA),
    readings=(
        N_(
            "This is money already paid, not a forecast; every customer of the cohort counts, also those who never "
            "came back."
        ),
        N_(
            "Refunds lower the value in the month in which they were paid out; money dated before the first "
            "purchase does not count."
        ),
        N_(
            "A month is over when the cohort's newest customer has lived through it and nobody can join the cohort "
            "any more."
        ),
        N_(
            "Margin uses the cost from the product list where it is known for every purchase of the row; otherwise "
            "the gross margin from the settings."
        ),
        N_("When a part of the money is paid back, the cost stays: goods are taken as not sent back."),
        NO_OLDER_CUSTOMERS,
        EVENT_COHORTS,
        ORDER_SEGMENT,
        N_(
            "With a choice of purchases money is that of the chosen ones, divided by all customers of the cohort. "
            "For a category or a product it is that of its lines, and margin uses the gross margin from the "
            "settings: a part of an order has no cost of its own."
        ),
        ONE_CUSTOMER,
    ),
)
