"""The product as these tests use it: all knowledge of its Python interface stands in this one file."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from retention.errors import RetentionError
from retention.ingest import import_file
from retention.metrics import compute, rfm_segment
from retention.metrics import describe as describe_shop
from retention.shop import Shop

Refused = RetentionError


@contextmanager
def opened(shop_file: Path) -> Iterator[Shop]:
    """The shop file, made when it is not there."""
    with Shop.open(shop_file) as shop:
        yield shop


def load(shop: Shop, source: Path) -> dict:
    """Import a file of orders; the report of the import."""
    return dict(import_file(shop, source))


def describe(shop: Shop) -> dict:
    """What the shop holds."""
    return describe_shop(shop)


def table(shop: Shop, metric: str, **options) -> tuple[list[str], list[dict]]:
    """The columns of a metric in their order, and its rows."""
    if metric == "rfm_cells":
        return rfm_cells(shop)
    frame = compute(shop, metric, **options).rows
    return list(frame.columns), frame.to_dict("records")


def segment_name(r: int, f: int, m: int) -> str:
    """The name that the published map gives to a score."""
    return str(rfm_segment([r], [f], [m])[0])


def rfm_cells(shop: Shop) -> tuple[list[str], list[dict]]:
    """Customers and net revenue per score, counted over the table of customers."""
    counts: dict[tuple, int] = defaultdict(int)
    revenue: dict[tuple, Decimal] = defaultdict(Decimal)
    for row in table(shop, "customers")[1]:
        score = row["R"], row["F"], row["M"]
        counts[score] += 1
        revenue[score] += Decimal(str(row["net_revenue"]))
    columns = ["R", "F", "M", "customers", "net_revenue"]
    rows = [(*score, counts[score], revenue[score]) for score in sorted(counts)]
    return columns, [dict(zip(columns, row, strict=True)) for row in rows]
