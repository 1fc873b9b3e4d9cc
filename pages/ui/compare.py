"""A number against the same period a year ago, or else against the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pages.ui import cached
from pages.ui.words import _, words
from retention.metrics import first_whole_day, last_period, newcombe, whole_periods
from retention.values import Grain, Result

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Pair:
    """The last whole period, and the one that it is compared with."""

    now: Any
    before: Any | None
    against: str

    def points(self, column: str) -> str | None:
        """The change of a share in percentage points, `+1.2 pp`."""
        return (
            None if self.before is None else points(getattr(self.now, column), getattr(self.before, column))
        )

    def number(self, column: str) -> str | None:
        """The change of a count."""
        if self.before is None:
            return None
        return signed(getattr(self.now, column) - getattr(self.before, column), words().number)

    def is_usual(self, part: str, whole: str) -> bool:
        """The difference of the shares part / whole may be chance: its interval holds 0."""
        if self.before is None:
            return False
        counts = (getattr(row, column) for row in (self.now, self.before) for column in (part, whole))
        low, high = newcombe(*counts)
        return bool(low <= 0 <= high)


def last_whole(result: Result, grain: str = Grain.MONTH) -> Pair | None:
    """The last whole period of churn with what it is compared with; None while none is over."""
    found = last_period(result.rows, Grain(grain), _first_day(result))
    if found is None:
        return None
    name = words().since(found.before.period, Grain(grain)) if found.before else ""
    return Pair(found.now, found.before, _("vs {period}", period=name))


def whole(result: Result, *, with_open: bool = False) -> Any:
    """The periods of churn in which somebody could churn; those that are over, or the one that runs too."""
    if with_open:
        return result.rows[result.rows["period"] >= _first_day(result)]
    return whole_periods(result.rows, _first_day(result))


def _first_day(result: Result) -> date:
    return first_whole_day(cached.coverage().data_start, result.facts["window_days"])


def points(now: float | None, before: float | None, digits: int = 1) -> str | None:
    """The difference of two shares in percentage points."""
    if now is None or before is None or now != now or before != before:
        return None
    return signed((now - before) * 100, lambda value: _("{points} pp", points=words().number(value, digits)))


def signed(difference: float, write: Any) -> str:
    """The difference with its sign."""
    return (MINUS if difference < 0 else "+") + write(abs(difference))
