"""Of those who bought n times, how many buy once more, and how soon."""

from retention.captions import N_
from retention.definitions.record import DATA, ORDER_SEGMENT, Definition
from retention.values import Caveat

ORDER_LADDER = Definition(
    key="order_ladder",
    title=N_("Order ladder"),
    sentence=N_("Of those who bought n times, how many buy once more, and how soon."),
    formula=N_(
        "share = customers with purchase n + 1 / customers with purchase n; km_share_365 = 1 − S(365), the "
        "Kaplan–Meier estimate of the days from purchase n to n + 1 over all who reached n"
    ),
    grain=N_("one order number from 1 to 10, up to the last that somebody reached"),
    unit=N_("people, shares from 0 to 1, days, money of the shop"),
    empty=N_(
        "no estimate where nobody's purchase n is 365 days old; no spread where it is 0 or 1; no median "
        "where nobody went on"
    ),
    reference="E. Kaplan, P. Meier (1958), JASA 53(282); M. Greenwood (1926), The natural duration of cancer",
    sql="order_ladder",
    columns=(
        "order_number customers next_customers share km_share_365 km_at_risk km_low km_high median_days "
        "average_order_value"
    ),
    caveats=(Caveat.EXPOSURE_DIFFERS, Caveat.SMALL_NUMBERS, *DATA),
    readings=(
        N_("Dates count, not times: a next purchase on the same day came after 0 days."),
        N_(
            "Customers whose first order lies before the data, by a list of customers, are not on the ladder: "
            "the numbers of their purchases are unknown."
        ),
        N_("The median is that of those who went on; it grows while the others are still waiting."),
        ORDER_SEGMENT,
        N_(
            "With a segment of orders n counts such purchases alone; by category and product the amount is that of the "
            "matching lines."
        ),
    ),
)
