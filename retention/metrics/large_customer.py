"""Does one customer, a wholesale buyer perhaps, decide what sums and averages are?"""

from __future__ import annotations

from retention.shop.shop import Shop
from retention.values import Caveat, Note

LARGE = 0.1
"""One customer stands out with so large a part of the shop's revenue or purchases …"""
TIMES = 10
"""… if that is also so many times the part of the average customer: in a small shop everybody has a tenth."""


def large_customer(shop: Shop) -> Note | None:
    """The caveat one_large_customer, by all that the shop holds today.

    >>> large_customer(shop) is None
    True
    """
    found = shop.records("shop/largest_customer")[0]
    shares = [float(found[name] or 0) for name in ("revenue_share", "purchase_share")]
    if not found["customers"] or max(shares) < max(LARGE, TIMES / found["customers"]):
        return None
    return Note(Caveat.ONE_LARGE_CUSTOMER, {"share": shares[0], "part": shares[1]})
