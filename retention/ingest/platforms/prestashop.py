"""PrestaShop: Orders → Export. One row an order; the header and the statuses are in the employee's language."""

from retention.ingest.platforms.record import Platform

PLATFORM = Platform(
    key="prestashop",
    title="PrestaShop",
    tells=(
        "Reference | New client | Total | Payment",
        "Référence | Nouveau client | Total | Paiement",
        "Артикул | Новый клиент | Итого | Оплата",
        "Код | Новый клиент | Итого | Оплата",
        "Ссылка | Новый клиент | Итого | Оплата",
        "Referenz | Neukunde | Gesamt | Zahlung",
        "Bestellnummer | Neuer Kunde | Gesamt | Zahlung",
    ),
    columns="""
    order_id: ID
    ordered_at: Date | Дата | Datum
    order_total: Total | Итого | Gesamt
    name: Customer | Client | Клиент | Kunde
    status: Status | État | Статус | Состояние
    payment: Payment | Paiement | Оплата | Zahlung
    country: Delivery | Livraison | Доставка | Lieferung
    """,
    ignored="Reference | Référence | Артикул | Код | Ссылка | Referenz | New client | Nouveau client | Новый клиент",
    statuses={
        # English
        "awaiting check payment": "pending",
        "payment accepted": "counted",
        "processing in progress": "counted",
        "payment error": "cancelled",
        "on backorder (paid)": "counted",
        "on backorder (not paid)": "pending",
        "awaiting bank wire payment": "pending",
        "remote payment accepted": "counted",
        "awaiting cash on delivery validation": "pending",
        "waiting for paypal payment": "pending",
        "partial refund": "counted",
        "partial payment": "pending",
        "authorized. to be captured by merchant": "pending",
        # French
        "en attente du paiement par chèque": "pending",
        "en attente de paiement par chèque": "pending",
        "paiement accepté": "counted",
        "en cours de préparation": "counted",
        "expédié": "counted",
        "livré": "counted",
        "annulé": "cancelled",
        "remboursé": "refunded",
        "erreur de paiement": "cancelled",
        "en attente de réapprovisionnement (payé)": "counted",
        "en attente de réapprovisionnement (non payé)": "pending",
        "en attente de virement bancaire": "pending",
        "paiement à distance accepté": "counted",
        "en attente de paiement à la livraison": "pending",
        "remboursement partiel": "counted",
        # Russian
        "ожидание оплаты чеком": "pending",
        "платеж принят": "counted",
        "оплата принята": "counted",
        "подготавливается": "counted",
        "в процессе подготовки": "counted",
        "возврат денег": "refunded",
        "возмещено": "refunded",
        "ошибка оплаты": "cancelled",
        "предзаказ (оплачен)": "counted",
        "предзаказ (не оплачен)": "pending",
        "нет в наличии (оплачено)": "counted",
        "нет в наличии (не оплачено)": "pending",
        "ожидание банковского перевода": "pending",
        "удаленный платеж принят": "counted",
        "ожидание подтверждения оплаты при получении": "pending",
        "частичный возврат": "counted",
        # German
        "zahlung eingegangen": "counted",
        "bestellung in bearbeitung": "counted",
        "versandt": "counted",
        "geliefert": "counted",
        "storniert": "cancelled",
        "erstattet": "refunded",
        "zahlungsfehler": "cancelled",
    },
    advice={"email": "advice_prestashop"},
    is_verified=True,
)
