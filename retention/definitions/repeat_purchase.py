"""How many first-time buyers buy again within 30, 60, 90, 180 and 365 days."""

from retention.captions import N_
from retention.definitions.record import (
    DATA,
    EVENT_COHORTS,
    ORDER_SEGMENT,
    Definition,
)
from retention.values import Caveat

REPEAT_PURCHASE = Definition(
    key="repeat_purchase",
    title=N_("Repeat purchase rate"),
    sentence=N_("How many first-time buyers buy again within 30, 60, 90, 180 and 365 days."),
    formula=N_(
        "share = customers whose second purchase came within D days / customers whose first purchase is at "
        "least D days old; estimated share = 1 − S(D), the Kaplan–Meier estimate over all customers"
    ),
    grain=N_("one number of days; the row without a number is “ever”"),
    unit=N_("people, shares from 0 to 1"),
    empty=N_("no share where nobody was followed that long; no interval where the estimate is 0 or 1"),
    reference="E. Kaplan, P. Meier (1958), JASA 53(282); E. B. Wilson (1927), JASA 22(158)",
    sql="repeat_purchase",
    columns=("horizon_days eligible repeaters share share_low share_high km_at_risk km_share km_low km_high"),
    caveats=(Caveat.EXPOSURE_DIFFERS, Caveat.SMALL_NUMBERS, *DATA),
    readings=(
        N_("Dates count, not times: a second purchase on the same day came after 0 days."),
        ORDER_SEGMENT,
        N_(
            "With a choice of purchases all customers still count, each from the very first purchase; a repeat is "
            "the first later purchase among the chosen ones."
        ),
        EVENT_COHORTS,
    ),
)
