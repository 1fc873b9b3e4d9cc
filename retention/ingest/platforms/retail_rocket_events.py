"""Retail Rocket: one row an event with its time in milliseconds; no visit numbers and no prices."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="retail_rocket_events",
    title="Retail Rocket",
    kind="sessions",
    tells=("timestamp | visitorid | event | itemid",),
    shape=Shape.EVENT_ROWS,
    columns="""
    started_at: timestamp
    visitor_id: visitorid
    sku: itemid
    order_id: transactionid
    """,
    is_verified=False,
)
