"""How soon each category is bought again, and who has been waiting for longer than usual."""

from retention.captions import N_
from retention.definitions.record import DATA, Definition
from retention.values import Caveat

CATEGORY_RHYTHM = Definition(
    key="category_rhythm",
    title=N_("Rhythm by category"),
    sentence=N_(
        "How soon each category is bought again, and how many buyers are waiting for longer than usual."
    ),
    formula=N_(
        "gap = days between two consecutive purchases of the category by one customer; renewal days = their median, "
        "usual time = from their lower to their upper quartile; inside = buyers whose last purchase of the category "
        "is no older than the upper quartile, outside = the others; km_share_365 = 1 − S(365), the Kaplan–Meier "
        "estimate of the days from the first purchase of the category to the second"
    ),
    grain=N_("one category that somebody has bought"),
    unit=N_("people, shares from 0 to 1, days, gaps"),
    empty=N_(
        "no rows where lines have no category; no usual time without gaps; nobody inside or outside then, nor in "
        "categories bought rarely; no window with fewer than 50 gaps"
    ),
    reference=(
        "E. Kaplan, P. Meier (1958), JASA 53(282); E. B. Wilson (1927), JASA 22(158); R. Hyndman, Y. Fan (1996), "
        "The American Statistician 50(4)"
    ),
    sql="category_rhythm",
    columns=(
        "category buyers repeat_buyers share share_low share_high eligible km_at_risk km_share_365 km_low km_high "
        "renewal gaps renewal_days usual_from usual_to window_gaps window_days inside outside"
    ),
    caveats=(Caveat.EXPOSURE_DIFFERS, Caveat.SMALL_NUMBERS, *DATA),
    readings=(
        N_(
            "A purchase is one of every category among its lines; several lines of one category are one purchase."
        ),
        N_("Purchases of other categories in between change nothing: the gap is that of the category."),
        N_(
            "Bought rarely: the upper end of the 95 % interval of the share that buys the category again within 365 "
            "days lies below 10 %. With fewer than 30 buyers followed for 365 days nobody can tell."
        ),
        N_(
            "Outside is a sign to look, not churn: a quarter of all gaps that end are longer than the usual time."
        ),
        N_("Gaps that have not ended are not among the gaps, so long ones are rare in a young shop."),
        N_(
            "The window of a category follows the rule of the shop's churn window, over the gaps of the category, "
            "where at least 50 of them count."
        ),
        N_("“First” is the first purchase of the category that the data hold."),
    ),
)
