"""The open data sets as plain orders, read by the loader rules of the golden tables' own page."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from pyarrow import parquet

from tests.twin.records import Order

SHOPIFY = {
    "paid": "counted",
    "partially_refunded": "counted",
    "refunded": "refunded",
    "pending": "pending",
    "voided": "cancelled",
}
WOOCOMMERCE = {
    "completed": "counted",
    "processing": "counted",
    "on-hold": "pending",
    "cancelled": "cancelled",
    "failed": "cancelled",
    "refunded": "refunded",
}
INSALES = {"Доставлен": "counted", "Новый": "pending", "Отменён": "cancelled", "Возврат": "refunded"}
TILDA = {"paid": "counted", "new": "pending"}


def rows_of(path: Path, encoding: str = "utf-8", delimiter: str = ",") -> list[dict[str, str]]:
    """All rows of a CSV file by header."""
    text = path.read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def grouped(rows: Iterable[dict], key: str) -> dict[str, list[dict]]:
    """Rows of one order together, in the order of the file."""
    orders: dict[str, list[dict]] = {}
    for row in rows:
        orders.setdefault(row[key], []).append(row)
    return orders


def everyone(rows: list[dict[str, str]], columns: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The identifiers of all rows of an order; `columns` maps a header to its kind."""
    found = {(kind, row[header]) for row in rows for header, kind in columns.items() if row[header]}
    return tuple(sorted(found))


def cdnow(folder: Path) -> list[Order]:
    """Every row is an order without a number; identical rows are kept."""
    orders = []
    lines = (folder / "cdnow" / "CDNOW_master.txt").read_text().splitlines()[1:]
    for row, line in enumerate(lines, start=1):
        customer, day, _, value = line.split()
        at = datetime.strptime(day, "%Y%m%d")
        orders.append(Order(None, row, at, (("customer_id", customer),), Decimal(value)))
    return orders


def online_retail(folder: Path) -> list[Order]:
    """Order = InvoiceNo, its earliest line, the sum of Quantity x UnitPrice; negative invoices are refunds.

    The packed table is read, not the CSV beside it: there ten prices of service lines without a customer are
    cut to six digits (13541.3 for 13541.33), which moves the totals of `describe` by 0.04.
    """
    rows = parquet.read_table(folder / "online_retail" / "online_retail_2010_2011.parquet").to_pylist()
    orders = []
    for row, (number, lines) in enumerate(grouped(rows, "InvoiceNo").items()):
        prices = ((line["Quantity"], Decimal(repr(line["UnitPrice"]))) for line in lines)
        people = {("customer_id", str(line["CustomerID"])) for line in lines if line["CustomerID"]}
        orders.append(
            Order(
                order_id=number,
                row=row,
                ordered_at=min(line["InvoiceDate"] for line in lines),
                identifiers=tuple(sorted(people)),
                amount=sum((quantity * price for quantity, price in prices), Decimal(0)),
            )
        )
    return orders


def shopify(folder: Path) -> list[Order]:
    """Order fields stand on an order's first row; phone = Phone, else Billing Phone; time as written."""
    rows = rows_of(folder / "exports" / "shopify_orders_export.csv")
    orders = []
    for row, (number, lines) in enumerate(grouped(rows, "Name").items()):
        head = lines[0]
        phone = (head["Phone"] or head["Billing Phone"]).lstrip("'")
        people = everyone(lines, {"Email": "email"})
        orders.append(
            Order(
                order_id=number,
                row=row,
                ordered_at=datetime.fromisoformat(head["Created at"][:19]),
                identifiers=(*people, ("phone", phone)),
                amount=Decimal(head["Total"]),
                meaning=SHOPIFY[head["Financial Status"]],
                refunded=Decimal(head["Refunded Amount"] or 0),
            )
        )
    return orders


def woocommerce(folder: Path) -> list[Order]:
    """One row per order; customer = component over customer_id and e-mail (and phones too short to count)."""
    kinds = {"customer_id": "customer_id", "billing_email": "email", "billing_phone": "phone"}
    return [
        Order(
            order_id=row["order_id"],
            row=number,
            ordered_at=datetime.fromisoformat(row["date"]),
            identifiers=everyone([row], kinds),
            amount=Decimal(row["order_total"]),
            meaning=WOOCOMMERCE[row["status"]],
        )
        for number, row in enumerate(rows_of(folder / "exports" / "woocommerce_orders.csv"))
    ]


def insales(folder: Path) -> list[Order]:
    """The total is repeated on every line and taken once; decimal comma, spaces between thousands."""
    rows = rows_of(folder / "exports" / "insales_like_orders_cp1251.csv", "cp1251", ";")
    orders = []
    for number, (order_id, lines) in enumerate(grouped(rows, "№ заказа").items()):
        head = lines[0]
        total = "".join(head["Итого"].split()).replace(",", ".")
        orders.append(
            Order(
                order_id=order_id,
                row=number,
                ordered_at=datetime.strptime(head["Дата создания"], "%d.%m.%Y %H:%M"),
                identifiers=everyone(lines, {"E-mail": "email", "Телефон": "phone"}),
                amount=Decimal(total),
                meaning=INSALES[head["Статус заказа"]],
            )
        )
    return orders


def tilda(folder: Path) -> list[Order]:
    """One row per submitted cart form."""
    return [
        Order(
            order_id=row["orderid"],
            row=number,
            ordered_at=datetime.fromisoformat(row["sent"]),
            identifiers=everyone([row], {"Email": "email", "Phone": "phone"}),
            amount=Decimal(row["sum"]),
            meaning=TILDA[row["status"]],
        )
        for number, row in enumerate(rows_of(folder / "exports" / "tilda_like_leads.csv", delimiter=";"))
    ]


ORDERS: dict[str, Callable[[Path], list[Order]]] = {
    "cdnow": cdnow,
    "online_retail": online_retail,
    "shopify": shopify,
    "woocommerce": woocommerce,
    "insales": insales,
    "tilda": tilda,
}
