"""How many visits fill a cart and leave it, and how many end in a purchase."""

from retention.captions import N_
from retention.definitions.record import DATA, VISIT_TIME, VISITS_OF_KNOWN, Definition
from retention.values import Caveat

CARTS = Definition(
    key="carts",
    title=N_("Abandoned carts and conversion"),
    sentence=N_("How many visits fill a cart and abandon it, and how many end in a purchase."),
    formula=N_(
        "abandonment rate = visits with a cart and no purchase / visits with a cart; "
        "conversion = visits with a purchase / visits"
    ),
    grain=N_("one calendar period"),
    unit=N_("visits, shares from 0 to 1"),
    empty=N_("no abandonment rate where no visit had a cart; no conversion where nobody visited"),
    reference="R. Close, M. Kukar-Kinney (2010), Journal of Business Research 63(9–10)",
    sql="carts",
    columns="period sessions cart_sessions abandoned abandonment_rate conversion is_open",
    caveats=(Caveat.OPEN_PERIOD, Caveat.SMALL_NUMBERS, Caveat.KNOWN_OF_BUYERS, *DATA),
    readings=(
        VISIT_TIME,
        N_("The table begins with the period of the first visit; a period without visits has its row too."),
        N_(
            "A visit that the tracker marks as a purchase counts as one, even if the order itself is not loaded."
        ),
        VISITS_OF_KNOWN,
    ),
)
