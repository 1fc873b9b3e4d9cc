"""How often did customers buy, and where do they stand now?"""

from __future__ import annotations

from datetime import date

from retention.metrics.churn_window import window_of
from retention.metrics.scope import notes_of, scope_of
from retention.metrics.scoring import measured, stages
from retention.shop.shop import Shop
from retention.values import Result, Segment


def lifecycle_grid(
    shop: Shop, *, window: int | None = None, segment: Segment | None = None, as_of: date | None = None
) -> Result:
    """Customers with one, two, three and more purchases who are active, late or churned, with their money.

    Grain: one number of purchases (1, 2, 3+) and stage that somebody is in.
    Unit: people, money of the shop.
    Counts: stages as in `customers`: churned = W days without a purchase; late = not churned, and away for
        longer than the median of the own gaps (three or more), else longer than W / 2. Net revenue to date.
    Open: nothing: the state at the end of `as_of`.
    Empty: no row for a cell without customers.
    SQL: metrics/lifecycle_grid.sql, metrics/stages.sql, metrics/measured.sql
    Source: J. Novo (2004), Drilling Down; the stages are those of this product, section 8.

    Parameters
    ----------
    window
        W in days; None = the automatic window of the whole shop.

    Raises
    ------
    MetricRefused
        shop_empty, as_of_wrong, segment_field_unknown, window_wrong.

    Examples
    --------
    >>> lifecycle_grid(shop, window=45).rows[["purchases", "stage", "customers"]].to_numpy().tolist()
    [['1', 'churned', 1], ['2', 'active', 2], ['2', 'churned', 1], ['3+', 'late', 1]]
    """
    scope = scope_of(shop, as_of, segment)
    days = window_of(scope, window)
    rows = scope.query(
        "lifecycle_grid",
        {"window": days.days},
        stages=stages(measured(is_last_day=scope.is_last_day)),
        chosen="{people}",
    )
    return Result("lifecycle_grid", rows, scope.as_of, notes_of(scope, days.note), days.facts)
