"""A metric's last closed period against an earlier one (definitions, section 11)."""

import math
from datetime import date, timedelta

from tests.twin import churn, cohorts, growth, spend, visits
from tests.twin.book import Book
from tests.twin.records import Order, Session
from tests.twin.statistics import ratio, wilson


def next_period(book: Book, grain: str) -> list[dict]:
    """Cohorts in the period after their first."""
    rows = cohorts.cohort_retention(book, grain=grain, mode="in_period", clock="calendar")
    found = [row for row in rows if row["period"] == 1 and row["cohort"] != "all"]
    return [{**row, "period": row["cohort"], "is_open": not row["is_complete"]} for row in found]


TABLES = {
    "churn": churn.churn,
    "cohort_retention": next_period,
    "lifecycle": growth.lifecycle,
    "concentration": spend.concentration,
}
SHARES = {
    "churn_rate": ("churned", "active_start"),
    "share": ("customers", "size"),
    "abandonment_rate": ("abandoned", "cart_sessions"),
    "conversion": ("bought", "sessions"),
}
MEASURES = {
    "churn": ("churn_rate", "active_end", "new", "resurrected", "churned", "churned_revenue_365"),
    "cohort_retention": ("share", "size", "cumulative_revenue_per_customer"),
    "carts": ("abandonment_rate", "conversion", "sessions", "cart_sessions"),
    "lifecycle": ("customers", "new", "returning", "resurrected", "dormant", "quick_ratio"),
    "concentration": ("net_revenue", "repeat_revenue", "repeat_share", "top_decile_share"),
}


def period_comparison(book: Book, of: str = "churn", grain: str = "month") -> list[dict]:
    """One row a measure."""
    earliest = book.data_start + timedelta(days=churn.window_days(book) if of == "churn" else 0)
    return last_against_earlier(TABLES[of](book, grain), earliest, of, grain)


def of_visits(
    orders: list[Order],
    sessions: list[Session],
    grain: str = "month",
    as_of: date | None = None,
    of: str = "carts",
) -> list[dict]:
    """The same of carts."""
    rows = [
        {**row, "bought": round((row["conversion"] or 0) * row["sessions"])}
        for row in visits.carts(orders, sessions, grain, as_of)
    ]
    return last_against_earlier(rows, min(visit.started_at.date() for visit in sessions), of, grain)


def last_against_earlier(rows: list[dict], earliest: date, of: str, grain: str) -> list[dict]:
    """The measures of the last whole period."""
    whole = [row for row in rows if not row["is_open"] and row["period"] >= earliest]
    if not whole:
        return []
    now, earlier = whole[-1], whole[:-1]
    year_ago = [row for row in earlier if row["period"] == year_before(now["period"], grain)]
    before = year_ago[0] if year_ago else earlier[-1] if earlier else {}
    return [compared(name, now, before, bool(year_ago)) for name in MEASURES[of]]


def year_before(day: date, grain: str) -> date:
    """The same period a year ago; weeks and days by their weekday."""
    return day - timedelta(days=364) if grain in ("day", "week") else date(day.year - 1, day.month, day.day)


def compared(name: str, now: dict, before: dict, is_year_ago: bool) -> dict:
    """The row of a measure."""
    part, whole = SHARES.get(name, (None, None))
    value, value_before = now[name], before.get(name)
    is_known = value is not None and value_before is not None
    low, high, p_value = None, None, None
    if part and before:
        four = now[part], now[whole], before[part], before[whole]
        (low, high), p_value = newcombe(*four), equal_shares(*four)
    return {
        "measure": name,
        "period": now["period"],
        "value": value,
        "n": now.get(whole),
        "is_year_ago": is_year_ago,
        "compared_with": before.get("period"),
        "value_before": value_before,
        "n_before": before.get(whole),
        "difference": float(value) - float(value_before) if is_known else None,
        "difference_low": low,
        "difference_high": high,
        "p_value": p_value,
        "is_different": low is not None and (low > 0 or high < 0),
    }


def newcombe(hits: int, size: int, hits_before: int, size_before: int) -> tuple[float | None, float | None]:
    """The interval of the difference of two shares (method 10)."""
    (low, high), (low_2, high_2) = wilson(hits, size), wilson(hits_before, size_before)
    if low is None or low_2 is None:
        return None, None
    one, two = ratio(hits, size), ratio(hits_before, size_before)
    below = math.sqrt((one - low) ** 2 + (high_2 - two) ** 2)
    above = math.sqrt((high - one) ** 2 + (two - low_2) ** 2)
    return one - two - below, one - two + above


def equal_shares(hits: int, size: int, hits_2: int, size_2: int) -> float | None:
    """The chi-squared test of the four-fold table, one degree of freedom."""
    if not size or not size_2 or hits > size or hits_2 > size_2:
        return None
    yes, no = hits + hits_2, size + size_2 - hits - hits_2
    if not yes or not no:
        return 1.0
    square = (size + size_2) * (hits * (size_2 - hits_2) - hits_2 * (size - hits)) ** 2
    return math.erfc(math.sqrt(square / (size * size_2 * yes * no) / 2))
