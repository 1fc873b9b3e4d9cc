"""The shop's settings that a user may change; numbers that depend on them are derived anew at once."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from retention.errors import ShopError
from retention.shop.marts import rebuild
from retention.shop.shop import Shop
from retention.values import Meaning

CHANGEABLE = {
    "time_zone": "zone of the shop's wall clock, for stamps in UTC (Europe/Moscow)",
    "currency": "the currency that is counted when orders come in several (EUR)",
}


def change(shop: Shop, name: str, value: str) -> None:
    """Sets one setting and derives everything anew. Raises ShopError."""
    if name not in CHANGEABLE:
        raise ShopError("setting_unknown", found=name, known=", ".join(CHANGEABLE))
    kept = _checked(name, value.strip())
    with shop.write() as cursor:
        cursor.execute("delete from setting where name = $name", {"name": name})
        cursor.execute("insert into setting values ($name, $value)", {"name": name, "value": kept})
        rebuild(cursor)


def _checked(name: str, value: str) -> str:
    if name == "currency":
        if not (len(value) == 3 and value.isalpha()):
            raise ShopError("setting_wrong", name=name, found=value, example="EUR")
        return value.upper()
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, IsADirectoryError) as error:
        raise ShopError("setting_wrong", name=name, found=value, example="Europe/Moscow") from error
    return value


def decide_statuses(shop: Shop, meanings: dict[str, str]) -> None:
    """Remembers what status words mean, also for the months to come, and derives everything anew."""
    with shop.write() as cursor:
        for word, meaning in meanings.items():
            values = {"word": word.strip().lower(), "meaning": Meaning(meaning).value}
            cursor.execute("delete from status_meaning where word = $word", {"word": values["word"]})
            cursor.execute("insert into status_meaning values ($word, $meaning)", values)
        rebuild(cursor)
