"""Every metric by name, with its options as text: the one door for the command line and the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from retention.errors import MetricRefused
from retention.metrics import order_segments, segments
from retention.metrics.acquisition import acquisition
from retention.metrics.cart_losses import cart_losses
from retention.metrics.carts import carts
from retention.metrics.category_rhythm import category_rhythm
from retention.metrics.change import change
from retention.metrics.churn import churn
from retention.metrics.cohort_retention import cohort_retention
from retention.metrics.concentration import concentration
from retention.metrics.customers import customers
from retention.metrics.departed import departed
from retention.metrics.discounts import discounts
from retention.metrics.event_windows import event_windows
from retention.metrics.first_order import first_order
from retention.metrics.habits import habits
from retention.metrics.interest import interest
from retention.metrics.latency import latency
from retention.metrics.lifecycle import lifecycle
from retention.metrics.lifecycle_grid import lifecycle_grid
from retention.metrics.lifetime_value import lifetime_value
from retention.metrics.next_category import next_category
from retention.metrics.order_ladder import order_ladder
from retention.metrics.period_comparison import period_comparison
from retention.metrics.repeat_purchase import repeat_purchase
from retention.metrics.repeat_spend import repeat_spend
from retention.metrics.rfm import rfm, rfm_cells
from retention.metrics.rfm_movement import rfm_movement
from retention.metrics.split import split_by
from retention.metrics.timing import timing
from retention.shop.shop import Shop
from retention.values import Attribute, Clock, Counted, Grain, Mode, OrderSegment, Result, Segment, Subject


class Metric(NamedTuple):
    """A function, the options that it takes beside the shop, whether it takes `split` too or is asked for each group,
    and what it counts."""

    function: Callable[..., Result]
    options: tuple[str, ...]
    splits_itself: bool = False
    counted: Counted = Counted.BUYERS


_ALWAYS = ("where", "split", "as_of")

METRICS: dict[str, Metric] = {
    "cohort_retention": Metric(
        cohort_retention, ("grain", "mode", "clock", "events", "orders_where", *_ALWAYS)
    ),
    "repeat_purchase": Metric(repeat_purchase, ("events", "orders_where", *_ALWAYS)),
    "order_ladder": Metric(order_ladder, ("orders_where", *_ALWAYS)),
    "latency": Metric(latency, ("by", "orders_where", *_ALWAYS)),
    "churn": Metric(churn, ("grain", "window", *_ALWAYS)),
    "category_rhythm": Metric(category_rhythm, _ALWAYS),
    "departed": Metric(departed, ("window", "visit_window", *_ALWAYS), counted=Counted.EVERYBODY),
    "carts": Metric(carts, ("grain", *_ALWAYS), counted=Counted.VISITS),
    "cart_losses": Metric(cart_losses, _ALWAYS, counted=Counted.VISITS),
    "interest": Metric(interest, ("by", "window", *_ALWAYS), counted=Counted.VISITORS),
    "first_order": Metric(first_order, _ALWAYS, counted=Counted.VISITORS),
    "next_category": Metric(next_category, _ALWAYS),
    "lifecycle": Metric(lifecycle, ("grain", *_ALWAYS)),
    "lifetime_value": Metric(lifetime_value, ("grain", "events", "orders_where", *_ALWAYS)),
    "concentration": Metric(concentration, ("grain", *_ALWAYS)),
    "repeat_spend": Metric(repeat_spend, _ALWAYS),
    "acquisition": Metric(acquisition, ("as_of",)),
    "timing": Metric(timing, _ALWAYS),
    "event_windows": Metric(event_windows, _ALWAYS),
    "discounts": Metric(discounts, ("grain", *_ALWAYS)),
    "habits": Metric(habits, ("paydays", *_ALWAYS)),
    "rfm": Metric(rfm, _ALWAYS),
    "rfm_cells": Metric(rfm_cells, _ALWAYS),
    "rfm_movement": Metric(rfm_movement, ("compare_to", *_ALWAYS)),
    "lifecycle_grid": Metric(lifecycle_grid, ("window", *_ALWAYS)),
    "customers": Metric(customers, ("window", *_ALWAYS)),
    "period_comparison": Metric(period_comparison, ("of", "grain", "window", *_ALWAYS), splits_itself=True),
    "change": Metric(
        change, ("of", "grain", "window", "horizon", "compare_to", *_ALWAYS), splits_itself=True
    ),
}
"""The table of contents."""


def compute(shop: Shop, name: str, **options: Any) -> Result:
    """A metric by its name, options as text or as values; options that are None are left to their defaults.

    `where` is a Segment of customers, one `FIELD=VALUE` or several; `orders_where` an OrderSegment or the like; `split`
    one attribute of customers or several; `window` a number of days or `auto`.

    Raises
    ------
    MetricRefused
        metric_unknown, option_unknown, value_unknown, and what the metric itself raises.

    Examples
    --------
    >>> compute(shop, "churn", grain="month", window="30").rows["churned"].tolist()
    [0, 1, 3, 1]
    """
    if name not in METRICS:
        raise MetricRefused("metric_unknown", found=name, known=", ".join(METRICS))
    function, options_known, splits_itself, counted = METRICS[name]
    given = {option: value for option, value in options.items() if value is not None}
    for option in given:
        if option not in options_known:
            raise MetricRefused("option_unknown", metric=name, found=option, known=", ".join(options_known))
    read = {_ARGUMENT.get(option, option): _READ[option](value) for option, value in given.items()}
    split = read.pop("split", ())
    if not split:
        return function(shop, **read)
    if splits_itself:
        return function(shop, split=split, **read)
    segment = read.pop("segment", None)
    return split_by(
        shop,
        split,
        lambda people: function(shop, segment=people, **read),
        segment=segment,
        as_of=read.get("as_of"),
        counted=counted,
    )


def segment_of(where: Segment | str | Iterable[str]) -> Segment:
    """The segment that `FIELD=VALUE` conditions mean; all of them must hold.

    >>> segment_of("country=France").conditions
    ((<Attribute.COUNTRY: 'country'>, 'France'),)
    """
    if isinstance(where, Segment):
        return where
    said = [_said("where", text) for text in ([where] if isinstance(where, str) else where)]
    return Segment(tuple((segments.known(field), value) for field, value in said))


def order_segment_of(where: OrderSegment | str | Iterable[str]) -> OrderSegment:
    """The segment of orders that `FIELD=VALUE` conditions mean; all of them must hold."""
    if isinstance(where, OrderSegment):
        return where
    said = [_said("orders_where", text) for text in ([where] if isinstance(where, str) else where)]
    return OrderSegment(tuple((order_segments.known(field), value) for field, value in said))


def _said(option: str, text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals:
        raise _unknown(option, text, "FIELD=VALUE")
    return field.strip(), value.strip()


def _attributes(split: str | Iterable[str]) -> tuple[Attribute, ...]:
    """The attributes to split by, each once."""
    return tuple(
        dict.fromkeys(segments.known(field) for field in ([split] if isinstance(split, str) else split))
    )


def _choice(option: str, choices: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def read(value: Any) -> StrEnum:
        if value not in list(choices):
            raise _unknown(option, value, ", ".join(choices))
        return choices(value)

    return read


def _days(value: Any) -> int | None:
    if value == "auto":
        return None
    try:
        return int(value)
    except ValueError:
        raise _unknown("window", value, "auto, 1–3650") from None


def _whole_days(option: str) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        try:
            return int(value)
        except ValueError:
            raise _unknown(option, value, "1–3650") from None

    return read


def _day(option: str) -> Callable[[Any], date]:
    def read(value: Any) -> date:
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise _unknown(option, value, "2026-10-31 (year-month-day)") from None

    return read


def _paydays(value: Any) -> tuple[int, ...]:
    if not isinstance(value, str):
        return tuple(value)
    try:
        return tuple(int(day) for day in value.split(","))
    except ValueError:
        raise MetricRefused("paydays_wrong", found=value) from None


def _unknown(option: str, found: object, known: str) -> MetricRefused:
    return MetricRefused("value_unknown", option=option, found=found, known=known)


_ARGUMENT = {"where": "segment", "orders_where": "orders"}
_READ: dict[str, Callable[[Any], Any]] = {
    "grain": _choice("grain", Grain),
    "mode": _choice("mode", Mode),
    "clock": _choice("clock", Clock),
    "events": str,
    "where": segment_of,
    "orders_where": order_segment_of,
    "split": _attributes,
    "window": _days,
    "visit_window": _whole_days("visit_window"),
    "horizon": _whole_days("horizon"),
    "as_of": _day("as_of"),
    "compare_to": _day("compare_to"),
    "by": _choice("by", Subject),
    "of": str,
    "paydays": _paydays,
}
