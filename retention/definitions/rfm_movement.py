"""Who moved from which segment to which since an earlier day."""

from retention.captions import N_
from retention.definitions.record import DATA, SAME_SCORES, Definition

RFM_MOVEMENT = Definition(
    key="rfm_movement",
    title=N_("Movement between segments"),
    sentence=N_("Who moved from which segment to which since an earlier day."),
    formula=N_(
        "customers by the segment of the earlier day × the segment of the last day; each day has its own scores"
    ),
    grain=N_("one pair of segments that somebody moved between, or stayed in"),
    unit=N_("people"),
    empty=N_("no row for a pair without customers"),
    reference=(
        "J. Bult, T. Wansbeek (1995), Marketing Science 14(4); the map: Bloomreach documentation, “RFM "
        "Segmentation”, after Putler, “RFM analysis for customer segmentation”"
    ),
    sql="rfm_movement scores measured bought",
    columns="from_segment to_segment customers",
    caveats=DATA,
    readings=(
        N_(
            "The earlier day is the same day a year earlier where the data begin by then, else three months "
            "earlier; another one can be asked for."
        ),
        N_("Who had not purchased by the earlier day comes from “none”; everybody is counted once."),
        N_("A segment is a place among all customers of a day: others moving up can move one down."),
        SAME_SCORES,
    ),
)
