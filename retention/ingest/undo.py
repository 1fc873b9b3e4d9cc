"""Takes an import back."""

from __future__ import annotations

import duckdb

from retention.ingest import decisions, journal
from retention.ingest.kinds import FACT_KINDS
from retention.shop import Shop
from retention.shop.marts import rebuild
from retention.shop.statements import statement

TABLES = (
    "order_version",
    "order_detail_version",
    "person",
    "order_traits",
    "order_line_version",
    "session_version",
    "session_purchase_version",
    *(kind.table for kind in FACT_KINDS.values()),
    "session_product_version",
    "import_reject",
    "import_status",
    "remembered_layout",
    "order_change",
    "import_journal",
)
"""Everything that carries an import number and is not derived."""


def undo_import(shop: Shop, import_id: int) -> None:
    """Makes the shop as if the import had never been loaded. Raises ShopError `import_unknown`.

    Numbers of imports and customers are not used again; identifiers that no other import holds are forgotten.
    """
    journal.check(shop, import_id)
    with shop.write() as cursor:
        take_back(cursor, import_id)


def take_back(cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """The same within the caller's transaction."""
    decisions.take_back(cursor, import_id)
    for table in TABLES:
        cursor.execute(f"delete from {table} where import_id = $import_id", {"import_id": import_id})
    unused = statement("load/unused_identifiers")
    cursor.execute(f"delete from identifier where identifier_id in ({unused})")
    cursor.execute(f"delete from order_number where order_key in ({statement('load/unused_numbers')})")
    cursor.execute("delete from order_series where series not in (select series from order_number)")
    rebuild(cursor)
