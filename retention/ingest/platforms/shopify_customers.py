"""Shopify: Admin → Customers → Export."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="shopify_customers",
    title="Shopify",
    kind="customers",
    tells=(
        "First Name | Last Name | Email | Accepts Email Marketing | Total Spent",
        "First Name | Last Name | Email | Accepts Marketing | Total Spent",
    ),
    shape=Shape.OTHER_ROWS,
    columns="""
    customer_id: Customer ID
    phone: Phone
    billing_phone: Default Address Phone
    city: Default Address City | City
    country: Default Address Country Code | Country Code | Country
    """,
)
