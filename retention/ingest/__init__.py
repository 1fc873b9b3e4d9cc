"""From a shop's export to loaded orders and sessions."""

from retention.ingest.load import import_file, inspect_file, undo_import
from retention.ingest.options import ImportOptions, Reading

__all__ = ["ImportOptions", "Reading", "import_file", "inspect_file", "undo_import"]
