"""The command `check`, and what `import` says of the checks after its last file."""

from __future__ import annotations

import argparse
import csv
import sys
from typing import Any

from retention.importing import say
from retention.shop import Shop

LARGE = 200_000
"""Orders of a shop above which `import` only says how to check: there the checks cost what one notices."""


def run(asked: argparse.Namespace) -> int:
    """All checks as a table; the exit code is 1 where numbers do not keep their promises."""
    from retention.metrics import run_checks

    with Shop.open(asked.shop, create=False) as shop:
        found = run_checks(shop)
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("check", "is_of_numbers", "violations"))
    table.writerows((one.check.key, str(one.check.is_of_numbers).lower(), one.count) for one in found)
    _tell(found)
    return int(any(one.count and one.check.is_of_numbers for one in found))


def after_import(shop: Shop) -> dict[str, int] | None:
    """Says what the checks find; how many violations each has, or None where they were not run."""
    if shop.records("shop/order_count")[0]["orders"] > LARGE:
        say(f"More than {LARGE:,} orders: `python -m retention check` tells whether the numbers add up.")
        return None
    from retention.metrics import run_checks

    found = run_checks(shop)
    _tell(found)
    return {one.check.key: one.count for one in found}


def _tell(found: tuple[Any, ...]) -> None:
    """One line for each check that found something, or one for all."""
    for one in found:
        if one.count:
            say(f"check {one.check.key} ({one.count} found): {one.check.advice}")
    if found and not any(one.count for one in found):
        say(f"All {len(found)} checks of the data pass.")
