"""Where the money comes from: concentration, repeat spend, and what new customers cost (sections 5 and 7)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.twin import periods
from tests.twin.book import Book
from tests.twin.growth import AGE_MONTH, revenue_until
from tests.twin.records import Customer
from tests.twin.statistics import ratio

YEAR = 365


@dataclass(frozen=True)
class Spend:
    """One line of a marketing budget; a whole month stands on its first day."""

    on: date
    channel: str
    amount: Decimal


def tenth(amounts: list[Decimal]) -> list[Decimal]:
    """The largest tenth of the amounts, rounded up."""
    return sorted(amounts, reverse=True)[: -(-len(amounts) // 10)]


def share(part: Decimal, whole: Decimal) -> float | None:
    """A part of a whole above zero."""
    return ratio(part, whole) if whole > 0 else None


def repeat_money(book: Book) -> list[tuple[date, Decimal]]:
    """What came in by purchases numbered 2 or later, and what was given back of them, each on its day."""
    orders = {order.row: order for order in book.orders}
    last_day = max((order.ordered_at.date() for order in book.orders), default=None)
    found = []
    for customer in book.customers:
        for purchase in customer.purchases[1:]:
            back_on = min(orders[purchase.row].refunded_on or purchase.on, last_day)
            found += [(purchase.on, purchase.amount), (back_on, -purchase.refunded)]
    return [(day, amount) for day, amount in found if day <= book.as_of]


def net(customer: Customer, first: date, last: date) -> Decimal:
    """Net revenue of the days from first to last."""
    return sum((move.amount for move in customer.movements if first <= move.on <= last), Decimal(0))


def bought(customer: Customer, first: date, last: date) -> bool:
    """Whether there is a purchase on the days from first to last."""
    return any(first <= purchase.on <= last for purchase in customer.purchases)


def concentration(book: Book, grain: str = "month") -> list[dict]:
    """Net revenue of each period, the part of repeat purchases and that of the best tenth."""
    if not book.movements:
        return []
    rows, repeated = [], repeat_money(book)
    start = periods.index(grain, min(move.on for move in book.movements))
    for number in range(start, periods.index(grain, book.as_of) + 1):
        first, last = periods.first_day(grain, number), periods.last_day(grain, number)
        total = sum((move.amount for move in book.movements if first <= move.on <= last), Decimal(0))
        repeat = sum((amount for day, amount in repeated if first <= day <= last), Decimal(0))
        people = [net(one, first, last) for one in book.customers if bought(one, first, last)]
        rows.append(
            {
                "period": first,
                "net_revenue": total,
                "repeat_revenue": repeat,
                "repeat_share": share(repeat, total),
                "top_decile_share": share(sum(tenth(people)), total) if people else None,
                "is_open": last > book.as_of,
            }
        )
    return rows


def lost_vip(book: Book) -> dict:
    """The best tenth of the last year against the first year of new customers."""
    start = book.as_of - timedelta(days=YEAR - 1)
    best = tenth([net(one, start, book.as_of) for one in book.customers if bought(one, start, book.as_of)])
    new = [
        revenue_until(one, YEAR)
        for one in book.customers
        if one.first_on + timedelta(days=YEAR - 1) <= book.as_of
    ]
    vip, newcomer = (Fraction(sum(group)) / len(group) if group else None for group in (best, new))
    return {
        "vip_customers": len(best),
        "vip_revenue_365": vip,
        "new_customers": len(new),
        "new_revenue_365": newcomer,
        "new_customers_per_vip": vip / newcomer if vip is not None and newcomer and newcomer > 0 else None,
    }


def repeat_spend(book: Book) -> list[dict]:
    """The average amount of first purchases and of later ones."""
    first = [customer.purchases[0].amount for customer in book.customers]
    later = [purchase.amount for customer in book.customers for purchase in customer.purchases[1:]]
    averages = [Fraction(sum(group)) / len(group) if group else None for group in (first, later)]
    return [
        {
            "first_purchases": len(first),
            "first_average": averages[0],
            "repeat_purchases": len(later),
            "repeat_average": averages[1],
            "repeat_to_first": ratio(averages[1], averages[0]) if later else None,
        }
    ]


def payback(
    book: Book, customers: list[Customer], spend: Decimal, gross_margin: Decimal | None
) -> int | None:
    """The first age whose margin reaches the spend, when every earlier age is over for all of them."""
    closed = periods.last_day("month", periods.index("month", customers[0].first_on)) <= book.as_of
    youngest = max(customer.first_on for customer in customers)
    age = 0
    while gross_margin is not None and closed:
        revenue = sum(revenue_until(one, (age + 1) * AGE_MONTH) for one in customers)
        if revenue * gross_margin >= spend:
            return age
        age += 1
        if youngest + timedelta(days=age * AGE_MONTH - 1) > book.as_of:
            return None
    return None


def acquisition(
    book: Book, channels: dict[int, str], spent: list[Spend], gross_margin: Decimal | None
) -> list[dict]:
    """Cost of new customers by month and channel; `channels` holds the channel of an order by its row."""
    totals: dict[tuple[date, str], Decimal] = defaultdict(Decimal)
    names: dict[str, list[tuple[date, str]]] = defaultdict(list)
    people: dict[tuple[date, str], list[Customer]] = defaultdict(list)
    for one in spent:
        if one.on <= book.as_of:
            key = periods.start("month", one.on), one.channel.strip().lower()
            totals[key] += one.amount
            names[key[1]].append((one.on, one.channel.strip()))
    for customer in book.customers:
        channel = channels[customer.purchases[0].row].strip().lower()
        people[periods.start("month", customer.first_on), channel].append(customer)
    rows = []
    for key, total in totals.items():
        new = people.get(key, [])
        rows.append(
            {
                "period": key[0],
                "channel": min(names[key[1]])[1],
                "spend": total,
                "new_customers": len(new),
                "cac": ratio(total, len(new)),
                "ltv_to_date": ratio(sum(revenue_until(one, 10**6) for one in new), len(new)),
                "payback_months": payback(book, new, total, gross_margin) if new else None,
            }
        )
    return rows
