"""What was looked at, put into carts and bought, in plain Python (definitions, sections 5 and 10)."""

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from tests.twin.statistics import ratio, wilson


@dataclass(frozen=True)
class Basket:
    """One order of one person: (category or "", amount) of each line, in file order."""

    person: str
    at: datetime
    lines: tuple[tuple[str, Decimal], ...]

    @property
    def category(self) -> str:
        """That of the dearest line that has one, the earlier one of equals."""
        named = [
            (amount, -place, category) for place, (category, amount) in enumerate(self.lines) if category
        ]
        return max(named, default=(0, 0, ""))[2]


@dataclass(frozen=True)
class Look:
    """One visit: the categories it saw, and its cart."""

    person: str
    at: datetime
    categories: tuple[str, ...] = ()
    device: str = ""
    cart: bool = False
    checkout: bool = False
    purchased: bool = False
    value: Decimal | None = None


def happened(found: list, as_of: date) -> list:
    """Those by the end of the day."""
    return [one for one in found if one.at.date() <= as_of]


def interest(baskets: list[Basket], looks: list[Look], as_of: date, window: int) -> list[dict]:
    """Two visits within 30 days that saw the category; bought it within the window or not."""
    visits: dict = defaultdict(int)
    for look in happened(looks, as_of):
        if (as_of - look.at.date()).days < 30:
            for category in set(look.categories):
                visits[look.person, category] += 1
    bought = {
        (basket.person, category)
        for basket in happened(baskets, as_of)
        for category, _ in basket.lines
        if (as_of - basket.at.date()).days < window
    }
    viewers = [key for key, count in visits.items() if count >= 2]
    rows = []
    for category in sorted({category for _, category in viewers}, key=str.lower):
        people = [key for key in viewers if key[1] == category]
        buyers = sum(1 for key in people if key in bought)
        counts = {"viewers": len(people), "buyers": buyers, "viewed_not_bought": len(people) - buyers}
        rows.append({"category": category, **counts})
    return rows


def cart_losses(looks: list[Look], as_of: date) -> list[dict]:
    """Visits with a cart by device, step and quarter of value."""
    carts = [look for look in happened(looks, as_of) if look.cart]
    valued = [cart for cart in carts if cart.value is not None]
    parts: dict[str, list] = {"device": [], "step": [], "value_band": []}
    if any(cart.device for cart in carts):
        parts["device"] = [(cart.device or None, cart, not cart.purchased) for cart in carts]
    if any(cart.checkout for cart in carts):
        parts["step"] = [("cart", cart, not cart.purchased and not cart.checkout) for cart in carts]
        reached = [cart for cart in carts if cart.checkout or cart.purchased]
        parts["step"] += [("checkout", cart, not cart.purchased) for cart in reached]
    for cart in carts if valued else []:
        cheaper = sum(1 for other in valued if cart.value is not None and other.value < cart.value)
        band = None if cart.value is None else str(1 + 4 * cheaper // len(valued))
        parts["value_band"].append((band, cart, not cart.purchased))
    return [
        loss(part, value, [(cart, lost) for named, cart, lost in placed if named == value])
        for part, placed in parts.items()
        for value in sorted({named for named, _, _ in placed}, key=lambda name: (name is None, name))
    ]


def loss(part: str, value: str | None, carts: list[tuple[Look, bool]]) -> dict:
    """One row."""
    left = sum(lost for _, lost in carts)
    low, high = wilson(left, len(carts))
    worth = [cart.value for cart, _ in carts if cart.value is not None]
    lost_worth = [cart.value for cart, lost in carts if lost and cart.value is not None]
    return {
        "part": part,
        "value": value,
        "cart_sessions": len(carts),
        "abandoned": left,
        "abandonment_rate": ratio(left, len(carts)),
        "rate_low": low,
        "rate_high": high,
        "abandoned_value": sum(lost_worth) if lost_worth else None,
        "value_from": min(worth, default=None),
        "value_to": max(worth, default=None),
    }


def next_category(baskets: list[Basket], as_of: date) -> list[dict]:
    """Category of the second basket by that of the first; Fisher by whole numbers, discoveries step by step."""
    by_person: dict[str, list[Basket]] = defaultdict(list)
    for basket in sorted(happened(baskets, as_of), key=lambda one: one.at):
        by_person[basket.person].append(basket)
    steps = [tuple(one.category for one in found[:2]) for found in by_person.values() if len(found) > 1]
    steps = [step for step in steps if all(step)]
    ends = [end for _, end in steps]
    rows = []
    for start, end in sorted(set(steps)):
        size = sum(1 for step in steps if step[0] == start)
        chance = fisher(steps.count((start, end)), size, ends.count(end), len(steps))
        rows.append(step_row(start, end, steps.count((start, end)), size, ends, chance))
    tested = sorted(row["p_value"] for row in rows if row["p_value"] is not None)
    passed = [p for place, p in enumerate(tested, start=1) if p <= 0.05 * place / len(tested)]
    for row in rows:
        row["is_different"] = bool(passed) and row["p_value"] is not None and row["p_value"] <= max(passed)
    base = [step_row("all", end, ends.count(end), len(ends), ends, None) for end in sorted(set(ends))]
    return [*rows, *(row | {"is_different": False} for row in base)]


def step_row(start: str, end: str, count: int, size: int, ends: list[str], chance: float | None) -> dict:
    """One pair of categories."""
    low, high = wilson(count, size)
    return {
        "from_category": start,
        "to_category": end,
        "customers": count,
        "buyers": size,
        "share": ratio(count, size),
        "share_low": low,
        "share_high": high,
        "base_share": ratio(ends.count(end), len(ends)),
        "p_value": chance,
    }


def fisher(hits: int, size: int, all_hits: int, everyone: int) -> float | None:
    """Two-sided, exact; empty without a rest to compare with."""
    if size == everyone:
        return None
    rest = everyone - size
    span = range(max(0, all_hits - rest), min(size, all_hits) + 1)
    ways = {count: math.comb(size, count) * math.comb(rest, all_hits - count) for count in span}
    unlikely = sum(way for way in ways.values() if way <= ways[hits])
    return float(Fraction(unlikely, math.comb(everyone, all_hits)))
