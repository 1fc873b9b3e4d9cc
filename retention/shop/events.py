"""Named windows of days: sales and holidays that come every year, and those that the shop's owner names."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from retention.values import EventWindow

_OWN = re.compile(r"(?P<name>\S.*?)\s+(?P<first>\d{4}-\d\d-\d\d)(?:\s*\.\.\s*(?P<last>\d{4}-\d\d-\d\d))?")


def _black_friday(year: int) -> tuple[date, date]:
    """The day after the fourth Thursday of November, to the Monday after it."""
    first = date(year, 11, 1)
    thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    return thursday + timedelta(days=1), thursday + timedelta(days=4)


YEARLY: dict[str, Callable[[int], tuple[date, date]]] = {
    "new_year": lambda year: (date(year, 12, 15), date(year, 12, 31)),
    "defenders_day": lambda year: (date(year, 2, 16), date(year, 2, 23)),
    "womens_day": lambda year: (date(year, 3, 1), date(year, 3, 8)),
    "black_friday": _black_friday,
}
"""What comes every year: presents are bought in the days before 31 December, 23 February and 8 March."""


def read_own(text: str) -> tuple[EventWindow, ...]:
    """The windows that a setting names, by their first day. Raises ValueError with what cannot be read.

    >>> read_own("Birthday 2024-06-10..2024-06-20; Flash sale 2024-05-02")[0].name
    'Flash sale'
    """
    found = [_read(said.strip()) for said in text.split(";") if said.strip()]
    return tuple(sorted(found, key=lambda window: (window.first, window.last, window.name)))


def _read(said: str) -> EventWindow:
    match = _OWN.fullmatch(said)
    if not match:
        raise ValueError(said)
    try:
        first = date.fromisoformat(match["first"])
        last = date.fromisoformat(match["last"] or match["first"])
    except ValueError:
        raise ValueError(said) from None
    if last < first:
        raise ValueError(said)
    return EventWindow(" ".join(match["name"].split()), first, last)


def written(windows: tuple[EventWindow, ...]) -> str:
    """The windows as the setting holds them."""
    return "; ".join(f"{window.name} {window.first}..{window.last}" for window in windows)


def known_events(own: tuple[EventWindow, ...]) -> tuple[str, ...]:
    """The names of all windows: those of every year, then the shop's own."""
    return tuple(dict.fromkeys([*YEARLY, *(window.name for window in own)]))


def windows_of(
    name: str, own: tuple[EventWindow, ...], first_year: int, last_year: int
) -> tuple[EventWindow, ...]:
    """The windows of that name: its own, and those of the calendar in the years that have no own one.

    >>> [str(window.first) for window in windows_of("black_friday", (), 2023, 2024)]
    ['2023-11-24', '2024-11-29']
    """
    years = range(first_year, last_year + 1)
    said = [window for window in own if window.name == name]
    taken = {window.first.year for window in said}
    yearly = [
        EventWindow(name, *YEARLY[name](year)) for year in years if year not in taken and name in YEARLY
    ]
    return tuple(sorted([*said, *yearly], key=lambda window: window.first))


def covered(
    own: tuple[EventWindow, ...], first_day: date, last_day: date
) -> dict[str, tuple[EventWindow, ...]]:
    """All known names, each with its windows that hold one of these days.

    >>> [len(windows) for windows in covered((), date(2024, 3, 1), date(2024, 3, 31)).values()]
    [0, 0, 1, 0]
    """
    first_year = first_day.year - 1  # a window may run over New Year
    return {
        name: tuple(
            window
            for window in windows_of(name, own, first_year, last_day.year)
            if window.last >= first_day and window.first <= last_day
        )
        for name in known_events(own)
    }
