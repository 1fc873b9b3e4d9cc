"""The rhythm of categories, in plain Python (definitions, sections 5 and 6)."""

import itertools
import math
from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction

from tests.twin.browsing import Basket, happened
from tests.twin.statistics import kaplan_meier, quantile, ratio, wilson


def days_by_category(baskets: list[Basket]) -> dict[str, list[list[date]]]:
    """For each category the purchase days of each of its buyers, in order."""
    found: dict = defaultdict(lambda: defaultdict(list))
    for basket in sorted(baskets, key=lambda one: one.at):
        for category in {category for category, _ in basket.lines if category}:
            found[category][basket.person].append(basket.at.date())
    return {category: list(people.values()) for category, people in sorted(found.items())}


def gaps_of(days: list[date]) -> list[int]:
    """Days between consecutive ones."""
    return [(later - earlier).days for earlier, later in itertools.pairwise(days)]


def settled(people: list[list[date]], as_of: date, horizon: int) -> list[int]:
    """Gaps that could be followed for the horizon and ended within it."""
    return [
        gap
        for days in people
        for start, gap in zip(days, gaps_of(days), strict=False)
        if (as_of - start).days >= horizon and gap <= horizon
    ]


def renewal(followed: int, share: float | None, high: float | None) -> str:
    """Rare when even the upper end of the interval is below a tenth."""
    if followed < 30:
        return "unknown"
    upper = wilson(0, followed)[1] if share == 0 else high
    return "rare" if upper is not None and upper < 0.1 else "renewed"


def category_rhythm(baskets: list[Basket], as_of: date) -> list[dict]:
    """One row a category."""
    known = happened(baskets, as_of)
    start = min(basket.at for basket in baskets).date()
    horizon = min(365, ((as_of - start).days + 1) // 2)
    rows = days_by_category(known).items()
    return [category_row(category, people, as_of, horizon) for category, people in rows]


def category_row(category: str, people: list[list[date]], as_of: date, horizon: int) -> dict:
    """Shares, gaps, window, and who is inside or outside now."""
    spans = [
        (gaps_of(days)[0], True) if len(days) > 1 else ((as_of - days[0]).days, False) for days in people
    ]
    followed = sum((as_of - days[0]).days >= 365 for days in people)
    again = sum(len(days) > 1 for days in people)
    survival = kaplan_meier(spans, 365, followed)
    gaps = [gap for days in people for gap in gaps_of(days)]
    usual = [quantile(gaps, Fraction(quarter, 4)) if gaps else None for quarter in (1, 2, 3)]
    counted = settled(people, as_of, horizon)
    kind = renewal(followed, survival.share, survival.high)
    inside = sum((as_of - days[-1]).days <= usual[2] for days in people) if gaps else None
    has_norm = gaps and kind != "rare"
    low, high = wilson(again, len(people))
    return {
        "category": category,
        "buyers": len(people),
        "repeat_buyers": again,
        "share": ratio(again, len(people)),
        "share_low": low,
        "share_high": high,
        "eligible": followed,
        "km_at_risk": survival.at_risk,
        "km_share_365": survival.share,
        "km_low": survival.low,
        "km_high": survival.high,
        "renewal": kind,
        "gaps": len(gaps),
        "renewal_days": float(usual[1]) if gaps else None,
        "usual_from": float(usual[0]) if gaps else None,
        "usual_to": float(usual[2]) if gaps else None,
        "window_gaps": len(counted),
        "window_days": window(counted, horizon),
        "inside": inside if has_norm else None,
        "outside": len(people) - inside if has_norm else None,
    }


def latency(baskets: list[Basket], as_of: date) -> list[dict]:
    """Gaps by the category of the purchase before, then all."""
    people: dict[str, list[Basket]] = defaultdict(list)
    for basket in sorted(happened(baskets, as_of), key=lambda one: one.at):
        people[basket.person].append(basket)
    found: Counter = Counter()
    for bought in people.values():
        for earlier, later in itertools.pairwise(bought):
            days = (later.at.date() - earlier.at.date()).days
            found["all", days] += 1
            if earlier.category:
                found[earlier.category, days] += 1
    return [{"category": name, "days": days, "gaps": gaps} for (name, days), gaps in found.items()]


def window(counted: list[int], horizon: int) -> int | None:
    """W over the gaps of the category, where there are 50."""
    if len(counted) < 50:
        return None
    return max(30, min(horizon, math.ceil(quantile(counted, Fraction(9, 10)))))
