"""Yandex Metrica, orders as shops prepare them for its CDP: one row an order, no items."""

from retention.captions import N_
from retention.ingest.platforms.record import Platform

PLATFORM = Platform(
    key="metrica_orders",
    title=N_("Yandex Metrica (orders)"),
    tells=(
        "id | client_uniq_id | client_type | create_date_time",
        "id | client_uniq_id | create_date_time | order_status",
        "id | create_date_time | client_ids",
        "id | create_date_time | emails",
        "id | create_date_time | phones",
        "id | create_date_time | emails_md5",
    ),
    columns="""
    order_id: id
    customer_id: client_uniq_id | client_ids | emails_md5
    ordered_at: create_date_time
    updated_at: update_date_time
    status: order_status
    order_total: revenue
    email: emails
    phone: phones
    """,
    ignored="cost | client_type | finish_date_time",
    cells={name: (r"[,;\s].*$", "") for name in ("email", "phone")},  # the first of several
    statuses={"in progress": "pending", "spam": "test"},
    is_verified=True,
)
