"""Yandex Metrica, Logs API, visits: tab-separated, one row a visit, its goals, events and orders as lists in cells.

The e-commerce columns were renamed (eventsProduct* → product*, products* → purchasedProduct*); both are still served.
`dateTimeUTC` is documented as UTC+3 and therefore not read: `dateTime` is the counter's own zone.
"""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="metrica_visits",
    title="Yandex Metrica Logs API",
    kind="sessions",
    tells=("ym:s:dateTime | ym:s:clientID", "ym:s:visitID"),
    shape=Shape.LIST_ROWS,
    columns="""
    session_id: ym:s:visitID
    visitor_id: ym:s:clientID | ym:s:counterUserIDHash
    started_at: ym:s:dateTime
    order_id: ym:s:purchaseID
    revenue: ym:s:purchaseRevenue
    currency: ym:s:purchaseCurrency
    event: ym:s:eventsProductType | ym:s:productType | ym:s:productEventType
    sku: ym:s:eventsProductID | ym:s:productID | ym:s:productsID | ym:s:purchasedProductID
    product: ym:s:eventsProductName | ym:s:productName | ym:s:productsName | ym:s:purchasedProductName
    category: ym:s:eventsProductCategory | ym:s:productCategory | ym:s:productsCategory |
        ym:s:purchasedProductCategory
    price: ym:s:eventsProductPrice | ym:s:productPrice | ym:s:productsPrice | ym:s:purchasedProductPrice
    quantity: ym:s:eventsProductQuantity | ym:s:productQuantity | ym:s:productsQuantity |
        ym:s:purchasedProductQuantity
    goals: ym:s:goalsID
    source: ym:s:lastsignTrafficSource | ym:s:lastSignTrafficSource | ym:s:lastTrafficSource |
        ym:s:automaticTrafficSource | ym:s:firstTrafficSource | ym:s:trafficSource
    medium: ym:s:lastsignUTMMedium | ym:s:lastUTMMedium | ym:s:automaticUTMMedium | ym:s:UTMMedium
    campaign: ym:s:lastsignUTMCampaign | ym:s:lastUTMCampaign | ym:s:automaticUTMCampaign | ym:s:UTMCampaign
    device: ym:s:deviceCategory
    country: ym:s:regionCountry
    landing_page: ym:s:startURL
    pages: ym:s:pageViews
    """,
    codes={"device": {"1": "desktop", "2": "mobile", "3": "tablet", "4": "tv"}},
    is_verified=False,
)
