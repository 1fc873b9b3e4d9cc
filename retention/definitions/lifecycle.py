"""Who bought in each period: for the first time, again, or back after a pause."""

from retention.captions import N_
from retention.definitions.record import DATA, Definition
from retention.values import Caveat

LIFECYCLE = Definition(
    key="lifecycle",
    title=N_("New, returning and reactivated buyers"),
    sentence=N_("Who bought in each period: for the first time, again, or back after a pause."),
    formula=N_(
        "customers = new + returning + reactivated; sleeping = bought in the period before, not in this one; "
        "quick ratio = (new + reactivated) / sleeping"
    ),
    grain=N_("one calendar period"),
    unit=N_("people"),
    empty=N_("no quick ratio where nobody sleeps; no rows where nobody has purchased"),
    reference="J. Hsu, Social Capital (2015), Accounting for User Growth",
    sql="lifecycle churn_window unknown_pasts",
    columns="period new returning resurrected dormant customers quick_ratio is_open",
    caveats=(Caveat.MAY_CONTAIN_OLDER_CUSTOMERS, Caveat.OPEN_PERIOD, *DATA),
    readings=(
        N_(
            "Customers who, by the customer list, first ordered before the data begin are never new: their first "
            "purchase in the data counts as a return after a pause."
        ),
        N_("The calendar decides, not the churn window: who skips a period is sleeping in it."),
        N_("Who sleeps is counted once, in the first period without a purchase."),
        N_(
            "The table begins with the period of the first purchase; a period without purchases has its row too."
        ),
    ),
)
