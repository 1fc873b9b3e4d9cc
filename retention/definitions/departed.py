"""Who has left for good, who still visits without buying, and who left a cart behind."""

from retention.captions import N_
from retention.definitions.record import DATA, SAME_WINDOW, Definition
from retention.values import Caveat

DEPARTED = Definition(
    key="departed",
    title=N_("Three kinds of departed customers"),
    sentence=N_("Who has left for good, who still visits without buying, and who left a cart behind."),
    formula=N_(
        "gone = has purchased, not within the churn window, and no visit within the visit window; visits only = a "
        "visit within the visit window and no purchase within the churn window; abandoned cart = a visit within "
        "the visit window with a cart and no purchase since it began"
    ),
    grain=N_("one kind; without visits “gone” alone"),
    unit=N_("people"),
    empty=N_("0 for a kind that nobody belongs to"),
    reference="P. Fader, B. Hardie (2009), Journal of Interactive Marketing 23(1)",
    sql="departed departed_people churn_window",
    columns="kind customers never_bought also_gone also_visits_only also_abandoned_cart",
    caveats=(Caveat.NO_SESSIONS, Caveat.FEW_GAPS, Caveat.KNOWN_OF_BUYERS, *DATA),
    readings=(
        N_("Within a window of W days = fewer than W days before the last day of the data."),
        N_("A purchase at any moment since the visit began settles its cart."),
        N_("Who still visits is not gone, so nobody is both “gone” and in another kind."),
        SAME_WINDOW,
    ),
)
