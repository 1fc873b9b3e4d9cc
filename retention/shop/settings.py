"""The shop's settings that a user may change; numbers that depend on them are derived anew at once."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zoneinfo import available_timezones

from retention.errors import ShopError
from retention.shop.events import read_own, written
from retention.shop.marts import rebuild
from retention.shop.shop import Shop
from retention.values import Meaning

CHANGEABLE = {
    "time_zone": "zone of the shop's wall clock, for stamps in UTC (Europe/Moscow)",
    "currency": "the currency that is counted when orders come in several (EUR; auto = the most frequent one)",
    "gross_margin": "part of revenue that is left after the cost of goods, 0 to 1 (0.35; empty = unknown)",
    "events": "own sales and holidays: Summer sale 2024-06-10..2024-06-20; Birthday 2024-09-01 (empty = none)",
    "drop_folder": "folder whose new files the app offers and `import --drop-folder` loads (empty = none)",
}
COUNTED = {"time_zone", "currency"}
"""Settings that the numbers depend on."""

AUTO = "auto"
COMPUTERS_OWN = {"localtime", "posixrules", "Factory"}
"""Files among the time zones that mean another zone on another computer, or none."""


def change(shop: Shop, name: str, value: str) -> None:
    """Sets one setting and derives everything anew. Raises ShopError."""
    change_all(shop, {name: value})


def change_all(shop: Shop, values: dict[str, str]) -> None:
    """Sets all of these settings, or none, and derives anew what depends on them. Raises ShopError."""
    kept = {name: _checked(shop, name, value.strip()) for name, value in values.items()}
    with shop.write() as cursor:
        for name, value in kept.items():
            cursor.execute("delete from setting where name = $name", {"name": name})
            if value:
                cursor.execute("insert into setting values ($name, $value)", {"name": name, "value": value})
        if COUNTED & kept.keys():
            rebuild(cursor)


def _checked(shop: Shop, name: str, value: str) -> str:
    if name not in CHANGEABLE:
        raise ShopError("setting_unknown", found=name, known=", ".join(CHANGEABLE))
    if name == "drop_folder":
        return _drop_folder(shop, value.strip('"'))
    if name == "currency":
        if value.lower() == AUTO:
            return ""
        if not re.fullmatch("[A-Za-z]{3}", value):
            raise ShopError("setting_wrong", name=name, found=value, example="EUR")
        return value.upper()
    if name == "gross_margin":
        return _share(name, value)
    if name == "events":
        return _events(value)
    if value not in time_zones():
        raise ShopError("setting_wrong", name=name, found=value, example="Europe/Moscow")
    return value


def _share(name: str, value: str) -> str:
    """0 to 1, also written with a comma or as 35%."""
    if not value:
        return ""
    try:
        number = Decimal(value.replace(",", ".").removesuffix("%").strip()) / (
            100 if value.endswith("%") else 1
        )
    except InvalidOperation:
        number = Decimal(-1)
    if not (number.is_finite() and 0 <= number <= 1):
        raise ShopError("setting_wrong", name=name, found=value, example="0.35")
    return f"{number.normalize():f}"


def _events(value: str) -> str:
    """Named windows, in order."""
    try:
        return written(read_own(value))
    except ValueError as error:
        example = "Summer sale 2024-06-10..2024-06-20; Birthday 2024-09-01"
        raise ShopError("setting_wrong", name="events", found=error, example=example) from error


def time_zones() -> list[str]:
    """All zones that mean the same on every computer."""
    return sorted(available_timezones() - COMPUTERS_OWN)


def _drop_folder(shop: Shop, value: str) -> str:
    """The whole path of a folder that can be read and is not the shop's own."""
    if not value:
        return ""
    try:
        folder = Path(value).expanduser().absolute()
        next(folder.iterdir(), None)
    except (OSError, RuntimeError, ValueError) as error:
        raise ShopError("drop_folder_missing", found=value) from error
    own = shop.path.parent
    if folder.samefile(own) or (own / ".work").resolve() in (folder.resolve(), *folder.resolve().parents):
        raise ShopError("drop_folder_wrong", found=folder)
    return str(folder)


def decide_statuses(shop: Shop, meanings: dict[str, str]) -> None:
    """Remembers what status words mean, also for the months to come, and derives everything anew."""
    with shop.write() as cursor:
        for word, meaning in meanings.items():
            values = {"word": word.strip().lower(), "meaning": Meaning(meaning).value}
            cursor.execute("delete from status_meaning where word = $word", {"word": values["word"]})
            cursor.execute("insert into status_meaning values ($word, $meaning)", values)
        rebuild(cursor)
