"""Who looked at a category again and again lately, and has not bought from it."""

from retention.captions import N_
from retention.definitions.record import DATA, FIRST_VISITS, SAME_WINDOW, Definition
from retention.values import Caveat

INTEREST = Definition(
    key="interest",
    title=N_("Interest without a purchase"),
    sentence=N_("Who has recently looked at a category several times and has not bought from it."),
    formula=N_(
        "viewers = people who saw the category in two or more visits of the last 30 days; buyers = those of them "
        "who bought it within the churn window; viewed, not bought = viewers − buyers"
    ),
    grain=N_("one category, product or price band"),
    unit=N_("people"),
    empty=N_("no rows where the visits do not tell what was looked at"),
    reference="W. Moe (2003), Journal of Consumer Psychology 13(1–2)",
    sql="interest interest_people churn_window",
    columns="category viewers buyers viewed_not_bought",
    caveats=(Caveat.FEW_GAPS, Caveat.KNOWN_OF_BUYERS, *DATA),
    readings=(
        N_("The 30 days end with the last day of the data: older interest does not count."),
        N_("Several looks in one visit are one; visits of unknown people are left out."),
        N_(
            "Bought = any line of a purchase, not only the largest, or a purchase that the visits themselves "
            "report."
        ),
        N_(
            "Capital letters make no difference in names; a missing category is looked up in the product list."
        ),
        N_("Price bands end at 1, 2, 5, 10, 20, 50 …; the lower end belongs to the band."),
        FIRST_VISITS,
        SAME_WINDOW,
    ),
)
