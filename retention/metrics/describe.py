"""What does this shop hold?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from retention.definitions import caveat_sentence
from retention.metrics.churn_window import window_of
from retention.metrics.large_customer import large_customer
from retention.metrics.scope import coverage_notes, scope_of
from retention.metrics.window import ChurnWindow
from retention.shop.coverage import Coverage
from retention.shop.shop import Shop
from retention.values import Caveat, Note


def describe(shop: Shop, as_of: date | None = None) -> dict[str, Any]:
    """The shop in numbers, ready for JSON, in the contract's order.

    Grain: the whole shop.
    Unit: people, orders, money of the shop, shares 0..1, days.
    Counts: gross revenue, refunds and net revenue include anonymous orders; averages and shares are
        those of purchases. `caveats` are sentences that begin with the caveat's name.
    Open: nothing is left out: the repeat share includes those who first bought on the last day.
    Empty: 0 for counts and sums, None for dates, averages and shares; an empty shop is not refused.
    SQL: metrics/describe.sql
    Source: the definitions of this product, sections 2 and 3.

    Raises
    ------
    MetricRefused
        as_of_wrong.

    Examples
    --------
    >>> describe(shop)["repeat_share"]
    0.8
    """
    coverage = shop.coverage()
    if coverage.data_start is None:  # nothing but visits, or nothing at all
        return _facts(shop, coverage, coverage.as_of, None)
    scope = scope_of(shop, as_of)
    return _facts(shop, coverage, scope.as_of, window_of(scope))


def _facts(shop: Shop, coverage: Coverage, as_of: date | None, window: ChurnWindow | None) -> dict[str, Any]:
    found = shop.records("metrics/describe", {"as_of": as_of or date.max})[0]
    customers, purchases, gross = found["customers"], found["purchases"], found["gross_revenue"]
    repeat_share = _ratio(found["repeat_customers"], customers)
    exposure = Note(Caveat.EXPOSURE_DIFFERS) if customers else None
    notes = (exposure, window and window.note, large_customer(coverage), *coverage_notes(coverage))
    return {
        "as_of": as_of and as_of.isoformat(),
        "first_at": _text(found["first_at"]),
        "last_at": _text(found["last_at"]),
        "customers": customers,
        "purchases": purchases,
        "gross_revenue": float(gross),
        "refunds": float(found["refunds"]),
        "net_revenue": float(gross - found["refunds"]),
        "average_order_value": _ratio(found["purchase_amount"], purchases),
        "orders_per_customer": _ratio(purchases, customers),
        "one_time_share": None if repeat_share is None else 1 - repeat_share,
        "repeat_share": repeat_share,
        "anonymous_orders": found["anonymous_orders"],
        "anonymous_revenue_share": _ratio(found["anonymous_revenue"], gross),
        "sessions": found["sessions"],
        "currency": coverage.currency,
        "time_zone": shop.setting("time_zone", "UTC"),
        "churn_window_days": window and window.days,
        "caveats": [f"{note.caveat.value}: {caveat_sentence(note)}" for note in notes if note],
    }


def _ratio(part: Any, whole: Any) -> float | None:
    return float(part) / float(whole) if whole else None


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(sep=" ")
