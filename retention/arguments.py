"""What may stand on the command line: options of the larger commands, and how their values are read."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from retention.values import Kind


def import_options(command: argparse.ArgumentParser) -> None:
    """What can be said about a file before it is loaded."""
    order = command.add_mutually_exclusive_group()
    command.set_defaults(usage_error=command.error)
    command.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="files, also patterns like *.csv"
    )
    command.add_argument(
        "--drop-folder", action="store_true", help="also the new files of the shop's drop folder (settings)"
    )
    command.add_argument("--kind", choices=("auto", *(kind.value for kind in Kind)), default="auto")
    command.add_argument(
        "--map", action="append", default=[], metavar="FIELD=COLUMN", help="COLUMN: header text or #3"
    )
    command.add_argument(
        "--status",
        action="append",
        default=[],
        metavar="WORD=MEANING",
        help="counted, pending, cancelled, refunded or test",
    )
    command.add_argument("--source", default="", metavar="NAME", help="site, marketplace, store, app …")
    command.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    command.add_argument("--encoding")
    command.add_argument("--delimiter")
    order.add_argument("--day-first", dest="day_first", action="store_const", const=True)
    order.add_argument("--month-first", dest="day_first", action="store_const", const=False)
    command.add_argument("--time-zone", metavar="Z", help="the shop's zone, for example Europe/Moscow")
    command.add_argument("--covers-to", type=_day, metavar="DATE", help="the export runs to this day")
    command.add_argument("--no-header", action="store_true", help="the first line is data")
    command.add_argument("--rejects", type=Path, metavar="FILE", help="write rejected rows to this file")
    command.add_argument(
        "--dry-run", action="store_true", help="report what would come of it, change nothing"
    )
    command.add_argument("--json", action="store_true", help="the report as JSON on stdout")


def metric_options(command: argparse.ArgumentParser) -> None:
    """Which numbers, of whom, of when."""
    command.add_argument("name", metavar="NAME")
    command.add_argument("--grain", help="day, week, month, quarter or year")
    command.add_argument("--mode", help="in_period, on_or_after or cumulative")
    command.add_argument("--clock", help="calendar or age")
    command.add_argument(
        "--events",
        metavar="NAME",
        help="cohorts by a sale or holiday: black_friday, or one of the shop's settings",
    )
    command.add_argument("--where", action="append", metavar="FIELD=VALUE", help="only these customers")
    command.add_argument(
        "--orders-where",
        action="append",
        metavar="FIELD=VALUE",
        help="only these purchases count as activity",
    )
    command.add_argument("--split", action="append", metavar="FIELD", help="a table for each value")
    command.add_argument("--as-of", metavar="DATE", help="the numbers as they would have been on that day")
    command.add_argument("--compare-to", metavar="DATE", help="the earlier day of rfm_movement or change")
    command.add_argument("--paydays", metavar="DAYS", help="days of the month on which wages come: 5,20")
    command.add_argument("--window", metavar="DAYS", help="churn window in days, or auto")
    command.add_argument("--by", help="interest: category, product or price_band; latency: category")
    command.add_argument("--of", metavar="NAME", help="what period_comparison or change asks about")
    command.add_argument("--horizon", metavar="DAYS", help="repeat purchases within so many days (90)")
    command.add_argument("--visit-window", metavar="DAYS", help="a visit younger than that is recent (60)")
    command.add_argument("--output", type=Path, metavar="FILE")


def list_options(command: argparse.ArgumentParser) -> None:
    """Who of a play, and what becomes of the list."""
    command.add_argument("play", metavar="PLAY")
    command.add_argument("--to", default="people", metavar="DESTINATION")
    command.add_argument(
        "--contact-on",
        type=_day,
        metavar="DATE",
        help="the day of contact (default today, not before the day after the data end)",
    )
    command.add_argument("--limit", type=_count, metavar="N")
    command.add_argument("--least-purchases", type=_count, default=1, metavar="N")
    command.add_argument("--least-revenue", type=_money, metavar="MONEY")
    command.add_argument("--preview", action="store_true", help="the first ten, contacts masked")
    command.add_argument("--output", type=Path, metavar="FILE")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date; write it like 2026-10-31") from None


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” is no count; write a whole number from 0 up")
    return int(text)


def _money(text: str) -> float:
    try:
        amount = float(text)
    except ValueError:
        amount = math.nan
    if not math.isfinite(amount):
        raise argparse.ArgumentTypeError(f"“{text}” is no amount; write it like 49.90")
    return amount


def pairs(
    texts: Sequence[str], *, split: Callable[[str, str], tuple[str, str, str]] = str.partition
) -> dict[str, str]:
    """NAME=VALUE arguments. A column may hold a further =, a status word too: “a=b=counted” is split from the right."""
    found = {}
    for text in texts:
        name, equals, value = split(text, "=")
        if not equals or not name.strip():
            argparse.ArgumentParser(prog="python -m retention").error(
                f"“{text}” is not of the form NAME=VALUE"
            )
        found[name.strip()] = value.strip()
    return found
