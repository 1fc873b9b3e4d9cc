"""Shopify: Admin → Orders → Export. One row an item; the order's fields stand on its first row only.

79 columns since 2022, 73 before (without the tail from “Outstanding Balance” on): only the core is asked for.
"""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="shopify",
    title="Shopify",
    tells=("Lineitem quantity | Lineitem name | Financial Status",),
    shape=Shape.ITEM_ROWS,
    columns="""
    order_id: Name
    ordered_at: Created at
    order_total: Total
    status: Financial Status
    phone: Phone
    billing_phone: Billing Phone
    name: Billing Name
    product: Lineitem name
    quantity: Lineitem quantity
    unit_price: Lineitem price
    sku: Lineitem sku
    line_discount: Lineitem discount
    discount: Discount Amount
    coupon: Discount Code
    cancelled_at: Cancelled at
    delivery: Shipping Method
    channel: Source
    """,
    ignored="Fulfillment Status | Lineitem fulfillment status",  # the money decides
    advice={"category": "advice_category"},
    is_verified=True,
)
