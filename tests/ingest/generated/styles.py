"""How the same table may be written: marks in numbers, orders of dates, encodings, delimiters, line ends, wrappings."""

import codecs
import csv
import functools
import gzip
import io
import itertools
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import xlsxwriter

Cell = str | int | Decimal | datetime
Table = list[list[Cell]]
"""The first row is the header. Decimal = money, datetime = a moment: written in the file's style."""

EPOCH = datetime(1970, 1, 1)
EXCEL = datetime(1899, 12, 30)
RUSSIAN = [
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
]  # fmt: skip


def grouped(amount: Decimal, decimal_mark: str, thousands: str) -> str:
    """The amount with two places and these marks."""
    return f"{amount:,.2f}".replace(",", "T").replace(".", decimal_mark).replace("T", thousands)


NUMBERS: dict[str, Callable[[Decimal], str]] = {
    "1234.50": lambda n: f"{n:.2f}",
    "1,234.50": lambda n: grouped(n, ".", ","),
    "1 234,50": lambda n: grouped(n, ",", " "),
    "1.234,50": lambda n: grouped(n, ",", "."),
    "1234,50": lambda n: grouped(n, ",", ""),
    "no-break": lambda n: grouped(n, ",", "\xa0"),
    "roubles": lambda n: grouped(n, ",", " ") + " руб.",
    "dollars": lambda n: ("-" if n < 0 else "") + "$" + grouped(abs(n), ".", ","),
}
DATES: dict[str, Callable[[datetime], str]] = {
    "iso": lambda t: f"{t:%Y-%m-%d %H:%M:%S}",
    "offset": lambda t: f"{t:%Y-%m-%d %H:%M:%S} +0300",
    "T offset": lambda t: f"{t:%Y-%m-%dT%H:%M:%S}+02:00",
    "Z": lambda t: f"{t:%Y-%m-%dT%H:%M:%S}Z",
    "dotted": lambda t: f"{t:%d.%m.%Y %H:%M}",
    "british": lambda t: f"{t:%d/%m/%Y %H:%M:%S}",
    "american": lambda t: f"{t.month}/{t.day}/{t.year} {t.hour}:{t:%M}",
    "american pm": lambda t: f"{t:%m/%d/%Y %I:%M %p}",
    "magento": lambda t: f"{t:%b %d, %Y}, {t.hour}:{t:%M:%S}",
    "rfc": lambda t: f"{t:%a, %d %b %Y %H:%M:%S} +0000",
    "russian": lambda t: f"{t.day} {RUSSIAN[t.month - 1]} {t.year} {t:%H:%M}",
    "serial": lambda t: f"{(t - EXCEL) / timedelta(days=1):.10f}",
    "epoch": lambda t: str((t - EPOCH) // timedelta(seconds=1)),
}
ENCODINGS: dict[str, tuple[str, Callable[[str], bytes]]] = {  # language of the texts, bytes
    "utf-8": ("mixed", str.encode),
    "utf-8 bom": ("mixed", lambda text: text.encode("utf-8-sig")),
    "utf-16le bom": ("mixed", lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le")),
    "utf-16be bom": ("mixed", lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be")),
    "utf-16le": ("en", lambda text: text.encode("utf-16-le")),
    "cp1251": ("ru", lambda text: text.encode("cp1251")),
    "cp1252": ("en", lambda text: text.encode("cp1252")),
    "koi8-r": ("ru", lambda text: text.encode("koi8-r")),
    "cp866": ("ru", lambda text: text.encode("cp866")),
}
DELIMITERS = (",", ";", "\t", "|")
ENDS = ("\n", "\r\n", "\r")


def zipped(raw: bytes) -> bytes:
    """As the only file of an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/orders.csv", raw)
    return out.getvalue()


WRAPPINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {  # name of the file, bytes
    "plain": ("orders.csv", lambda raw: raw),
    "gz": ("orders.csv.gz", lambda raw: gzip.compress(raw, mtime=0)),
    "zip": ("orders.zip", zipped),
    "xlsx": ("orders.xlsx", lambda raw: raw),
}


@dataclass(frozen=True)
class Style:
    """One way to write a table."""

    delimiter: str = ","
    encoding: str = "utf-8"
    number: str = "1234.50"
    date: str = "iso"
    end: str = "\n"
    wrapping: str = "plain"

    @property
    def language(self) -> str:
        """Of the texts that the encoding can hold."""
        return ENCODINGS[self.encoding][0]

    @property
    def file_name(self) -> str:
        """With the ending of the wrapping."""
        return WRAPPINGS[self.wrapping][0]

    def cell(self, value: Cell) -> str:
        """The value as text."""
        if isinstance(value, Decimal):
            return NUMBERS[self.number](value)
        if isinstance(value, datetime):
            text = DATES[self.date](value)
            return text.replace(".", ",") if self.date == "serial" and "," in self.number[-3:] else text
        return str(value).replace("\n", "\r") if self.end == "\r" else str(value)

    def text(self, table: Table, quote_all: bool = False) -> str:
        """The table as text."""
        out = io.StringIO()
        quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=self.end, quoting=quoting)
        writer.writerows([[self.cell(value) for value in row] for row in table])
        return out.getvalue()

    def file(self, table: Table, quote_all: bool = False) -> bytes:
        """The bytes of the file."""
        if self.wrapping == "xlsx":
            return workbook(table)
        raw = ENCODINGS[self.encoding][1](self.text(table, quote_all))
        return WRAPPINGS[self.wrapping][1](raw)


def workbook(table: Table) -> bytes:
    """The table as an Excel workbook: numbers are numbers, dates are dates."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Orders")
        moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        for y, row in enumerate(table):
            for x, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(y, x, value, moment)
                elif isinstance(value, Decimal):
                    sheet.write_number(y, x, float(value))
                elif value != "":
                    sheet.write_string(y, x, str(value))
    return out.getvalue()


FACTORS: dict[str, tuple[str, ...]] = {
    "delimiter": DELIMITERS,
    "encoding": tuple(ENCODINGS),
    "number": tuple(NUMBERS),
    "date": tuple(DATES),
    "end": ENDS,
    "wrapping": tuple(WRAPPINGS),
}
CYRILLIC = {"roubles", "russian"}


def is_possible(combination: dict[str, str]) -> bool:
    """Whether the parts can stand together: Cyrillic words need a code page, a workbook has no styles of text."""
    western = ENCODINGS[combination.get("encoding", "utf-8")][0] == "en"
    if western and CYRILLIC & {combination.get("number"), combination.get("date")}:
        return False
    plain = Style().__dict__
    if combination.get("wrapping") != "xlsx":
        return True
    return all(
        combination[name] == plain[name] for name in FACTORS if name != "wrapping" and name in combination
    )


Possible = Callable[[dict[str, str]], bool]


def pairwise(factors: dict[str, tuple[str, ...]], possible: Possible, seed: int) -> list[dict[str, str]]:
    """Combinations in which every possible pair of values of two factors occurs."""
    rng = random.Random(seed)
    names = list(factors)
    open_pairs = {
        ((a, one), (b, other))
        for a, b in itertools.combinations(names, 2)
        for one, other in itertools.product(factors[a], factors[b])
        if possible({a: one, b: other})
    }
    found = []
    for pair in sorted(open_pairs):
        if pair not in open_pairs:
            continue
        drawn = (filled(dict(pair), factors, possible, rng) for _ in range(12))
        made = [one for one in drawn if one]
        if made:
            best = max(made, key=lambda one: len(pairs_of(one) & open_pairs))
            found.append(best)
            open_pairs -= pairs_of(best)
    rng.shuffle(found)
    return found


def pairs_of(combination: dict[str, str]) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """Every pair of values in the combination."""
    return set(itertools.combinations(combination.items(), 2))


def filled(
    start: dict[str, str], factors: dict[str, tuple[str, ...]], possible: Possible, rng: random.Random
) -> dict[str, str]:
    """The pair completed at random; empty where that fails."""
    made = dict(start)
    for name in rng.sample(list(factors), len(factors)):
        if name not in made:
            fitting = [value for value in factors[name] if possible(made | {name: value})]
            if not fitting:
                return {}
            made[name] = rng.choice(fitting)
    return {name: made[name] for name in factors}


@functools.cache
def is_writable(text: str, encoding: str) -> bool:
    """Whether the encoding has all letters of the text."""
    try:
        ENCODINGS[encoding][1](text)
    except UnicodeEncodeError:
        return False
    return True
