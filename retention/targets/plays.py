"""Campaign ideas (plays): who to contact and why. One record each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from retention.captions import N_
from retention.metrics import churn_window, customers
from retention.shop import Shop
from retention.values import Stage


@dataclass(frozen=True)
class Chosen:
    """People of a play (rows of the `customers` metric), and what their reasons are filled with."""

    rows: pd.DataFrame
    window_days: int


@dataclass(frozen=True)
class Play:
    """One campaign idea. `reason` is a sentence with open {fields}: recency_days, window_days, purchases."""

    key: str
    title: str
    why: str
    reason: str
    choose: Callable[[Shop], Chosen]


def _win_back(shop: Shop) -> Chosen:
    """Customers whose churn window has run out."""
    rows = customers(shop).rows
    return Chosen(rows[rows["stage"] == Stage.CHURNED], churn_window(shop).days)


PLAYS: dict[str, Play] = {
    "win_back": Play(
        key="win_back",
        title=N_("Win back customers who left"),
        why=N_(
            "They bought, and then stayed away longer than nine in ten customers do between two orders. "
            "The most valuable come first."
        ),
        reason=N_("No order for {recency_days} days (usual limit {window_days}), orders before: {purchases}"),
        choose=_win_back,
    ),
}
"""All campaign ideas, in the order in which pages show them."""
