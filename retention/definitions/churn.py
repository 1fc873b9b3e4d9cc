"""How many active customers have now gone without a purchase for the whole churn window."""

from retention.captions import N_
from retention.definitions.record import DATA, PEOPLE_AND_MONEY, SAME_WINDOW, Definition
from retention.values import Caveat

CHURN = Definition(
    key="churn",
    title=N_("Churn rate"),
    sentence=N_("How many active customers left: they have bought nothing for the whole churn window."),
    formula=N_(
        "churn rate = churned / active at the start; active at the end = active at the start + new + "
        "reactivated − churned; churn window = the days within which nine of ten gaps between purchases ended "
        "(90th percentile), from 30 to 365"
    ),
    grain=N_("one calendar period"),
    unit=PEOPLE_AND_MONEY,
    empty=N_(
        "no rate where nobody was active at the start; no interval where more churned than were active then"
    ),
    reference=(
        "P. Fader, B. Hardie (2009), Journal of Interactive Marketing 23(1); R. Hyndman, Y. Fan (1996), "
        "The American Statistician 50(4); E. B. Wilson (1927), JASA 22(158)"
    ),
    sql="churn churn_events churned_revenue churn_window",
    columns=(
        "period active_start new resurrected churned active_end churn_rate rate_low rate_high "
        "churned_revenue_365 window_days is_open"
    ),
    caveats=(Caveat.FEW_GAPS, Caveat.OPEN_PERIOD, Caveat.SMALL_NUMBERS, *DATA),
    readings=(
        N_(
            "Active = the last purchase is fewer days ago than the churn window. Who buys on the very day on which "
            "they would have churned stays active."
        ),
        N_(
            "The table begins with the period of the first purchase; a period without any change has its row too."
        ),
        SAME_WINDOW,
    ),
)
