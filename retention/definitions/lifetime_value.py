"""What a customer has brought so far, by age in months of 30 days."""

from retention.captions import N_
from retention.definitions.record import DATA, EVENT_COHORTS, NO_OLDER_CUSTOMERS, ORDER_SEGMENT, Definition
from retention.values import Caveat

LIFETIME_VALUE = Definition(
    key="lifetime_value",
    title=N_("LTV to date by cohort"),
    sentence=N_("How much a customer has brought so far, by months since the first purchase."),
    formula=N_(
        "revenue per customer = net revenue of the cohort's customers at 0 ≤ age < 30 · (k + 1) days / size "
        "of the cohort; all cohorts together: Σ revenue / Σ size over cohorts whose month k is over; margin = "
        "net revenue − cost of goods, or net revenue × gross margin"
    ),
    grain=N_("one cohort and month of age; then one row “all” for each month of age"),
    unit=N_("people, months of 30 days, money of the shop"),
    empty=N_("no rows where nobody has purchased; no margin where neither cost nor gross margin is known"),
    reference=(
        "P. Fader, B. Hardie, K. L. Lee (2005), Journal of Marketing Research 42(4); S. Gupta, D. Lehmann, "
        "J. Stuart (2004), Journal of Marketing Research 41(1)"
    ),
    sql="lifetime_value lifetime_cost churn_window unknown_pasts",
    columns="cohort size age_months revenue_per_customer margin_per_customer is_complete",
    caveats=(Caveat.MAY_CONTAIN_OLDER_CUSTOMERS, Caveat.OPEN_PERIOD, *DATA),
    readings=(
        N_(
            "This is what has been paid, not a forecast; every customer of the cohort counts, also who never returned."
        ),
        N_(
            "Refunds lower the value at the age at which they were paid; money dated before the first purchase "
            "has no age."
        ),
        N_(
            "A month of age is over when the youngest customer has lived through it and nobody can join the cohort."
        ),
        N_(
            "Margin takes the cost from the product list where it is known for every purchase of the cell; "
            "elsewhere the gross margin from the settings."
        ),
        N_("The cost of a purchase stays when a part of it is paid back: goods are not taken as returned."),
        NO_OLDER_CUSTOMERS,
        EVENT_COHORTS,
        ORDER_SEGMENT,
        N_(
            "With a segment of orders the money is that of such orders, divided by all members of the cohort. By "
            "category and product it is that of the matching lines, and margin takes the gross margin from the "
            "settings: a part of an order has no cost of its own."
        ),
    ),
)
