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
        "gap = days between two consecutive purchases of the category by one customer; renewal days = their "
        "median, usual time = from their lower to their upper quartile; inside = buyers whose last purchase of "
        "the category is no older than the upper quartile, outside = the others; estimated share = 1 − S(365), "
        "the Kaplan–Meier estimate of the days from the first purchase of the category to the second"
    ),
    grain=N_("one category that somebody has bought"),
    unit=N_("people, shares from 0 to 1, days, gaps between purchases"),
    empty=N_(
        "no rows where purchases have no category; no usual time where nobody bought the category again; nobody "
        "is inside or outside it then, nor where a category is bought rarely; no churn window with fewer than "
        "50 gaps"
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
            "A purchase counts for every category among its lines; several lines of one category are one purchase."
        ),
        N_("Purchases of other categories in between do not end a gap."),
        N_(
            "Bought rarely: even the upper end of the 95% interval of the share who buy the category again within "
            "365 days is below 10%. With fewer than 30 buyers followed for 365 days it is too early to tell."
        ),
        N_(
            "Longer than usual is a reason to look, not churn: a quarter of all gaps are longer than the usual "
            "time."
        ),
        N_("Only gaps that have ended are counted, so a young shop has few long ones."),
        N_(
            "The churn window of a category follows the rule of the shop's, over the gaps of the category, where at "
            "least 50 of them count."
        ),
        N_("The first purchase of a category is the first that the data hold."),
    ),
)
