"""Of the customers who first bought in a month, how many returned in each later month."""

from retention.captions import N_
from retention.definitions.record import (
    DATA,
    EVENT_COHORTS,
    NO_OLDER_CUSTOMERS,
    ONE_CUSTOMER,
    ORDER_SEGMENT,
    PEOPLE_AND_MONEY,
    Definition,
)
from retention.values import Caveat

COHORT_RETENTION = Definition(
    key="cohort_retention",
    title=N_("Retention by cohort"),
    sentence=N_(
        "Of the customers who first bought in the same month, how many came back in each later month."
    ),
    formula=N_(
        "share = customers of the cohort who bought (in period k / in k or later / again by the end of "
        "k) / size of the cohort; all cohorts together: Σ customers / Σ size over cohorts whose period k "
        "is over"
    ),
    grain=N_("one cohort and period; then, for each period, all cohorts together (“all”)"),
    unit=PEOPLE_AND_MONEY,
    empty=N_("no rows where nobody has purchased; no average order value where nothing was bought"),
    reference="P. Fader, B. Hardie (2001), Interfaces 31(3); E. B. Wilson (1927), JASA 22(158)",
    sql="cohort_retention cohort_retention_orders churn_window unknown_pasts",
    columns=(
        "cohort size period customers share share_low share_high orders revenue "
        "cumulative_revenue_per_customer average_order_value is_complete cohorts"
    ),
    caveats=(
        Caveat.MAY_CONTAIN_OLDER_CUSTOMERS,
        Caveat.OPEN_PERIOD,
        Caveat.MAY_STILL_GROW,
        Caveat.SMALL_NUMBERS,
        Caveat.ONE_LARGE_CUSTOMER,
        *DATA,
    ),
    readings=(
        N_("Sales and refunds dated before a customer's first purchase are in no cell."),
        N_(
            "Orders, revenue and average order value are those of the period itself, whichever way those who came "
            "back are counted."
        ),
        N_(
            "The first cohorts may hold older customers: who bought before the data begin cannot be seen. This "
            "concerns cohorts that begin within one churn window from the first day of the data."
        ),
        NO_OLDER_CUSTOMERS,
        ORDER_SEGMENT,
        EVENT_COHORTS,
        N_(
            "With a choice of purchases, those who came back, orders and revenue are of the chosen ones alone; "
            "cohort and size stay by the very first purchase. For a category or a product money is that of its "
            "lines, and a refund of the order counts in proportion."
        ),
        ONE_CUSTOMER,
    ),
)
