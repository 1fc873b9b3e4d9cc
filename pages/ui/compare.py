"""A number against the same period a year ago, or else against the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pages.ui.words import _, words
from retention.metrics import newcombe
from retention.values import Grain

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Pair:
    """The last period that is over, and the one that it is compared with."""

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


def last_closed(rows: Any, grain: str = Grain.MONTH) -> Pair | None:
    """The last closed period of a metric by period; None while no period is over."""
    closed = list(rows[~rows["is_open"].astype(bool)].itertuples())
    if not closed:
        return None
    now = closed[-1]
    year_ago = [row for row in closed if _is_year_before(row.period, now.period)]
    before = year_ago[0] if year_ago else closed[-2] if len(closed) > 1 else None
    name = words().since(before.period, Grain(grain)) if before is not None else ""
    return Pair(now, before, _("vs {period}", period=name))


def points(now: float | None, before: float | None) -> str | None:
    """The difference of two shares in percentage points."""
    if now is None or before is None or now != now or before != before:
        return None
    return signed((now - before) * 100, lambda value: _("{points} pp", points=words().number(value, 1)))


def signed(difference: float, write: Any) -> str:
    """The difference with its sign."""
    return (MINUS if difference < 0 else "+") + write(abs(difference))


def _is_year_before(period: Any, now: Any) -> bool:
    return (period.year, period.month, period.day) == (now.year - 1, now.month, now.day)
