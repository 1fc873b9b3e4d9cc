"""The people behind any number: masked for the screen, whole for the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from retention.captions import N_
from retention.shop import Shop
from retention.targets.contacts import dialled, mask_email, mask_id, mask_name, mask_phone
from retention.targets.files import csv_bytes

FILE_COLUMNS = (
    "list_id",
    "customer_id",
    "email",
    "phone",
    "name",
    "city",
    "play",
    "reason",
    "suggested_offer",
    "last_purchase_on",
    "purchases",
    "net_revenue",
    "category",
    "next_category",
    "best_weekday",
    "best_hour",
    "priority",
    "group",
)
"""The `people` destination (contract): what a human, a mail tool or a call sheet needs."""

Say = Callable[[str], str]
"""Turns an English sentence with open {fields} into the user's language."""


def facts(shop: Shop, keys: Sequence[int]) -> pd.DataFrame:
    """Contacts and facts of these customers, in the order of `keys`. Holds personal data: for files only.

    A key that the shop does not know (its import was undone) is left out; one named twice stands once.
    """
    return _asked(shop, "targets/people", keys)


def _asked(shop: Shop, statement: str, keys: Sequence[int]) -> pd.DataFrame:
    """Rows of a statement about these customers, in the order of `keys`."""
    wanted = list(dict.fromkeys(int(key) for key in keys))
    rows: pd.DataFrame = shop.query(statement, {"keys": wanted})
    rows = rows.set_index("customer_key")
    return rows.loc[[key for key in wanted if key in rows.index]].reset_index()


def people(shop: Shop, keys: Sequence[int]) -> pd.DataFrame:
    """The same people for the screen: contacts and names masked.

    Columns: customer_key, customer_id (the shop's own, else the key), name, email, phone, city, purchases,
    net_revenue, last_purchase_on, category.
    """
    rows = _asked(shop, "targets/shown", keys)
    return pd.DataFrame(
        {
            "customer_key": rows["customer_key"],
            "customer_id": _own_ids(rows).map(mask_id),
            "name": rows["name"].map(mask_name),
            "email": rows["email"].map(mask_email),
            "phone": rows["phone"].map(mask_phone),
            "city": rows["city"],
            "purchases": rows["purchases"],
            "net_revenue": rows["net_revenue"],
            "last_purchase_on": pd.to_datetime(rows["last_purchase_on"]).dt.date,
            "category": rows["category"],
        }
    )


def file_rows(
    shop: Shop, keys: Sequence[int], *, list_id: str, play: str, reasons: Sequence[str], say: Say = str
) -> pd.DataFrame:
    """Rows of the `people` destination, in the order of `keys` (priority 1 first); a reason for each key."""
    rows = facts(shop, keys)
    told = dict(zip((int(key) for key in keys), reasons, strict=True))
    return pd.DataFrame(
        {
            "list_id": list_id,
            "customer_id": _own_ids(rows),
            "email": rows["email"].fillna(""),
            "phone": rows["phone"].map(dialled),
            "name": rows["name"].fillna(""),
            "city": rows["city"].fillna(""),
            "play": play,
            "reason": [told[key] for key in rows["customer_key"]],
            "suggested_offer": [
                _offer(share, category, say)
                for share, category in zip(rows["discounted_share"], rows["category"], strict=True)
            ],
            "last_purchase_on": pd.to_datetime(rows["last_purchase_on"]).dt.date,
            "purchases": rows["purchases"],
            "net_revenue": rows["net_revenue"].round(2),
            "category": rows["category"].fillna(""),
            "next_category": rows["next_category"].fillna(""),
            "best_weekday": [
                "" if pd.isna(day) else say(WEEKDAYS[int(day) - 1]) for day in rows["best_weekday"]
            ],
            "best_hour": rows["best_hour"].astype("Int64"),
            "priority": range(1, len(rows) + 1),
            "group": "target",
        },
        columns=list(FILE_COLUMNS),
    )


def _own_ids(rows: pd.DataFrame) -> pd.Series:
    return rows["customer_id"].fillna(rows["customer_key"].astype("str"))


def people_csv(shop: Shop, keys: Sequence[int], *, reason: str = "", say: Say = str) -> bytes:
    """The people behind a number as a file, without making a list of it."""
    rows = file_rows(shop, keys, list_id="", play="", reasons=[reason] * len(keys), say=say)
    return csv_bytes(rows, unguarded=("phone",))


WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
OFFER_DISCOUNT = N_("Personal discount: buys mostly on offer")
OFFER_NEWS = N_("What is new in {category}, no discount needed")
OFFER_PLAIN = N_("What is new, no discount needed")


def _offer(discounted_share: float | None, category: str | None, say: Say) -> str:
    """Who mostly bought with a discount expects one; a discount for the others gives margin away."""
    if discounted_share is not None and discounted_share >= 0.5:
        return say(OFFER_DISCOUNT)
    if isinstance(category, str) and category:
        return say(OFFER_NEWS).format(category=category)
    return say(OFFER_PLAIN)
