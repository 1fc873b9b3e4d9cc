"""How much of what is bought is bought at a discount."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, Definition
from retention.values import Caveat

DISCOUNTS = Definition(
    key="discounts",
    title=N_("Purchases with a discount"),
    sentence=N_("What share of purchases is made with a discount."),
    formula=N_("share = purchases with a discount or coupon / purchases of the period"),
    grain=N_("one calendar period"),
    unit=N_("purchases, shares from 0 to 1, money in the shop's currency"),
    empty=N_("no share where nothing was bought"),
    reference="E. B. Wilson (1927), JASA 22(158)",
    sql="discounts",
    columns="period purchases discounted share share_low share_high amount discounted_amount is_open",
    caveats=(Caveat.OPEN_PERIOD, Caveat.ONE_LARGE_CUSTOMER, *DATA),
    readings=(
        N_("A coupon is a discount. Where the files contain neither, the share is 0."),
        N_("Amounts are before refunds."),
        ONE_CUSTOMER,
    ),
)
