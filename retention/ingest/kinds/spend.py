"""Marketing spend: how much was spent on a channel in a month or on a day."""

from retention.ingest.headers import table
from retention.ingest.kind import FileKind
from retention.ingest.kinds.record import FactKind

SPEND = FactKind(
    file=FileKind(
        key="spend",
        fields=table(
            """
    spent_on: date | day | month | period | reporting starts | spent on | дата | день | месяц | период
    channel: channel | source | utm source | traffic source | platform | network | media | канал | источник |
        рекламный канал | площадка | рекламная система
    campaign: campaign | campaign name | utm campaign | кампания | название кампании | рекламная кампания
    amount: spend | ad spend | amount spent | marketing spend | cost | costs | amount | budget | total cost |
        расход | расходы | затраты | стоимость | сумма | бюджет | потрачено | расход с ндс
    currency: currency | currency code | валюта
    """
        ),
        needed=(("spent_on",), ("amount",), ("channel", "campaign")),
        texts=("channel", "campaign", "currency"),
        numbers=("amount",),
        times=("spent_on",),
        tells=(
            *("spend", "ad spend", "amount spent", "marketing spend", "cost | campaign", "cost | channel"),
            *("cost | source", "costs | channel", "cost | utm source", "budget | channel", "cost | clicks"),
            *("расход", "расходы", "затраты", "потрачено", "бюджет | канал", "расход с ндс"),
            *(
                "месяц | канал | сумма",
                "month | channel | amount",
                "канал | стоимость",
                "источник | стоимость",
            ),
        ),
    ),
    table="spend_version",
    has_people=False,
    drops_repeats=False,
    months=("spent_on",),
    unusable=(
        ("spent_on is null", "no_date"),
        ("amount is null", "no_amount"),
        ("channel is null and campaign is null", "no_channel"),
    ),
)
"""One row a channel (or campaign) and month or day."""
