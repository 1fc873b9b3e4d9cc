"""Sessions: carts and the three kinds of departed (definitions, sections 10 and 6)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tests.twin import periods
from tests.twin.book import build, is_sale
from tests.twin.churn import window_days
from tests.twin.identity import customers_of
from tests.twin.records import Order, Session
from tests.twin.statistics import kaplan_meier, ratio, wilson

CARTS_COLUMNS = [
    "period",
    "sessions",
    "cart_sessions",
    "abandoned",
    "abandonment_rate",
    "conversion",
    "is_open",
]
FIRST_ORDER_HORIZONS = (0, 7, 30, 60, 90, 180, 365)
SURVIVAL = ("km_at_risk", "km_share", "km_low", "km_high")
KINDS = ("gone", "visits_only", "abandoned_cart")


@dataclass
class Visitor:
    """One person's purchases and visits."""

    bought: list[datetime] = field(default_factory=list)
    visits: list[Session] = field(default_factory=list)


def covered_until(orders: list[Order], sessions: list[Session]) -> date | None:
    """as_of: the latest day among orders and sessions (section 1)."""
    stamps = [order.ordered_at for order in orders] + [session.started_at for session in sessions]
    return max(stamps).date() if stamps else None


def carts(
    orders: list[Order], sessions: list[Session], grain: str = "month", as_of: date | None = None
) -> list[dict]:
    """Sessions of each period, those with a cart, and those whose cart was left."""
    as_of = as_of or covered_until(orders, sessions)
    sessions = [session for session in sessions if session.started_at.date() <= as_of]
    by_period: dict[int, list[Session]] = defaultdict(list)
    for session in sessions:
        by_period[periods.index(grain, session.started_at.date())].append(session)
    rows = []
    for number in range(min(by_period), periods.index(grain, as_of) + 1) if sessions else []:
        here = by_period[number]
        filled = [session for session in here if session.cart]
        left = sum(1 for session in filled if not session.purchased)
        rows.append(
            {
                "period": periods.first_day(grain, number),
                "sessions": len(here),
                "cart_sessions": len(filled),
                "abandoned": left,
                "abandonment_rate": ratio(left, len(filled)),
                "conversion": ratio(sum(session.purchased for session in here), len(here)),
                "is_open": periods.last_day(grain, number) > as_of,
            }
        )
    return rows


def visitors(orders: list[Order], sessions: list[Session], as_of: date) -> list[Visitor]:
    """Everybody who bought or visited up to as_of; a session joins people like an order does."""
    visits = [
        Order(None, 0, session.started_at, (("customer_id", session.visitor),), Decimal(0), "test")
        for session in sessions
    ]
    owners = customers_of([*orders, *visits])
    people: dict[int, Visitor] = defaultdict(Visitor)
    for owner, order in zip(owners, orders, strict=False):
        if owner is not None and is_sale(order) and order.ordered_at.date() <= as_of:
            people[owner].bought.append(order.ordered_at)
    for owner, session in zip(owners[len(orders) :], sessions, strict=True):
        if owner is not None and session.started_at.date() <= as_of:
            people[owner].visits.append(session)
    return list(people.values())


def by_band(orders: list[Order], sessions: list[Session], as_of: date) -> dict[str | None, list[Session]]:
    """The visits by how often their visitor has bought; None = never."""
    found: dict[str | None, list[Session]] = defaultdict(list)
    for one in visitors(orders, sessions, as_of):
        found[(None, "1", "2", "3+")[min(len(one.bought), 3)]] += one.visits
    return {band: seen for band, seen in found.items() if seen}


def carts_by_band(
    orders: list[Order], sessions: list[Session], grain: str, split: str, as_of: date | None = None
) -> list[dict]:
    """The carts of each group of visitors."""
    day = as_of or covered_until(orders, sessions)
    groups = by_band(orders, sessions, day).items()
    return [{split: band, **row} for band, seen in groups for row in carts([], seen, grain, day)]


def kinds_of(one: Visitor, as_of: date, window: int, visit_window: int) -> set[str]:
    """The sets a visitor belongs to: gone, visits but does not buy, abandoned cart."""
    recent = [visit for visit in one.visits if (as_of - visit.started_at.date()).days < visit_window]
    buys = any((as_of - at.date()).days < window for at in one.bought)
    left = [visit for visit in recent if visit.cart and not any(at >= visit.started_at for at in one.bought)]
    found = set()
    if one.bought and not buys and not recent:
        found.add("gone")
    if recent and not buys:
        found.add("visits_only")
    if left:
        found.add("abandoned_cart")
    return found


def departed(
    orders: list[Order],
    sessions: list[Session],
    as_of: date | None = None,
    window: int | None = None,
    visit_window: int = 60,
) -> list[dict]:
    """The sizes of the three sets and of their overlaps."""
    day = as_of or covered_until(orders, sessions)
    days = window or (window_days(build(orders, day)) if orders else 30)  # without orders nobody can be gone
    placed = [(one, kinds_of(one, day, days, visit_window)) for one in visitors(orders, sessions, day)]
    return [
        {
            "kind": kind,
            "customers": sum(1 for _, kinds in placed if kind in kinds),
            "never_bought": sum(1 for one, kinds in placed if kind in kinds and not one.bought),
        }
        | {f"also_{other}": sum(1 for _, kinds in placed if {kind, other} <= kinds) for other in KINDS}
        for kind in KINDS
    ]


def first_order(orders: list[Order], sessions: list[Session], as_of: date | None = None) -> list[dict]:
    """Days from the first visit to the first purchase; whoever had bought before is left out (section 5)."""
    day = as_of or covered_until(orders, sessions)
    spans = []  # (days followed, days to the first purchase or None)
    for one in visitors(orders, sessions, day):
        if one.visits:
            seen = min(visit.started_at for visit in one.visits).date()
            bought = min(one.bought).date() if one.bought else None
            if bought is None or bought >= seen:
                spans.append(((day - seen).days, (bought - seen).days if bought else None))
    rows = []
    for days in FIRST_ORDER_HORIZONS:
        eligible = [gap for followed, gap in spans if followed >= days]
        buyers = sum(1 for gap in eligible if gap is not None and gap <= days)
        lived = [(followed, False) if gap is None else (gap, True) for followed, gap in spans]
        survival = kaplan_meier(lived, days, len(eligible))
        estimate = (survival.at_risk, survival.share, survival.low, survival.high)
        rows.append(shares(days, len(eligible), buyers) | dict(zip(SURVIVAL, estimate, strict=True)))
    ever = sum(1 for _, gap in spans if gap is not None)
    return [*rows, shares(None, len(spans), ever) | dict.fromkeys(SURVIVAL)]


def shares(days: int | None, eligible: int, buyers: int) -> dict:
    """The share of those who could have bought, with its interval."""
    low, high = wilson(buyers, eligible)
    named = {"horizon_days": days, "eligible": eligible, "buyers": buyers, "share": ratio(buyers, eligible)}
    return named | {"share_low": low, "share_high": high}


METRICS = {"carts": carts, "departed": departed, "first_order": first_order}
