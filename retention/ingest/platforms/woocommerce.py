"""WooCommerce: the Analytics download of the core, and the three families of export plugins."""

from retention.ingest.platforms.record import Platform, Shape

ANALYTICS = Platform(
    key="woocommerce_analytics",
    title="WooCommerce Analytics",
    tells=(
        "Order # | Product(s) | Items sold",
        "Order # | Product(s) | Net Sales",
        "Order # | N. Revenue (formatted)",
    ),
    shape=Shape.PACKED_ITEMS,
    columns="""
    order_id: Order #
    ordered_at: Date
    order_total: Net Sales | N. Revenue | N. Revenue (formatted)
    name: Customer
    items: Product(s)
    coupon: Coupon(s)
    channel: Attribution
    """,
    ignored="Items sold | Customer type",
    items="counted",
    notes=("net_of_shipping",),
    advice={"email": "advice_woocommerce"},
    is_verified=True,
)

SKYVERGE = Platform(  # “Customer/Order/Coupon Export”: one row an order, or one row an item
    key="woocommerce_export",
    title="WooCommerce (Customer/Order/Coupon Export)",
    tells=(
        "order_id | order_total | line_items | billing_email",
        "order_number_formatted | order_total | billing_email",
        "order_id | order_total | item_name | billing_email",
    ),
    shape=Shape.PACKED_ITEMS,
    columns="""
    order_id: order_id | order_number | order_number_formatted
    order_total: order_total
    refunded_amount: refunded_total
    items: line_items
    product: item_name
    sku: item_sku
    quantity: item_quantity
    line_total: item_total
    coupon: coupons
    payment: payment_method_title | payment_method
    name: billing_full_name
    discount: discount_total | cart_discount
    """,
    ignored="order_discount | item_id | item_subtotal | item_refunded",
    items="keyed",
    is_verified=True,
)

WEBTOFFEE = Platform(  # “Order Import Export”: one row an order, items in line_item_1, line_item_2, …
    key="woocommerce_webtoffee",
    title="WooCommerce (WebToffee)",
    tells=("order_id | order_total | line_item_1", "wt_import_key | order_total"),
    shape=Shape.NUMBERED_ITEMS,
    columns="""
    order_id: order_id | order_number
    order_total: order_total
    email: customer_email | billing_email
    customer_id: customer_id | customer_user
    ordered_at: order_date
    payment: payment_method_title | payment_method
    coupon: coupon_items
    discount: discount_total | cart_discount
    """,
    ignored="order_discount | paid_date | refund_items | billing_email | customer_user",
    items="keyed",
    cells={
        "coupon": (r"^.*?(?:code|name):([^|;]*).*$", r"\1"),
    },
    advice={"refunded_amount": "no_refunded_amounts"},
)

ALGOLPLUS = Platform(  # “Advanced Order Export”: one row an item, the order's fields on all of them
    key="woocommerce_advanced",
    title="WooCommerce (Advanced Order Export)",
    tells=(
        "Order Total Amount | Item Name",
        "Order Total Amount | Order Number",
        "Order Total Amount | Email (Billing)",
        "Order Number | Item Name | Email (Billing)",
    ),
    shape=Shape.ITEM_ROWS,
    columns="""
    order_id: Order Number | Order ID
    ordered_at: Order Date
    status: Order Status
    order_total: Order Total Amount
    refunded_amount: Order Refund Amount | Order Total Refund Amount
    email: Email (Billing)
    billing_phone: Phone (Billing)
    name: Full Name (Billing) | First Name (Billing)
    product: Item Name
    sku: SKU
    quantity: Quantity (- Refund) | Quantity
    unit_price: Item Cost
    line_total: Order Line Total | Order Line Total (- Refund)
    coupon: Coupon Code
    discount: Discount Amount | Cart Discount Amount
    city: City (Billing) | City
    country: Country Name (Billing) | Country Code (Billing)
    payment: Payment Method Title
    delivery: Shipping Method Title
    """,
    ignored="Item # | Discount Amount Tax",
)
