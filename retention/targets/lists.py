"""A target list: the people of a play on one day, with a name that stays the same when it is made again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from retention.errors import ListRefused, MetricRefused
from retention.shop import Shop
from retention.targets.files import csv_bytes
from retention.targets.people import Say, facts, file_rows
from retention.targets.plays import PLAYS


@dataclass(frozen=True)
class TargetList:
    """Grain of `rows`: one customer, most valuable first (columns of the `customers` metric)."""

    list_id: str
    play: str
    as_of: date
    contact_on: date
    rows: pd.DataFrame
    reasons: tuple[str, ...]

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


def make_list(shop: Shop, play: str, *, contact_on: date, limit: int | None = None, least_purchases: int = 1,
              least_revenue: float = 0.0, say: Say = str) -> TargetList:
    """The people of a play. Writes nothing: the same choice on the same data is the same list.

    Raises ListRefused `play_unknown`, `contact_on_wrong`; MetricRefused `shop_empty`.
    """
    if play not in PLAYS:
        raise ListRefused("play_unknown", found=play, known=", ".join(PLAYS))
    as_of = shop.coverage().as_of
    if as_of is None or not shop.coverage().data_start:
        raise MetricRefused("shop_empty")
    if contact_on <= as_of:
        raise ListRefused("contact_on_wrong", first=as_of + timedelta(days=1), found=contact_on)
    chosen = PLAYS[play].choose(shop, least_purchases, least_revenue)
    rows = chosen.rows.head(limit) if limit is not None else chosen.rows
    sentence = say(PLAYS[play].reason)
    reasons = tuple(
        sentence.format(recency_days=int(row.recency_days), window_days=chosen.window_days, purchases=int(row.purchases))
        for row in rows.itertuples()
    )
    return TargetList(_list_id(play, contact_on, rows), play, as_of, contact_on, rows, reasons)


def reach(shop: Shop, keys: list[int]) -> dict[str, int]:
    """How many of these people can be reached: with e-mail, with phone, with neither."""
    rows = facts(shop, keys)
    email, phone = rows["email"].notna(), rows["phone"].notna()
    return {"email": int(email.sum()), "phone": int(phone.sum()), "neither": int((~email & ~phone).sum())}


def _list_id(play: str, contact_on: date, rows: pd.DataFrame) -> str:
    """The play, the day and a short hash of the people: made again from the same data it is the same."""
    said = json.dumps([play, str(contact_on), [int(key) for key in rows["customer_key"]]])
    return f"{play}-{contact_on:%Y%m%d}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"
