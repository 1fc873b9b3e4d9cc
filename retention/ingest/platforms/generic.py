"""Any table: nothing tells the platform, the columns are recognised by their names alone."""

from retention.captions import N_
from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(key="generic", title=N_("a plain table"), shape=Shape.ITEM_ROWS, is_verified=True)
