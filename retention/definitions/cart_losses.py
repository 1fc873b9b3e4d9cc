"""At which step, on which device and at what worth carts are left behind."""

from retention.captions import N_
from retention.definitions.record import DATA, VISITS_OF_KNOWN, Definition
from retention.values import Caveat

CART_LOSSES = Definition(
    key="cart_losses",
    title=N_("Where carts are lost"),
    sentence=N_("At which step, on which device and at what worth carts are left behind."),
    formula=N_(
        "abandonment rate = carts left at the step / carts that reached it; by device and by value: carts left / carts"
    ),
    grain=N_("one step, device or quarter of the carts by value; only what the visits tell"),
    unit=N_("visits, shares from 0 to 1, money of the shop"),
    empty=N_("no rows where no visit had a cart; no money where the visits do not tell it"),
    reference=(
        "R. Close, M. Kukar-Kinney (2010), Journal of Business Research 63(9–10); E. B. Wilson (1927), JASA 22(158)"
    ),
    sql="cart_losses",
    columns=(
        "part value cart_sessions abandoned abandonment_rate rate_low rate_high abandoned_value value_from value_to"
    ),
    caveats=(Caveat.SMALL_NUMBERS, *DATA),
    readings=(
        N_("A cart that ended in a purchase has passed the checkout, also where the visit does not show it."),
        N_("The carts left at the two steps add up to all carts that were left."),
        N_("Quarters by value hold as many carts each, but carts of one value are never parted."),
        VISITS_OF_KNOWN,
    ),
)
