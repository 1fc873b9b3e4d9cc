"""What customers buy second, by what they bought first."""

from retention.captions import N_
from retention.definitions.record import DATA, Definition
from retention.values import Caveat

NEXT_CATEGORY = Definition(
    key="next_category",
    title=N_("From the first category to the second"),
    sentence=N_("What customers buy second, by what they bought first."),
    formula=N_(
        "share = customers whose second purchase is of the category / customers with a second purchase and the same "
        "first category; base share = the same over all first categories"
    ),
    grain=N_("one pair of categories; then all first categories together (“all”)"),
    unit=N_("people, shares from 0 to 1"),
    empty=N_(
        "no rows where purchases have no category; no comparison where there is only one first category"
    ),
    reference=(
        "E. B. Wilson (1927), JASA 22(158); Y. Benjamini, Y. Hochberg (1995), JRSS B 57(1); R. A. Fisher (1935), "
        "JRSS 98(1)"
    ),
    sql="next_category",
    columns=(
        "from_category to_category customers buyers share share_low share_high base_share p_value is_different"
    ),
    caveats=(Caveat.SMALL_NUMBERS, *DATA),
    readings=(
        N_("The category of a purchase is that of its largest line with a category."),
        N_(
            "Customers are left out whose first or second purchase has no category, or whose first order lies "
            "before the data."
        ),
        N_(
            "Different = compared with customers who began with other categories, by an exact test; of all pairs "
            "called different at most 5% are so by chance (Benjamini–Hochberg)."
        ),
        N_("Only pairs that somebody bought are compared."),
    ),
)
