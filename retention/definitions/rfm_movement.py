"""Who moved from which segment to which since an earlier day."""

from retention.captions import N_
from retention.definitions.record import DATA, SAME_SCORES, Definition

RFM_MOVEMENT = Definition(
    key="rfm_movement",
    title=N_("Movement between segments"),
    sentence=N_("Who moved from which segment to which since an earlier date."),
    formula=N_(
        "customers by their segment on the earlier date × their segment on the last day of the data; each date "
        "has its own scores"
    ),
    grain=N_("one pair of segments that somebody moved between, or stayed in"),
    unit=N_("people"),
    empty=N_("no row for a pair without customers"),
    reference=(
        "J. Bult, T. Wansbeek (1995), Marketing Science 14(4); the map: Bloomreach documentation, “RFM "
        "Segmentation”, after Putler, “RFM analysis for customer segmentation”"
    ),
    sql="rfm_movement scores score_cuts measured bought bought_kept",
    columns="from_segment to_segment customers",
    caveats=DATA,
    readings=(
        N_(
            "The earlier date is a year before the last day if the data reach back so far, otherwise three months "
            "before; another one can be chosen."
        ),
        N_("Who had not bought by the earlier date comes from “none”; everybody is counted once."),
        N_(
            "A segment is a place among all customers on that date: one can slip down because others moved up."
        ),
        SAME_SCORES,
    ),
)
