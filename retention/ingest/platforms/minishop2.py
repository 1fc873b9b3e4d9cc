"""MODX miniShop2: the table of orders. One row an order, no items; the status may be a number."""

from retention.ingest.platforms.record import Platform

PLATFORM = Platform(
    key="minishop2",
    title="MODX miniShop2",
    tells=("num | cart_cost | createdon", "user_id | createdon | cart_cost"),
    columns="""
    order_id: num | id
    customer_id: user_id
    ordered_at: createdon
    updated_at: updatedon
    order_total: cost
    status: status_name | status
    name: receiver | fullname | customer
    delivery: delivery_name | delivery
    payment: payment_name | payment
    """,
    ignored="cart_cost | delivery_cost | weight",
    statuses={"1": "pending", "2": "counted", "3": "counted", "4": "cancelled"},
    advice={"email": "no_emails_inside"},
)
