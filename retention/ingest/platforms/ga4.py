"""Google Analytics 4: events flattened out of the BigQuery export (the query is in docs/visits.en.md).

One row an event, or one row an item of an event: then the event's own cells stand on each of its rows.
"""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="ga4",
    title="Google Analytics 4",
    kind="sessions",
    tells=("event_name | user_pseudo_id | event_timestamp",),
    shape=Shape.EVENT_ROWS,
    columns="""
    started_at: event_timestamp
    visitor_id: user_pseudo_id
    customer_id: user_id
    session_id: ga_session_id
    revenue: purchase_revenue | ecommerce_purchase_revenue | value
    source: traffic_source_source | source | session_source
    medium: traffic_source_medium | medium | session_medium
    campaign: traffic_source_name | campaign | session_campaign
    """,
    is_verified=True,
)
