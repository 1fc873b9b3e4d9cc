"""The shop's settings that a user may change; numbers that depend on them are derived anew at once."""

from __future__ import annotations

import re
from zoneinfo import available_timezones

from retention.errors import ShopError
from retention.shop.marts import rebuild
from retention.shop.shop import Shop
from retention.values import Meaning

CHANGEABLE = {
    "time_zone": "zone of the shop's wall clock, for stamps in UTC (Europe/Moscow)",
    "currency": "the currency that is counted when orders come in several (EUR; auto = the most frequent one)",
}

AUTO = "auto"
COMPUTERS_OWN = {"localtime", "posixrules", "Factory"}
"""Files among the time zones that mean another zone on another computer, or none."""


def change(shop: Shop, name: str, value: str) -> None:
    """Sets one setting and derives everything anew. Raises ShopError."""
    change_all(shop, {name: value})


def change_all(shop: Shop, values: dict[str, str]) -> None:
    """Sets all of these settings, or none, and derives everything anew. Raises ShopError."""
    kept = {name: _checked(name, value.strip()) for name, value in values.items()}
    with shop.write() as cursor:
        for name, value in kept.items():
            cursor.execute("delete from setting where name = $name", {"name": name})
            if value:
                cursor.execute("insert into setting values ($name, $value)", {"name": name, "value": value})
        rebuild(cursor)


def _checked(name: str, value: str) -> str:
    if name not in CHANGEABLE:
        raise ShopError("setting_unknown", found=name, known=", ".join(CHANGEABLE))
    if name == "currency":
        if value.lower() == AUTO:
            return ""
        if not re.fullmatch("[A-Za-z]{3}", value):
            raise ShopError("setting_wrong", name=name, found=value, example="EUR")
        return value.upper()
    if value not in available_timezones() - COMPUTERS_OWN:
        raise ShopError("setting_wrong", name=name, found=value, example="Europe/Moscow")
    return value


def decide_statuses(shop: Shop, meanings: dict[str, str]) -> None:
    """Remembers what status words mean, also for the months to come, and derives everything anew."""
    with shop.write() as cursor:
        for word, meaning in meanings.items():
            values = {"word": word.strip().lower(), "meaning": Meaning(meaning).value}
            cursor.execute("delete from status_meaning where word = $word", {"word": values["word"]})
            cursor.execute("insert into status_meaning values ($word, $meaning)", values)
        rebuild(cursor)
