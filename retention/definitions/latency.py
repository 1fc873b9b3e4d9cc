"""How many days pass between one purchase and the next."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, ORDER_SEGMENT, Definition
from retention.values import Caveat

LATENCY = Definition(
    key="latency",
    title=N_("Days between purchases"),
    sentence=N_("How many days pass between one purchase and the next."),
    formula=N_("days = date of purchase n + 1 − date of purchase n"),
    grain=N_("one order number (or category) and length of the gap; then all of them together (“all”)"),
    unit=N_("days, gaps between purchases"),
    empty=N_("no row for a length that never occurs"),
    reference="P. Fader, B. Hardie (2009), Journal of Interactive Marketing 23(1)",
    sql="latency latency_category",
    columns="order_number days gaps",
    caveats=(Caveat.ONE_LARGE_CUSTOMER, *DATA),
    readings=(
        N_("Only gaps that have ended are counted, so a young shop has few long ones."),
        N_(
            "Gaps of customers who first ordered before the data begin count only in “all”: the numbers of their "
            "purchases are unknown."
        ),
        N_(
            "By category, a gap belongs to the category of the purchase after which it began: that of its largest "
            "line. How long each category by itself usually takes is told by “Rhythm by category”."
        ),
        ORDER_SEGMENT,
        N_("With a choice of purchases, gaps and order numbers are those among the chosen ones."),
        ONE_CUSTOMER,
    ),
)
