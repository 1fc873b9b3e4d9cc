"""How much is bought, and how much of it at a discount, in sales and before holidays."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, SHARE_INTERVALS, Definition
from retention.values import Caveat

EVENT_WINDOWS = Definition(
    key="event_windows",
    title=N_("Sales and holidays"),
    sentence=N_("How much is bought, and how much of it at a discount, in sales and before holidays."),
    formula=N_(
        "share = purchases on the days of the event / all purchases; discounted share = purchases with a "
        "discount or coupon / purchases; purchases per day = purchases / days of the event that the data hold"
    ),
    grain=N_("one sale or holiday; then the other days, then all days"),
    unit=N_("days, purchases, shares from 0 to 1, money in the shop's currency"),
    empty=N_("no share where nothing was bought; no row for a sale or holiday of which the data hold no day"),
    reference="E. B. Wilson (1927), JASA 22(158); the windows are defined by this product",
    sql="event_windows",
    columns=(
        "event from_on to_on days purchases share purchases_per_day first_purchases discounted discounted_share "
        "discounted_low discounted_high revenue is_open"
    ),
    caveats=(Caveat.ONE_LARGE_CUSTOMER, *DATA),
    readings=(
        N_(
            "Black Friday: from the day after the fourth Thursday of November to the Monday after it. The others are "
            "days on which presents are bought: 15–31 December, 16–23 February, 1–8 March."
        ),
        N_(
            "The shop's own dates are added in Settings; dates under the name of a yearly event replace it in the "
            "year in which they begin."
        ),
        N_("Dates may overlap: a purchase then counts in each. A coupon is a discount."),
        N_("Revenue is that of these purchases, less refunds of them."),
        SHARE_INTERVALS,
        ONE_CUSTOMER,
    ),
)
