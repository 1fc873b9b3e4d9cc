"""One shop, one DuckDB file: opening, reading, writing, the import journal and the derived tables."""

from retention.shop.coverage import Coverage
from retention.shop.shop import Shop

__all__ = ["Coverage", "Shop"]
