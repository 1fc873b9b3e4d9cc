"""How customers come into cohorts: by the step of their first purchase, or by a named window that it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from retention.errors import MetricRefused
from retention.metrics.periods import index_of, index_sql, last_closed, start_of, starts_of
from retention.metrics.scope import Scope
from retention.shop.events import covered, read_own
from retention.values import EventWindow, Grain

ALL = "all"
OTHER_DAYS = "other_days"

Mask = NDArray[np.bool_]


class Cohorts(Protocol):
    """A way to number cohorts by the day of the first purchase."""

    @property
    def grain(self) -> Grain:
        """The step that periods are measured in."""

    def sql(self) -> str:
        """The number of a customer's cohort over first_on, empty = in no cohort."""

    def names(self, index: NDArray[Any]) -> NDArray[Any]:
        """What the cohorts are called."""

    def starts(self, index: NDArray[Any]) -> list[date]:
        """The first days on which somebody could join."""

    def is_closed(self, index: NDArray[Any], as_of: date) -> Mask:
        """Nobody can join any more."""

    def pools(self, index: NDArray[Any]) -> list[tuple[str, Mask]]:
        """Which cohorts are shown together, and under which name."""


@dataclass(frozen=True)
class ByStep:
    """One cohort a calendar step."""

    grain: Grain

    def sql(self) -> str:
        """The number of the step."""
        return index_sql(self.grain, "first_on")

    def names(self, index: NDArray[Any]) -> NDArray[Any]:
        """First days of the steps."""
        return starts_of(self.grain, index)

    def starts(self, index: NDArray[Any]) -> list[date]:
        """First days of the steps."""
        found: list[date] = starts_of(self.grain, index).tolist()
        return found

    def is_closed(self, index: NDArray[Any], as_of: date) -> Mask:
        """The step is over."""
        return np.asarray(index <= last_closed(self.grain, as_of))

    def pools(self, index: NDArray[Any]) -> list[tuple[str, Mask]]:
        """All together."""
        return [(ALL, np.ones(len(index), dtype=bool))]


@dataclass(frozen=True)
class EventYear:
    """The windows of one name that begin in one year, and the months that they touch."""

    name: str
    windows: tuple[EventWindow, ...]

    @property
    def year(self) -> int:
        """The year in which they begin."""
        return self.windows[0].first.year

    @property
    def months(self) -> tuple[tuple[date, date], ...]:
        """First and last days of the months, in order."""
        touched = {
            month
            for window in self.windows
            for month in range(index_of(Grain.MONTH, window.first), index_of(Grain.MONTH, window.last) + 1)
        }
        return tuple(
            (start_of(Grain.MONTH, month), start_of(Grain.MONTH, month + 1) - timedelta(days=1))
            for month in sorted(touched)
        )

    @property
    def spans(self) -> tuple[tuple[date, date], ...]:
        """First and last days of the windows."""
        return tuple((window.first, window.last) for window in self.windows)


@dataclass(frozen=True)
class ByEvent:
    """Two cohorts a year: first purchases in the windows (even numbers), and on other days of the same months (odd)."""

    grain: Grain
    years: tuple[EventYear, ...]

    def sql(self) -> str:
        """A day of any window is no other day; a month that two years touch belongs to the earlier one."""
        cases = [(2 * place, year.spans) for place, year in enumerate(self.years)]
        cases += [(2 * place + 1, year.months) for place, year in enumerate(self.years)]
        when = "\n".join(f"when {_within(spans)} then {number}" for number, spans in cases)
        return f"(case {when} end)"

    def names(self, index: NDArray[Any]) -> NDArray[Any]:
        """`black_friday 2024`, `other_days 2024`."""
        found = [
            (OTHER_DAYS if number % 2 else self._of(number).name, self._of(number).year) for number in index
        ]
        return np.array([f"{name} {year}" for name, year in found], dtype=object)

    def starts(self, index: NDArray[Any]) -> list[date]:
        """First days of the windows or months."""
        return [self._spans(number)[0][0] for number in index]

    def is_closed(self, index: NDArray[Any], as_of: date) -> Mask:
        """The last window or month is over."""
        ends = [max(last for _, last in self._spans(number)) for number in index]
        return np.array([end <= as_of for end in ends], dtype=bool)

    def pools(self, index: NDArray[Any]) -> list[tuple[str, Mask]]:
        """The windows of all years together, and all other days."""
        return [(self.years[0].name, index % 2 == 0), (OTHER_DAYS, index % 2 == 1)]

    def conditions(self) -> dict[str, str]:
        """Who is meant by each name, the shown-together ones last, as conditions on first_on."""
        index = np.arange(2 * len(self.years))
        each = {str(name): [number] for name, number in zip(self.names(index), index, strict=True)}
        pooled = {name: index[mask].tolist() for name, mask in self.pools(index)}
        return {
            name: f"{self.sql()} in ({', '.join(map(str, numbers))})"
            for name, numbers in (each | pooled).items()
        }

    def _of(self, number: int) -> EventYear:
        return self.years[int(number) // 2]

    def _spans(self, number: int) -> tuple[tuple[date, date], ...]:
        return self._of(number).months if number % 2 else self._of(number).spans


def _within(spans: Sequence[tuple[date, date]]) -> str:
    """A condition on first_on; the days come from the calendar or were read as dates."""
    return " or ".join(f"first_on between date '{first}' and date '{last}'" for first, last in spans)


def members_of(scope: Scope, cohorts: Cohorts) -> Scope:
    """The scope without those who are in no cohort; where everybody is in one, as it was."""
    if isinstance(cohorts, ByStep):
        return scope
    return replace(scope, people=f"{scope.people} and {cohorts.sql()} is not null")


def events_of(scope: Scope) -> dict[str, tuple[EventWindow, ...]]:
    """All named windows that hold a day of the data, by name."""
    return covered(read_own(scope.shop.setting("events")), scope.data_start, scope.as_of)


def cohorts_of(scope: Scope, grain: Grain, events: str | None = None) -> Cohorts:
    """Cohorts by step, or by windows of that name. Raises MetricRefused: event_unknown, event_not_covered."""
    return ByStep(grain) if events is None else by_event(scope, events, grain)


def by_event(scope: Scope, events: str, grain: Grain = Grain.MONTH) -> ByEvent:
    """Cohorts by the windows of that name. Raises MetricRefused: event_unknown, event_not_covered."""
    known = events_of(scope)
    if events not in known:
        raise MetricRefused("event_unknown", found=events, known=", ".join(known))
    years: dict[int, list[EventWindow]] = {}
    for window in known[events]:
        years.setdefault(window.first.year, []).append(window)
    if not years:
        raise MetricRefused("event_not_covered", found=events, first=scope.data_start, last=scope.as_of)
    return ByEvent(grain, tuple(EventYear(events, tuple(found)) for found in years.values()))
