"""Does one customer, a wholesale buyer perhaps, decide what sums and averages are?"""

from __future__ import annotations

from retention.shop.coverage import Coverage
from retention.values import Caveat, Note

LARGE = 0.1
"""One customer stands out with so large a part of the shop's revenue or purchases …"""
TIMES = 10
"""… if that is also so many times the part of the average customer: in a small shop everybody has a tenth."""


def large_customer(coverage: Coverage) -> Note | None:
    """The caveat one_large_customer, by all that the shop holds today.

    >>> large_customer(Coverage(buyers=500, largest_revenue_share=0.4, largest_purchase_share=0.01)).fields
    {'share': 0.4, 'part': 0.01}
    """
    revenue, purchases = coverage.largest_revenue_share or 0.0, coverage.largest_purchase_share or 0.0
    if not coverage.buyers or max(revenue, purchases) < max(LARGE, TIMES / coverage.buyers):
        return None
    return Note(Caveat.ONE_LARGE_CUSTOMER, {"share": revenue, "part": purchases})
