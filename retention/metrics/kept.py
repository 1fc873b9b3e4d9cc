"""Metrics that were counted before: by the same program, from the same data, perhaps weeks ago.

Why and how an old number can never be shown: docs/decisions/0007-answers-kept-between-starts.md.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from retention.metrics.compute import compute
from retention.metrics.rfm import rfm_cells
from retention.metrics.written import read, written
from retention.shop import kept
from retention.shop.shop import Shop
from retention.values import Result


def known_metric(shop: Shop, name: str, **options: Any) -> Result:
    """`compute`, or what it said when the same was asked of the same data.

    Raises
    ------
    MetricRefused
        What `compute` raises: refusals are not kept.

    Examples
    --------
    >>> known_metric(shop, "churn", grain="month", window="30").rows["churned"].tolist()
    [0, 1, 3, 1]
    """
    asked = " ".join(f"{option}={value!r}" for option, value in sorted(options.items()))
    return _known(shop, f"{name} {asked}", lambda: compute(shop, name, **options))


def known_rfm_cells(shop: Shop) -> Result:
    """`rfm_cells` by recency and frequency, or what it said of the same data.

    Raises
    ------
    MetricRefused
        shop_empty.

    Examples
    --------
    >>> known_rfm_cells(shop).rows["customers"].sum().item()
    5
    """
    return _known(shop, "rfm_cells by R, F", lambda: rfm_cells(shop, scores=("R", "F")))


def _known(shop: Shop, text: str, count: Callable[[], Result]) -> Result:
    question = kept.Question(text, shop.data_version)
    answer = kept.kept(shop, question)
    with suppress(*kept.DAMAGED):  # a damaged one is counted anew
        if answer is not None:
            return read(answer)
    result = count()
    answer = written(result)
    if answer is not None:
        kept.keep(shop, question, answer)
    return result
