"""Magento 2 and Adobe Commerce: Sales → Orders → Export. One row an order, no items; e-mail and refunds only when
their columns are ticked before the export."""

from retention.ingest.platforms.record import Platform

PLATFORM = Platform(
    key="magento",
    title="Magento / Adobe Commerce",
    tells=(
        "Purchase Point | Purchase Date | Status",
        "Grand Total (Purchased) | Status",
        "Grand Total (Base) | Status",
        "Bestelldatum | Gesamtbetrag (Basis)",
        "Date d'achat | Total général (base)",
        "Дата покупки | Общая сумма (базовая)",
    ),
    columns="""
    order_id: ID | Order # | Increment ID
    ordered_at: Purchase Date | Date d'achat | Bestelldatum | Kaufdatum | Дата покупки
    order_total: Grand Total (Purchased) | Grand Total (Base) | Total général (achat) | Total général (base) |
        Gesamtbetrag (Gekauft) | Gesamtbetrag (Basis) | Общая сумма (покупки) | Общая сумма (базовая)
    name: Customer Name | Bill-to Name | Nom du client | Kundenname | Имя покупателя
    email: Customer Email | Email du client | Kunden-E-Mail | Email покупателя
    refunded_amount: Total Refunded | Total remboursé | Gesamt erstattet | Возвращено
    status: Status | État | Статус
    channel: Purchase Point | Point d'achat | Einkaufspunkt
    payment: Payment Method | Méthode de paiement | Zahlungsmethode | Способ оплаты
    delivery: Shipping Information
    """,
    ignored="Subtotal | Customer Group | Ship-to Name",
    statuses={
        "closed": "refunded",  # a credit memo over the whole order
        "fermee": "refunded",
        "fermée": "refunded",
        "geschlossen": "refunded",
        "закрыт": "refunded",
        "закрыто": "refunded",
        "terminee": "counted",
        "terminée": "counted",
        "abgeschlossen": "counted",
        "in bearbeitung": "counted",
        "en cours": "counted",
        "обработка": "counted",
        "annulée": "cancelled",
        "storniert": "cancelled",
        "en attente": "pending",
        "ausstehend": "pending",
    },
    advice={"email": "advice_magento", "refunded_amount": "advice_magento"},
)
