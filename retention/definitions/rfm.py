"""Eleven groups of customers by how recently, how often and for how much they bought."""

from retention.captions import N_
from retention.definitions.labels import RFM_SEGMENTS
from retention.definitions.record import DATA, ONE_CUSTOMER, SAME_SCORES, SCORES, Definition
from retention.definitions.segment_map import cells_of
from retention.values import Caveat

RFM = Definition(
    key="rfm",
    title=N_("Customer segments (RFM)"),
    sentence=N_("Eleven groups of customers by how recently, how often and for how much they bought."),
    formula=N_(
        "R and M: 1 + floor(5 · (rank − 1) / customers), rank from the worst, ties share the lower one; "
        "F: 1, 2, 3, 4–6, 7 and more purchases; each of the 125 cells has one name"
    ),
    grain=N_("one segment that holds somebody"),
    unit=N_("people, shares from 0 to 1, money in the shop's currency, days"),
    empty=N_("no row for a segment without customers; no revenue share where revenue is 0"),
    reference=(
        "J. Bult, T. Wansbeek (1995), Marketing Science 14(4); the map: Bloomreach documentation, “RFM "
        "Segmentation”, after Putler, “RFM analysis for customer segmentation”"
    ),
    sql="rfm scores score_cuts measured bought bought_kept",
    columns=(
        "segment customers share net_revenue revenue_share median_recency_days purchases_per_customer "
        "average_order_value"
    ),
    caveats=(Caveat.SMALL_NUMBERS, Caveat.ONE_LARGE_CUSTOMER, *DATA),
    readings=(SCORES, SAME_SCORES, ONE_CUSTOMER),
    parts=tuple((label.title, cells_of(segment)) for segment, label in RFM_SEGMENTS.items()),
)
