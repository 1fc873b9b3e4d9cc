"""At which step, on which device and at what worth carts are left behind."""

from retention.captions import N_
from retention.definitions.record import DATA, VISITS_OF_KNOWN, Definition
from retention.values import Caveat

CART_LOSSES = Definition(
    key="cart_losses",
    title=N_("Where carts are lost"),
    sentence=N_("At which step, on which device and at what value carts are abandoned."),
    formula=N_(
        "abandonment rate = carts abandoned at the step / carts that reached it; by device and by value: "
        "abandoned carts / carts"
    ),
    grain=N_("one step, device or quarter of the carts by value; only what the visit files contain"),
    unit=N_("visits, shares from 0 to 1, money in the shop's currency"),
    empty=N_("no rows where no visit had a cart; no money where the visit files do not contain it"),
    reference=(
        "R. Close, M. Kukar-Kinney (2010), Journal of Business Research 63(9–10); E. B. Wilson (1927), JASA 22(158)"
    ),
    sql="cart_losses",
    columns=(
        "part value cart_sessions abandoned abandonment_rate rate_low rate_high abandoned_value value_from value_to"
    ),
    caveats=(Caveat.SMALL_NUMBERS, Caveat.KNOWN_OF_BUYERS, *DATA),
    readings=(
        N_("A cart that ended in a purchase has passed the checkout, even if the visit does not show it."),
        N_("The carts abandoned at the two steps add up to all abandoned carts."),
        N_("The quarters by value are of equal size, except that carts of the same value stay together."),
        VISITS_OF_KNOWN,
    ),
)
