"""Recency, frequency, monetary scores and the lifecycle stage of each customer (definitions, section 8)."""

from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from tests.twin.book import Book
from tests.twin.churn import is_active, window_days
from tests.twin.records import Customer
from tests.twin.statistics import quantile, ratio


def fifths(values: list) -> list[int]:
    """1 + floor(5 (rank - 1) / N); rank ascending from the worst, ties share the lowest rank."""
    below = {value: place for place, value in reversed(list(enumerate(sorted(values))))}
    return [1 + 5 * below[value] // len(values) for value in values]


def frequency_band(purchases: int) -> int:
    """1 / 2 / 3 / 4-6 / 7+ purchases."""
    return 1 + sum(purchases >= least for least in (2, 3, 4, 7))


def stage(book: Book, customer: Customer, window: int) -> str:
    """Active, late or churned; late goes by the customer's own rhythm where there are 3 gaps or more."""
    if not is_active(customer, book.as_of, window):
        return "churned"
    gaps = customer.gaps()
    patience = quantile(gaps, Fraction(1, 2)) if len(gaps) >= 3 else Fraction(window, 2)
    return "late" if (book.as_of - customer.last_on).days > patience else "active"


def customers(book: Book, window: int | None = None) -> list[dict]:
    """One row a customer, without the columns that only the product can name (key, segment, attributes)."""
    if not book.customers:
        return []
    days = window or window_days(book)
    recency = fifths([customer.last_on for customer in book.customers])
    monetary = fifths([customer.net_revenue() for customer in book.customers])
    return [
        {
            "first_at": customer.purchases[0].at,
            "last_at": customer.purchases[-1].at,
            "purchases": len(customer.purchases),
            "net_revenue": customer.net_revenue(),
            "recency_days": (book.as_of - customer.last_on).days,
            "R": r,
            "F": frequency_band(len(customer.purchases)),
            "M": m,
            "stage": stage(book, customer, days),
        }
        for customer, r, m in zip(book.customers, recency, monetary, strict=True)
    ]


def rfm_cells(book: Book) -> list[dict]:
    """Customers and net revenue of each score that somebody has."""
    counts: dict[tuple, int] = defaultdict(int)
    revenue: dict[tuple, Decimal] = defaultdict(Decimal)
    for row in customers(book):
        score = row["R"], row["F"], row["M"]
        counts[score] += 1
        revenue[score] += row["net_revenue"]
    return [
        {"R": r, "F": f, "M": m, "customers": counts[r, f, m], "net_revenue": revenue[r, f, m]}
        for r, f, m in sorted(counts)
    ]


def rfm(book: Book, name_of: Callable[[int, int, int], str]) -> list[dict]:
    """One row a named segment that somebody is in; the map of names is given."""
    members: dict[str, list[tuple[Customer, dict]]] = defaultdict(list)
    for customer, row in zip(book.customers, customers(book), strict=True):
        members[name_of(row["R"], row["F"], row["M"])].append((customer, row))
    total = sum((customer.net_revenue() for customer in book.customers), Decimal(0))
    return [segment_row(name, members[name], len(book.customers), total) for name in sorted(members)]


def segment_row(name: str, members: list[tuple[Customer, dict]], everybody: int, total: Decimal) -> dict:
    """The printed row of a segment."""
    revenue = sum((customer.net_revenue() for customer, _ in members), Decimal(0))
    purchases = [purchase for customer, _ in members for purchase in customer.purchases]
    return {
        "segment": name,
        "customers": len(members),
        "share": ratio(len(members), everybody),
        "net_revenue": revenue,
        "revenue_share": ratio(revenue, total),
        "median_recency_days": float(quantile([row["recency_days"] for _, row in members], Fraction(1, 2))),
        "purchases_per_customer": ratio(len(purchases), len(members)),
        "average_order_value": ratio(sum(purchase.amount for purchase in purchases), len(purchases)),
    }


def lifecycle_grid(book: Book, window: int | None = None) -> list[dict]:
    """Purchases {1, 2, 3+} by stage; cells that nobody is in are left out."""
    counts: dict[tuple, int] = defaultdict(int)
    revenue: dict[tuple, Decimal] = defaultdict(Decimal)
    for row in customers(book, window):
        cell = str(row["purchases"]) if row["purchases"] < 3 else "3+", row["stage"]
        counts[cell] += 1
        revenue[cell] += row["net_revenue"]
    return [
        {
            "purchases": band,
            "stage": name,
            "customers": counts[band, name],
            "net_revenue": revenue[band, name],
        }
        for band, name in sorted(counts)
    ]


def rfm_movement(earlier: Book, later: Book, name_of: Callable[[int, int, int], str]) -> list[dict]:
    """Who stood in which segment on either day; a customer is known by the row of the first purchase."""

    def standing(book: Book) -> dict[int, str]:
        rows = zip(book.customers, customers(book), strict=True)
        return {who.purchases[0].row: name_of(row["R"], row["F"], row["M"]) for who, row in rows}

    before = standing(earlier)
    pairs = Counter((before.get(who, "none"), name) for who, name in standing(later).items())
    return [
        {"from_segment": start, "to_segment": end, "customers": count}
        for (start, end), count in pairs.items()
    ]
