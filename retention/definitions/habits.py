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
    grain=N_("one habit: payday, sale_only, seasonal"),
    unit=N_("people, shares from 0 to 1"),
    empty=N_("no share where nobody has enough purchases to tell"),
    reference="E. B. Wilson (1927), JASA 22(158); the habits are defined by this product",
    sql="habits",
    columns="habit eligible customers share share_low share_high",
    caveats=(Caveat.SMALL_NUMBERS, *DATA),
    readings=(
        N_(
            "Wages are paid on the 5th and the 20th unless other days are given; a day that a month lacks is its last."
        ),
        N_(
            "Six days after each of two paydays are 40% of a month: some customers have this habit by chance."
        ),
        N_("A coupon is a discount. Where the files name neither, nobody buys only on sale."),
        N_("Seasonal customers can still come until the quarter ends."),
    ),
)
