"""Yandex Metrica, Logs API, events («hits»): tab-separated, one row a page view or a goal. No orders are inside."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="metrica_hits",
    title="Yandex Metrica Logs API",
    kind="sessions",
    tells=("ym:pv:dateTime | ym:pv:clientID", "ym:pv:watchID | ym:pv:dateTime"),
    shape=Shape.EVENT_ROWS,
    columns="""
    session_id: ym:pv:visitID
    visitor_id: ym:pv:clientID | ym:pv:counterUserIDHash
    started_at: ym:pv:dateTime
    event: ym:pv:isPageView
    goals: ym:pv:goalsID
    source: ym:pv:lastTrafficSource | ym:pv:UTMSource
    medium: ym:pv:UTMMedium
    campaign: ym:pv:UTMCampaign
    device: ym:pv:deviceCategory
    country: ym:pv:regionCountry
    landing_page: ym:pv:URL
    """,
    codes={
        "device": {"1": "desktop", "2": "mobile", "3": "tablet", "4": "tv"},
        "event": {"1": "page_view", "0": "goal"},
    },
    is_verified=False,
)
