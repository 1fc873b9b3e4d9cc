"""BigCommerce: Orders → Export, default template (one row an order, items packed), and the “Shift” app's export."""

from retention.ingest.platforms.record import Platform, Shape

PLATFORM = Platform(
    key="bigcommerce",
    title="BigCommerce",
    tells=(
        "Order ID | Order Status | Order Date | Product Details",
        "Order ID | Order Status | Subtotal (inc tax)",
        "Order ID | Date Created | Subtotal Inc Tax | Cart ID",
        "Order ID | Date Created | Subtotal Ex Tax",
    ),
    shape=Shape.PACKED_ITEMS,
    columns="""
    order_id: Order ID
    ordered_at: Order Date | Date Created
    updated_at: Date Modified
    order_total: Order Total (inc tax) | Total Inc Tax | Order Total (ex tax) | Total Ex Tax | Order Total
    status: Order Status | Status
    customer_id: Customer ID
    email: Customer Email | Billing email
    phone: Customer Phone
    name: Customer Name | Billing Name
    refunded_amount: Refund Amount | Refunded Amount
    items: Product Details
    coupon: Coupon Details | Coupon Code
    payment: Payment Method
    delivery: Ship Method | Shipping Method
    currency: Order Currency Code | Currency Code
    channel: Channel Name | Order Source
    """,
    ignored="Date Shipped | Cart ID | Total Quantity | Subtotal Ex Tax | Subtotal Inc Tax",
    items="spelled",
    cells={"customer_id": (r"^0$", "")},
    statuses={
        "incomplete": "cancelled",  # left at the payment page
        "disputed": "pending",
        "awaiting fulfillment": "counted",  # the three “awaiting” below the payment are paid
        "awaiting shipment": "counted",
        "awaiting pickup": "counted",
        "partially shipped": "counted",
        "0": "cancelled",
        "1": "pending",
        "2": "counted",
        "3": "counted",
        "4": "refunded",
        "5": "cancelled",
        "6": "cancelled",
        "7": "pending",
        "8": "counted",
        "9": "counted",
        "10": "counted",
        "11": "counted",
        "12": "pending",
        "13": "pending",
        "14": "counted",
    },
)
