"""Of those who bought n times, how many buy once more, and how soon."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, ORDER_SEGMENT, Definition
from retention.values import Caveat

ORDER_LADDER = Definition(
    key="order_ladder",
    title=N_("Order ladder"),
    sentence=N_("Of those who bought n times, how many buy once more, and how soon."),
    formula=N_(
        "share = customers with purchase n + 1 / customers with purchase n; estimated share = 1 − S(365), the "
        "Kaplan–Meier estimate of the days from purchase n to n + 1 over all who reached n"
    ),
    grain=N_("one order number from 1 to 10, as far as anybody came"),
    unit=N_("people, shares from 0 to 1, days, money in the shop's currency"),
    empty=N_(
        "no estimate where no purchase n is 365 days old yet; no interval where it is 0 or 1; no median where "
        "nobody bought again"
    ),
    reference="E. Kaplan, P. Meier (1958), JASA 53(282); M. Greenwood (1926), The natural duration of cancer",
    sql="order_ladder",
    columns=(
        "order_number customers next_customers share km_share_365 km_at_risk km_low km_high median_days "
        "average_order_value"
    ),
    caveats=(Caveat.EXPOSURE_DIFFERS, Caveat.SMALL_NUMBERS, Caveat.ONE_LARGE_CUSTOMER, *DATA),
    readings=(
        N_("Dates count, not times: a next purchase on the same day came after 0 days."),
        N_(
            "Customers who, by the customer list, first ordered before the data begin are not on the ladder: nobody "
            "knows the numbers of their purchases."
        ),
        N_("The median covers only those who have bought again; it grows while the others come back."),
        ORDER_SEGMENT,
        N_(
            "With a choice of purchases only the chosen ones are numbered; for a category or a product the amount "
            "is that of its lines."
        ),
        ONE_CUSTOMER,
    ),
)
