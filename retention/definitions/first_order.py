"""How many visitors become buyers within a week, a month … a year of their first visit."""

from retention.captions import N_
from retention.definitions.record import DATA, FIRST_VISITS, Definition
from retention.values import Caveat

FIRST_ORDER = Definition(
    key="first_order",
    title=N_("From the first visit to the first order"),
    sentence=N_("How many visitors become buyers within a week, a month … a year of their first visit."),
    formula=N_(
        "share = visitors whose first purchase came within D days of their first visit / visitors whose first "
        "visit is at least D days old; estimated share = 1 − S(D), the Kaplan–Meier estimate over all visitors"
    ),
    grain=N_("one number of days; the row without a number is “ever”"),
    unit=N_("people, shares from 0 to 1"),
    empty=N_("no share where nobody was followed that long; no interval where the estimate is 0 or 1"),
    reference="E. Kaplan, P. Meier (1958), JASA 53(282); E. B. Wilson (1927), JASA 22(158)",
    sql="first_order",
    columns="horizon_days eligible buyers share share_low share_high km_at_risk km_share km_low km_high",
    caveats=(Caveat.EXPOSURE_DIFFERS, Caveat.SMALL_NUMBERS, Caveat.KNOWN_OF_BUYERS, *DATA),
    readings=(
        N_("Dates count, not times: a purchase on the day of the first visit came after 0 days."),
        N_("The first visit is the first that the data hold; who had bought before it is left out."),
        N_("Visits without a customer or visitor number are left out."),
        FIRST_VISITS,
    ),
)
