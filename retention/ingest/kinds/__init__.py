"""Kinds of files beside orders and sessions; each is a record here, a statement in sql/ingest/ and a version table.

Rows are kept append-only with the number of their import; what holds now is derived (sql/marts/).
"""

from __future__ import annotations

from retention.ingest.kinds.checkouts import CHECKOUTS
from retention.ingest.kinds.customers import CUSTOMERS
from retention.ingest.kinds.feedback import FEEDBACK
from retention.ingest.kinds.products import PRODUCTS
from retention.ingest.kinds.record import FactKind
from retention.ingest.kinds.spend import SPEND
from retention.ingest.kinds.suppression import SUPPRESSION
from retention.ingest.kinds.wishlist import WISHLIST

FACT_KINDS: dict[str, FactKind] = {
    kind.key: kind for kind in (CUSTOMERS, PRODUCTS, SPEND, FEEDBACK, CHECKOUTS, WISHLIST, SUPPRESSION)
}
"""By the name that `import --kind` knows."""

__all__ = ["FACT_KINDS", "FactKind"]
