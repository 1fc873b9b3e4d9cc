"""Matomo: Visits log (Live.getLastVisitsDetails) as CSV, UTF-16 by default. One row a visit.

`firstActionTimestamp` is in epoch seconds; the “pretty” dates are in the reader's language. Whoever ordered had a
cart, though Matomo counts left carts only: the visit's e-commerce status says both.
"""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="matomo",
    title="Matomo",
    kind="sessions",
    tells=("idVisit | visitorId",),
    shape=Shape.SESSION_ROWS,
    columns="""
    session_id: idVisit
    visitor_id: visitorId
    customer_id: userId
    started_at: firstActionTimestamp | serverTimestamp | lastActionTimestamp | lastActionDateTime
    cart: visitEcommerceStatus | totalAbandonedCarts | totalAbandonedCartsItems
    cart_value: totalAbandonedCartsRevenue
    purchased: totalEcommerceConversions | totalEcommerceItems
    revenue: totalEcommerceRevenue
    currency: siteCurrency
    pages: actions
    source: referrerName
    medium: referrerType
    device: deviceType
    country: country
    landing_page: entryUrl | actionDetails_0_url
    """,
    repeated={"order_id": r"actiondetails \d+ orderid|orderid actiondetails \d+"},
    codes={"cart": {"none": "no"}},
    is_verified=False,
)
