"""Who buys only on sale, after payday, or in one season."""

from retention.captions import N_
from retention.definitions.record import DATA, Definition
from retention.values import Caveat

HABITS = Definition(
    key="habits",
    title=N_("Buying habits"),
    sentence=N_("Who buys only on sale, after payday, or in one season."),
    formula=N_(
        "sale only = two purchases or more, all with a discount; payday = three or more, at least 70% of them "
        "on a payday or the five days after it; seasonal = bought in this calendar quarter of an earlier year, "
        "not of this one"
    ),
    grain=N_("one habit: after payday, on sale only, in one season"),
    unit=N_("people, shares from 0 to 1"),
    empty=N_("no share where nobody has purchased often enough to tell"),
    reference="E. B. Wilson (1927), JASA 22(158); the habits are defined by this product",
    sql="habits",
    columns="habit eligible customers share share_low share_high",
    caveats=(Caveat.SMALL_NUMBERS, *DATA),
    readings=(
        N_(
            "Wages are taken to be paid on the 5th and the 20th unless other days are set; in a month without such "
            "a day, on its last."
        ),
        N_(
            "The payday and the five days after it, twice a month, are 40% of all days: some customers have this "
            "habit by chance."
        ),
        N_("A coupon is a discount. Where the files contain neither, nobody buys only on sale."),
        N_("Seasonal customers can still come until the quarter ends."),
    ),
)
