"""Yandex Metrica Pro, streamed visits: several versions of one visit, each taken back by a row with Sign −1."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="metrica_stream",
    title="Yandex Metrica Pro",
    kind="sessions",
    tells=("VisitID | Sign | UTCStartTime",),
    shape=Shape.LIST_ROWS,
    columns="""
    session_id: VisitID
    visitor_id: ClientID | FirstPartyCookie | CounterUserIDHash
    started_at: UTCStartTime
    sign: Sign
    pages: PageViews
    landing_page: StartURL
    goals: Goals.ID | GoalsID
    """,
    is_verified=False,
)
