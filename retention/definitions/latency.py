"""How many days pass between one purchase and the next."""

from retention.captions import N_
from retention.definitions.record import DATA, ORDER_SEGMENT, Definition

LATENCY = Definition(
    key="latency",
    title=N_("Days between purchases"),
    sentence=N_("How many days pass between one purchase and the next."),
    formula=N_("days = date of purchase n + 1 − date of purchase n"),
    grain=N_("one order number (or category) and length of gap; then “all” of them together"),
    unit=N_("days, gaps"),
    empty=N_("no row for a length that never occurs"),
    reference="P. Fader, B. Hardie (2009), Journal of Interactive Marketing 23(1)",
    sql="latency latency_category",
    columns="order_number days gaps",
    caveats=DATA,
    readings=(
        N_("Only gaps that have ended are counted, so long ones are rare in a young shop."),
        N_(
            "Gaps of customers whose first order lies before the data stand in “all” alone: nobody knows their "
            "order numbers."
        ),
        N_(
            "By category (--by category) a gap belongs to the category of the purchase that it follows, that of its "
            "largest line that has one. The norm of a category by itself is the rhythm by category."
        ),
        ORDER_SEGMENT,
        N_("With a segment of orders gaps and order numbers are those among such purchases."),
    ),
)
