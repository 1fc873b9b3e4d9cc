"""Who has left, who visits without buying, and who left a cart behind?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from retention.errors import MetricRefused
from retention.metrics.churn_window import window_of
from retention.metrics.scope import Scope, notes_of, part
from retention.metrics.visitors import member_rows
from retention.metrics.visits import shop_scope
from retention.metrics.window import ChurnWindow
from retention.shop.shop import Shop
from retention.values import Caveat, Departure, Note, Result, Segment

VISIT_WINDOW = 60
LOW, HIGH = 1, 3650
"""Visit windows that a user may fix, in days."""


def departed(
    shop: Shop,
    *,
    window: int | None = None,
    visit_window: int = VISIT_WINDOW,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """Three kinds of customers who no longer buy, with their overlaps.

    Grain: one kind: gone, visits_only, abandoned_cart. Without visits only `gone`.
    Unit: people.
    Counts: gone = has purchased, not within W days, and no visit within V days; visits_only = a visit within V,
        no purchase within W; abandoned_cart = a visit within V that filled a cart, and no purchase at or after
        the moment when that visit began. `also_…` counts the members of both kinds.
    Open: nothing: the state at the end of `as_of`.
    Empty: 0 for a kind without members.
    SQL: metrics/departed.sql, metrics/departed_people.sql
    Source: P. Fader, B. Hardie (2009), Probability Models for Customer-Base Analysis, Journal of Interactive
        Marketing 23(1).

    Parameters
    ----------
    window
        W in days; None = the automatic window of the whole shop.
    visit_window
        V in days: a visit lies within it when it began less than V days before `as_of`.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, window_wrong, visit_window_wrong.

    Examples
    --------
    >>> departed(visited, window=30).rows[["kind", "customers", "never_bought"]].to_numpy().tolist()
    [['gone', 2, 0], ['visits_only', 2, 1], ['abandoned_cart', 2, 1]]
    """
    scope, has_visits = shop_scope(shop, as_of, segment)
    days = window_of(scope, window)
    asked = _asked(days, visit_window)
    found = scope.query("departed", asked, departed_people=part("departed_people"))
    kinds = list(Departure) if has_visits else [Departure.GONE]
    rows = pd.DataFrame([_row(found, kind) for kind in kinds])
    return Result(
        "departed", rows, scope.as_of, _notes(scope, days, has_visits), {**days.facts, **_said(asked)}
    )


def departed_members(
    shop: Shop,
    kind: Departure,
    *,
    window: int | None = None,
    visit_window: int = VISIT_WINDOW,
    segment: Segment | None = None,
    as_of: date | None = None,
) -> Result:
    """The people behind one kind of `departed`.

    Grain: one customer; as many as the kind's `customers`. Those who never bought stand there with 0 purchases and
        without dates, scores and stage.
    Unit, Counts, Open, Empty: columns and meaning as `customers`.
    SQL: metrics/departed_members.sql, metrics/departed_people.sql, metrics/customers.sql
    Source: the definitions of this product, section 6.

    Raises
    ------
    MetricRefused
        no_visits (of a kind that visits tell), and what `departed` raises.

    Examples
    --------
    >>> rows = departed_members(visited, Departure.VISITS_ONLY, window=30).rows
    >>> rows[["customer_key", "purchases"]].to_numpy().tolist()
    [[1, 3], [6, 0]]
    """
    scope, has_visits = shop_scope(shop, as_of, segment)
    if not has_visits and kind is not Departure.GONE:
        raise MetricRefused("no_visits")
    days = window_of(scope, window)
    asked = _asked(days, visit_window)
    places = {"departed_people": part("departed_people"), "kind": Departure(kind).value}
    rows = member_rows(scope, "departed_members", days.days, asked, places)
    facts = {"kind": places["kind"], "customers": len(rows), "window_days": days.days, **_said(asked)}
    return Result("customers", rows, scope.as_of, _notes(scope, days, has_visits), facts)


def _asked(window: ChurnWindow, visit_window: int) -> dict[str, object]:
    if not LOW <= visit_window <= HIGH:
        raise MetricRefused("visit_window_wrong", low=LOW, high=HIGH, found=visit_window)
    return {"window": window.days, "visit_window": visit_window}


def _said(asked: dict[str, object]) -> dict[str, object]:
    return {"visit_window_days": asked["visit_window"]}


def _row(found: pd.DataFrame, kind: Departure) -> dict[str, object]:
    members = found[found[kind.value]]
    both = {f"also_{other}": _people(members[members[other.value]]) for other in Departure}
    return {
        "kind": kind.value,
        "customers": _people(members),
        "never_bought": _people(members[~members["has_bought"]]),
        **both,
    }


def _people(cells: pd.DataFrame) -> int:
    return int(cells["customers"].sum())


def _notes(scope: Scope, window: ChurnWindow, has_visits: bool) -> tuple[Note, ...]:
    return notes_of(scope, None if has_visits else Note(Caveat.NO_SESSIONS), window.note)
