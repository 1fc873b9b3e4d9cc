"""Invoice lines like the UCI “Online Retail” sets: one row an item; a C before the number is a cancellation, its
pieces negative or not."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="online_retail",
    title="Online Retail",
    tells=("InvoiceNo | StockCode | UnitPrice", "Invoice | StockCode | Price"),
    shape=Shape.ITEM_ROWS,
    cancel_prefix="C",
    is_verified=True,
)
