"""Google Analytics 4: events flattened out of the BigQuery export (docs/ has the query)."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="ga4",
    title="Google Analytics 4",
    kind="sessions",
    tells=("event_name | user_pseudo_id | ga_session_id",),
    shape=Shape.EVENT_ROWS,
    is_verified=True,
)
