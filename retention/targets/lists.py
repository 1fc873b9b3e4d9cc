"""A target list: the people of a play on one day, with a name that stays the same when it is made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from retention.captions import N_
from retention.errors import ListRefused, MetricRefused
from retention.metrics import customers
from retention.shop import Shop
from retention.targets.files import csv_bytes
from retention.targets.people import Say, facts, file_rows
from retention.targets.plays import PLAYS

REFUSALS: dict[str, str] = {
    "suppressed": N_("do not want to be contacted (stop list)"),
    "no_consent": N_("have not agreed to be contacted"),
}
"""Why people are left out of lists."""


@dataclass(frozen=True)
class TargetList:
    """Grain of `rows`: one customer, most valuable first (columns of the `customers` metric)."""

    list_id: str
    play: str
    as_of: date
    contact_on: date
    rows: pd.DataFrame
    reasons: tuple[str, ...]
    left_out: dict[str, int] = field(default_factory=dict)
    """People who would stand on the list but must not be contacted: how many, by the reason (REFUSALS)."""

    @property
    def keys(self) -> list[int]:
        """Customer keys in the order of priority."""
        return [int(key) for key in self.rows["customer_key"]]

    @property
    def data_age_days(self) -> int:
        """How old the data are on the day of contact."""
        return (self.contact_on - self.as_of).days

    def to_frame(self, shop: Shop, say: Say = str) -> pd.DataFrame:
        """Rows of the `people` destination."""
        return file_rows(shop, self.keys, list_id=self.list_id, play=self.play, reasons=self.reasons, say=say)

    def to_csv(self, shop: Shop, say: Say = str) -> bytes:
        """The list as a file for people and mail tools."""
        return csv_bytes(self.to_frame(shop, say), unguarded=("phone",))


@dataclass(frozen=True)
class Choice:
    """Who of the people is worth a letter, and when it goes out."""

    contact_on: date
    limit: int | None = None
    least_purchases: int = 1
    least_revenue: float | None = None  # None: also those who got more back than they paid


def make_list(shop: Shop, play: str, choice: Choice, say: Say = str) -> TargetList:
    """The people of a play. Writes nothing: the same choice on the same data is the same list.

    Raises ListRefused `play_unknown`, `contact_on_wrong`; MetricRefused `shop_empty`.
    """
    if play not in PLAYS:
        raise ListRefused("play_unknown", found=play, known=", ".join(PLAYS))
    as_of = _checked_as_of(shop, choice)
    chosen = PLAYS[play].choose(shop)
    rows, left_out = _narrowed(shop, chosen.rows, choice)
    sentence = say(PLAYS[play].reason)
    reasons = tuple(
        sentence.format(recency_days=days, window_days=chosen.window_days, purchases=purchases)
        for days, purchases in zip(rows["recency_days"], rows["purchases"], strict=True)
    )
    return TargetList(_list_id(play, choice, rows), play, as_of, choice.contact_on, rows, reasons, left_out)


def list_of_people(shop: Shop, keys: Sequence[int], name: str, reason: str, choice: Choice) -> TargetList:
    """People behind any number as a list; `name` stands where a play's key would. Raises as `make_list`."""
    as_of = _checked_as_of(shop, choice)
    everybody = customers(shop).rows
    rows, left_out = _narrowed(shop, everybody[everybody["customer_key"].isin(keys)], choice)
    return TargetList(
        _list_id(name, choice, rows), name, as_of, choice.contact_on, rows, (reason,) * len(rows), left_out
    )


def _checked_as_of(shop: Shop, choice: Choice) -> date:
    coverage = shop.coverage()
    if coverage.as_of is None or coverage.data_start is None:
        raise MetricRefused("shop_empty")
    if choice.contact_on <= coverage.as_of:
        raise ListRefused(
            "contact_on_wrong", first=coverage.as_of + timedelta(days=1), found=choice.contact_on
        )
    return coverage.as_of


def _narrowed(shop: Shop, rows: pd.DataFrame, choice: Choice) -> tuple[pd.DataFrame, dict[str, int]]:
    """Those above the thresholds who may be contacted, the most valuable first; and how many may not, by reason."""
    worth = rows[rows["purchases"] >= choice.least_purchases]
    if choice.least_revenue is not None:
        worth = worth[worth["net_revenue"] >= choice.least_revenue]
    refused = shop.query("targets/refusals", {"keys": [int(key) for key in worth["customer_key"]]})
    allowed = worth[~worth["customer_key"].isin(refused["customer_key"])]
    ordered = allowed.sort_values(["net_revenue", "customer_key"], ascending=[False, True])
    counts = refused["refusal"].value_counts()
    left_out = {reason: int(counts[reason]) for reason in REFUSALS if reason in counts}
    return ordered.head(max(choice.limit, 0)) if choice.limit is not None else ordered, left_out


def reach(shop: Shop, keys: list[int]) -> dict[str, int]:
    """How many of these people can be reached: with e-mail, with phone, with neither."""
    rows = facts(shop, keys)
    email, phone = rows["email"].notna(), rows["phone"].notna()
    return {"email": int(email.sum()), "phone": int(phone.sum()), "neither": int((~email & ~phone).sum())}


def _list_id(name: str, choice: Choice, rows: pd.DataFrame) -> str:
    """The play, the day and a short hash of the people: made again from the same data it is the same."""
    said = json.dumps([name, str(choice.contact_on), [int(key) for key in rows["customer_key"]]])
    return f"{name}-{choice.contact_on:%Y%m%d}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"
