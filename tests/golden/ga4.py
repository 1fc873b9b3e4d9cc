"""The flat event export as visits and orders, read by the golden tables' rule for it."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from tests.golden.loaders import grouped, rows_of
from tests.twin.records import Order, Session


def events(folder: Path) -> list[dict]:
    """All events once: exact duplicates are dropped."""
    rows = rows_of(folder / "exports" / "ga4_events_flat.csv")
    return list({tuple(row.values()): row for row in rows}.values())


def moment(row: dict) -> datetime:
    """Microseconds since 1970, in UTC."""
    seconds, rest = divmod(int(row["event_timestamp"]), 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None, microsecond=rest)


def orders(folder: Path) -> list[Order]:
    """Purchases = distinct transaction ids; customer = user_pseudo_id."""
    bought = grouped((row for row in events(folder) if row["transaction_id"]), "transaction_id")
    return [
        Order(
            order_id=number,
            row=row,
            ordered_at=min(map(moment, lines)),
            identifiers=(("customer_id", lines[0]["user_pseudo_id"]),),
            amount=Decimal(lines[0]["purchase_revenue"]),
        )
        for row, (number, lines) in enumerate(bought.items())
    ]


def sessions(folder: Path) -> list[Session]:
    """Visit = user_pseudo_id and ga_session_id; cart = any add_to_cart."""
    rows = [{**row, "visit": (row["user_pseudo_id"], row["ga_session_id"])} for row in events(folder)]
    return [
        Session(
            visitor=visitor,
            started_at=min(map(moment, lines)),
            cart=any(line["event_name"] == "add_to_cart" for line in lines),
            purchased=any(line["event_name"] == "purchase" for line in lines),
        )
        for (visitor, _), lines in grouped(rows, "visit").items()
    ]
