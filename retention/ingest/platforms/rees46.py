"""REES46 and shops that log like it: one row an event, every purchased piece a row of its own, no order numbers."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="rees46",
    title="REES46",
    kind="sessions",
    tells=("event_time | event_type | product_id | user_session",),
    shape=Shape.EVENT_ROWS,
    columns="""
    started_at: event_time
    event: event_type
    sku: product_id
    category: category_code
    customer_id: user_id
    session_id: user_session
    """,
    is_verified=True,
)
