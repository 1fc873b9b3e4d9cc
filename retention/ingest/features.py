"""What a file's missing columns cost: which features of the app need which fields."""

from __future__ import annotations

from collections.abc import Iterable

from retention.captions import N_

FEATURES: dict[str, dict[str, tuple[str, ...]]] = {
    "orders": {
        "retention": ("customer_id", "email", "phone", "billing_phone"),
        "mail_lists": ("email", "phone", "billing_phone"),
        "order_numbers": ("order_id",),
        "cancellations": ("status", "payment_status", "paid", "cancelled_at"),
        "net_revenue": ("refunded_amount", "status", "payment_status"),
        "products": ("product", "sku", "items"),
        "category_interest": ("category",),
        "channels": ("channel",),
        "discounts": ("discount", "line_discount", "coupon"),
    },
    "sessions": {
        "visitors_to_customers": ("customer_id", "email", "order_id", "visitor_id"),
        "abandoned_carts": ("cart", "event", "cart_value"),
        "conversion": ("purchased", "event", "order_id", "revenue"),
        "traffic_sources": ("source", "medium", "campaign"),
    },
}
"""Kind → feature → fields, one of which it needs."""

COSTS: dict[str, str] = {
    "retention": N_("no customer: retention, churn and lifetime value"),
    "mail_lists": N_("no e-mail or phone: mail, push and ad lists"),
    "order_numbers": N_("no order number: lines of one order cannot be told from separate orders"),
    "cancellations": N_("no status: cancelled and unpaid orders count as sales"),
    "net_revenue": N_("no refunds: revenue is before refunds"),
    "products": N_("no products: what people buy first and next"),
    "category_interest": N_("no category: interest by category and replenishment"),
    "channels": N_("no channel: which source brings loyal customers"),
    "discounts": N_("no discounts: who buys only at a discount"),
    "visitors_to_customers": N_("no customer or order: visits cannot be joined to customers"),
    "abandoned_carts": N_("no cart: abandoned carts"),
    "conversion": N_("no purchase: conversion of visits"),
    "traffic_sources": N_("no source: where visits come from"),
}
"""What is missing, and what therefore cannot be shown."""


def costs_of(kind: str, found: Iterable[str]) -> list[str]:
    """The features that a file with these fields cannot feed."""
    present = set(found)
    return [feature for feature, fields in FEATURES.get(kind, {}).items() if not present & set(fields)]
