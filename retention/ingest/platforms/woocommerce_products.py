"""WooCommerce: Products → Export. The number of a product is no SKU; several categories stand in one cell."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="woocommerce_products",
    title="WooCommerce",
    kind="products",
    tells=("SKU | Name | Published | Regular price | Categories",),
    shape=Shape.OTHER_ROWS,
    columns="""
    product: Name
    categories: Categories
    price: Regular price
    stock: Stock
    """,
    ignored="Type | In stock?",
)
