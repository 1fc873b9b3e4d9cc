"""From a shop's export to loaded orders and sessions."""

from retention.ingest.archive import members
from retention.ingest.load import import_file, inspect_file
from retention.ingest.options import ImportOptions, Reading
from retention.ingest.remembered import forget_layout, layouts
from retention.ingest.report import changed_orders, kept_report, orders_of_import, recounted
from retention.ingest.several import import_files, parts
from retention.ingest.undo import undo_import

__all__ = [
    "ImportOptions",
    "Reading",
    "changed_orders",
    "forget_layout",
    "import_file",
    "import_files",
    "inspect_file",
    "kept_report",
    "layouts",
    "members",
    "orders_of_import",
    "parts",
    "recounted",
    "undo_import",
]
