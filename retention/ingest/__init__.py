"""From a shop's export to loaded orders and sessions."""

from retention.ingest.load import import_file, inspect_file
from retention.ingest.options import ImportOptions, Reading
from retention.ingest.remembered import forget_layout, layouts
from retention.ingest.undo import undo_import

__all__ = [
    "ImportOptions",
    "Reading",
    "forget_layout",
    "import_file",
    "inspect_file",
    "layouts",
    "undo_import",
]
