"""Questions about visits: they need visits, and no orders."""

from __future__ import annotations

from datetime import date

from retention.errors import MetricRefused
from retention.metrics.scope import Scope, checked
from retention.metrics.segments import people_sql
from retention.shop.coverage import Coverage
from retention.shop.shop import Shop
from retention.values import Counted, Segment


def visits_scope(
    shop: Shop,
    as_of: date | None = None,
    segment: Segment | None = None,
    counted: Counted = Counted.VISITS,
) -> Scope:
    """Checks a question about visits. Raises MetricRefused: no_visits, as_of_wrong, segment_field_unknown.

    The earliest day that can be asked for is that of the first visit. In a shop without orders the data start with it.
    """
    coverage = shop.coverage()
    first = first_visit_on(shop, coverage)
    if first is None:
        raise MetricRefused("no_visits")
    return _scope(shop, coverage, first, as_of, (segment, counted))


def shop_scope(
    shop: Shop,
    as_of: date | None = None,
    segment: Segment | None = None,
    counted: Counted = Counted.EVERYBODY,
) -> tuple[Scope, bool]:
    """Checks a question about orders or visits, whichever there are; with it, whether visits are known by its day.

    Raises MetricRefused: shop_empty, as_of_wrong, segment_field_unknown.
    """
    coverage = shop.coverage()
    visited = first_visit_on(shop, coverage)
    days = [day for day in (coverage.data_start, visited) if day]
    if not days:
        raise MetricRefused("shop_empty")
    scope = _scope(shop, coverage, min(days), as_of, (segment, counted))
    return scope, visited is not None and visited <= scope.as_of


def _scope(
    shop: Shop, coverage: Coverage, first: date, as_of: date | None, chosen: tuple[Segment | None, Counted]
) -> Scope:
    day = checked(as_of, first, coverage.as_of or first)
    data_start = coverage.data_start or first
    segment, counted = chosen
    people, values = people_sql(shop, segment or Segment(), day, data_start, counted)
    return Scope(shop, day, data_start, coverage, people, values)


def first_visit_on(shop: Shop, coverage: Coverage) -> date | None:
    """Day of the first loaded visit; None where no visits are loaded."""
    if not coverage.has_sessions:
        return None
    found: date = shop.records("shop/first_visit")[0]["first_on"]
    return found
