"""WooCommerce: Analytics → Customers → Download."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="woocommerce_customers",
    title="WooCommerce",
    kind="customers",
    tells=("Username | Date registered | Total spend | AOV",),
    shape=Shape.OTHER_ROWS,
    columns="""
    name: Name
    registered_at: Date registered
    country: Country / Region
    """,
)
