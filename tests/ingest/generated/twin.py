"""What a file plainly says, read by somebody who knows how it was written: the judge of damaged files.

It never repairs and never guesses: a row that is not exactly what its system writes is *doubtful*.
"""

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation

from tests.ingest.generated import styles
from tests.ingest.generated.styles import Style

KEYS = {  # layout -> headers of: order number, moment, total, refunded amount, status, quantity, price
    "shopify79": ("Name", "Created at", "Total", "Refunded Amount", "Financial Status", None, None),
    "skyverge_packed": ("order_id", "date", "order_total", "refunded_total", "status", None, None),
    "advanced_order_export_item_rows": (
        "Order Number", "Order Date", "Order Total Amount", "Order Refund Amount", "Order Status", None, None,
    ),
    "magento": ("ID", "Purchase Date", "Grand Total (Purchased)", "Total Refunded", "Status", None, None),
    "prestashop": ("ID", "Date", "Total", None, "Status", None, None),
    "bigcommerce": (
        "Order ID", "Order Date", "Order Total (inc tax)", "Refunded Amount", "Order Status", None, None,
    ),
    "insales": ("№ заказа", "Дата создания", "Итого", None, "Статус заказа", None, None),
    "retailcrm_numbered": ("Номер заказа", "Дата оформления", "Сумма заказа", None, "Статус", None, None),
    "tilda_leads": ("orderid", "sent", "sum", None, "status", None, None),
    "generic_en": ("Order ID", "Order date", "Order total", "Refunded amount", "Status", None, None),
    "generic_ru": ("Номер заказа", "Дата заказа", "Сумма заказа", "Сумма возврата", "Статус", None, None),
    "online_retail_lines": ("InvoiceNo", "InvoiceDate", None, None, None, "Quantity", "UnitPrice"),
}  # fmt: skip

Told = tuple[datetime, Decimal, Decimal]
"""Moment, amount, given back."""


@dataclass
class Plain:
    """Orders that the text plainly states, the words of their status, and the numbers that doubtful rows name."""

    orders: dict[str, Told] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    lines: dict[int, str] = field(default_factory=dict)  # first line of a row -> the order that it names
    rows: int = 0
    is_lost: bool = False  # no header, or not text at all: nothing can be said


class Doubt(Exception):
    """The row is not what its system writes."""


def plainly(raw: bytes, layout: str, style: Style, known_cells: frozenset[str]) -> Plain:
    """Reads the bytes. `known_cells` = the cells with line breaks that were written on purpose."""
    keys, found = KEYS[layout], Plain()
    text = decoded(raw, style)
    records = records_of(text, style.delimiter)
    needed = {name for name in (*keys[:3], *keys[5:]) if name}  # refunds and words need not be there
    start = next((n for n, (_, row) in enumerate(records) if needed <= {cell.strip() for cell in row}), None)
    if start is None:
        found.is_lost = True
        return found
    header = [cell.strip() for cell in records[start][1]]
    at = [header.index(name) if name in header else None for name in keys]
    found.is_lost = any(header.count(name) > 1 for name in needed)
    lines: dict[str, list[list[str]]] = {}
    for line, row in records[start + 1 :]:
        found.rows += 1
        number = row[at[0]].strip().lstrip("'") if at[0] is not None and at[0] < len(row) else ""
        found.lines[line] = number
        is_whole = len(row) == len(header) and not any("�" in cell for cell in row)
        if not is_whole or not number or any(breaks(cell) and cell not in known_cells for cell in row):
            found.doubtful |= {number, *row}  # nobody knows which orders such a row holds
            continue
        lines.setdefault(number, []).append(["" if n is None else row[n] for n in at])
    for number, rows in lines.items():
        try:
            found.orders[number] = order_of(rows, style)
            found.words[number] = next((row[4] for row in rows if row[4]), "")
        except Doubt:
            found.doubtful.add(number)
    return found


def records_of(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, each with its first line in the file."""
    reader, found, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [], 1
    for row in reader:
        if any(row):
            found.append((line, row))
        line = reader.line_num + 1
    return found


def decoded(raw: bytes, style: Style) -> str:
    """The text with U+FFFD where the bytes are none."""
    name = {"utf-8 bom": "utf-8-sig", "utf-16le bom": "utf-16", "utf-16be bom": "utf-16"}.get(style.encoding)
    return raw.decode(name or style.encoding.replace("utf-16le", "utf-16-le"), errors="replace")


def breaks(cell: str) -> bool:
    """Whether the cell goes over several lines."""
    return "\n" in cell or "\r" in cell


def order_of(rows: list[list[str]], style: Style) -> Told:
    """One order out of its rows: fields repeated on the rows must agree, lines are added up."""
    moments = {moment_of(row[1], style) for row in rows if row[1]}
    totals = {number_of(row[2], style) for row in rows if row[2]}
    refunds = {number_of(row[3], style) for row in rows if row[3]}
    if len(totals) > 1 or len(refunds) > 1 or not moments:
        raise Doubt
    if totals:
        return min(moments), totals.pop(), refunds.pop() if refunds else Decimal(0)
    if not all(row[5] and row[6] for row in rows):
        raise Doubt
    amount = sum((Decimal(whole_of(row[5])) * number_of(row[6], style) for row in rows), Decimal(0))
    is_cancel = rows[0][0].startswith("C")  # an invoice that takes back, whatever the sign of its pieces
    return min(moments), -abs(amount) if is_cancel else amount, Decimal(0)


def number_of(text: str, style: Style) -> Decimal:
    """The amount, if it is written exactly in the file's style, or as a whole number. Raises Doubt."""
    if text.strip().isdecimal() and text.isascii():
        return Decimal(text)
    digits = "".join(letter for letter in text if letter in "0123456789-")
    try:
        value = Decimal(digits) / 100
    except InvalidOperation as error:
        raise Doubt from error
    if styles.NUMBERS[style.number](value) != text.strip():
        raise Doubt
    return value


def whole_of(text: str) -> int:
    """A quantity. Raises Doubt."""
    if not text.strip().lstrip("-").isdecimal() or not text.isascii():
        raise Doubt
    return int(text)


FORMATS = {
    "iso": "%Y-%m-%d %H:%M:%S",
    "offset": "%Y-%m-%d %H:%M:%S +0300",
    "dotted": "%d.%m.%Y %H:%M",
    "british": "%d/%m/%Y %H:%M:%S",
    "american": "%m/%d/%Y %H:%M",
    "magento": "%b %d, %Y, %H:%M:%S",
}


def moment_of(text: str, style: Style) -> datetime:
    """The moment, if it is written exactly in the file's style. Raises Doubt."""
    try:
        moment = datetime.strptime(text.strip(), FORMATS[style.date])
    except ValueError as error:
        raise Doubt from error
    if styles.DATES[style.date](moment) != text.strip():
        raise Doubt
    return moment
