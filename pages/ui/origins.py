"""The number behind which people stand, told by the address: a cohort cell, a churn month, a segment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pages.ui import cached, cohorts, event_cohorts, rhythm
from pages.ui.words import _, words
from retention.definitions import RFM_SEGMENTS
from retention.errors import MetricRefused
from retention.i18n import cohort_name, period_name
from retention.values import Clock, Grain, Mode, Movement, RfmSegment

Found = tuple[list[int], str, str]
"""Customer keys, a name for the list, and what the people have in common."""


def people_of(asked: Mapping[str, str]) -> Found:
    """The people of the number that the address names. Raises MetricRefused for an address that makes no sense."""
    pages = {
        "cohorts": _of_cohort,
        "events": _of_event,
        "churn": _of_churn,
        "rhythm": _of_category,
        "segments": _of_segment,
    }
    try:
        return pages[asked["from"]](asked)
    except (KeyError, ValueError) as error:
        found = "&".join(f"{name}={value}" for name, value in asked.items())
        raise MetricRefused("value_unknown", option="link", found=found, known=", ".join(pages)) from error


def _of_cohort(asked: Mapping[str, str]) -> Found:
    grain, mode, clock = Grain(asked["grain"]), Mode(asked["mode"]), Clock(asked["clock"])
    day, period, is_back = (
        cohorts.first_day(asked["cohort"]),
        int(asked["period"]),
        asked["returned"] == "came_back",
    )
    keys = cached.members(
        "cohort_keys", cohort=day, period=period, returned=is_back, grain=grain, mode=mode, clock=clock
    )
    title = _who(is_back).format(
        cohort=cohort_name(str(day), words(), grain), period=period_name(period, words(), grain)
    )
    return keys, f"cohort_{day}_{period}", title


def _who(is_back: bool) -> str:
    if is_back:
        return _("{cohort} buyers, {period}: came back")
    return _("{cohort} buyers, {period}: did not come back")


def _of_event(asked: Mapping[str, str]) -> Found:
    grain, mode, period = Grain(asked["grain"]), Mode(asked["mode"]), int(asked["period"])
    is_back, cohort = asked["returned"] == "came_back", asked["cohort"]
    keys = cached.members(
        "event_keys",
        events=asked["event"],
        cohort=cohort,
        period=period,
        returned=is_back,
        grain=grain,
        mode=mode,
    )
    title = _who(is_back).format(
        cohort=event_cohorts.named(cohort), period=period_name(period, words(), grain)
    )
    return keys, f"event_{cohort}_{period}", title


def _of_category(asked: Mapping[str, str]) -> Found:
    category, who = asked["category"], asked["who"]
    rows = cached.metric("category_rhythm").rows
    norms = rows[rows["outside"].notna()].set_index("category")["usual_to"]
    is_outside = {rhythm.OUTSIDE: True, rhythm.INSIDE: False}[who]
    keys = cached.members(
        "category_keys", category=category, usual_to=float(norms[category]), outside=is_outside
    )
    text = _("{category}: silent for longer than usual") if is_outside else _("{category}: bought as usual")
    return keys, f"rhythm_{rhythm.file_name(category)}_{who}", text.format(category=category)


def _of_churn(asked: Mapping[str, str]) -> Found:
    grain, kind, day = Grain(asked["grain"]), Movement(asked["who"]), date.fromisoformat(asked["period"])
    window = int(asked["window"]) if asked.get("window") else None
    keys = cached.members("churn_keys", period=day, kind=kind, grain=grain, window=window)
    names = {
        Movement.CHURNED: _("Left in {period}"),
        Movement.NEW: _("First bought in {period}"),
        Movement.RESURRECTED: _("Came back in {period} after they had left"),
        Movement.ACTIVE_START: _("Active at the start of {period}"),
        Movement.ACTIVE_END: _("Active at the end of {period}"),
    }
    return keys, f"churn_{day}_{kind}", names[kind].format(period=words().period(day, grain))


def _of_segment(asked: Mapping[str, str]) -> Found:
    if "segment" in asked:
        title = _(RFM_SEGMENTS[RfmSegment(asked["segment"])].title)
        return cached.members("segment_keys", segment=asked["segment"]), f"segment_{asked['segment']}", title
    recency, frequency = int(asked["r"]), int(asked["f"])
    title = _("Recency {r} of 5, orders {f} of 5", r=recency, f=frequency)
    return (
        cached.members("segment_keys", recency=recency, frequency=frequency),
        f"rfm_{recency}_{frequency}",
        title,
    )
