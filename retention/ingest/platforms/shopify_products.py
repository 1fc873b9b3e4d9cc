"""Shopify: Admin → Products → Export. One row a variant or a picture; the title stands on the first row of a handle.

The shop's own type goes before the category of Shopify's catalogue.
"""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="shopify_products",
    title="Shopify",
    kind="products",
    tells=("Handle | Title | Variant SKU | Variant Price",),
    shape=Shape.OTHER_ROWS,
    columns="""
    product: Title
    handle: Handle
    sku: Variant SKU
    category: Type
    category_path: Product Category
    cost: Cost per item
    price: Variant Price
    stock: Variant Inventory Qty
    """,
)
