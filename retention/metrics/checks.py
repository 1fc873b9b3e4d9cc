"""Do the shop's tables keep their promises, and do the files look whole? Each check finds what violates it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retention.captions import N_
from retention.metrics.scope import part
from retention.metrics.scoring import measured, scores
from retention.metrics.window import auto_window
from retention.shop.shop import Shop

MOST = 1000
"""So many violations are looked up at most."""
SHOWN = 20


@dataclass(frozen=True)
class Check:
    """A promise that SQL can check.

    `key` names sql/checks/<key>.sql. `says` holds where nothing is found; `advice` tells what is wrong otherwise and
    what to do. `is_of_numbers`: a violation is our mistake; else the files themselves have it.
    """

    key: str
    says: str
    advice: str
    is_of_numbers: bool = True


@dataclass(frozen=True)
class Finding:
    """What a check found: how many violations (`MOST` = so many or more) and the first of them as a DataFrame."""

    check: Check
    count: int
    rows: Any


_TELL = N_("This does not hold here. Please report it, and do not rely on the numbers that it touches.")

CHECKS = (
    Check("orders_before_first", N_("No purchase is earlier than the customer's first."), _TELL),
    Check("negative_gaps", N_("No time between purchases is below zero."), _TELL),
    Check("purchase_numbers", N_("The purchases of every customer are numbered without holes."), _TELL),
    Check("money_adds_up", N_("Revenue by months adds up to revenue by orders."), _TELL),
    Check(
        "customers_add_up",
        N_("The purchases and the revenue of every customer are those of the orders."),
        _TELL,
    ),
    Check("cohorts_hold_everybody", N_("Every buyer is in one cohort."), _TELL),
    Check("churn_adds_up", N_("Active customers = new + reactivated − churned."), _TELL),
    Check("segments_hold_everybody", N_("Every buyer is in one segment."), _TELL),
    Check(
        "refunds_above_orders",
        N_("No order was refunded with more than it cost."),
        N_(
            "Some orders were refunded with more than they cost. Look them up in your shop; if the refunds are right "
            "there, nothing is to be done."
        ),
        is_of_numbers=False,
    ),
    Check(
        "orders_from_the_future",
        N_("No order is dated after its file was loaded."),
        N_(
            "Some orders are dated after their file was loaded. Were day and month read the wrong way round? Undo the "
            "import and load the file with the right order."
        ),
        is_of_numbers=False,
    ),
    Check(
        "months_without_orders",
        N_("No month between the first and the last order is empty."),
        N_(
            "Some months between the first and the last order are empty. If the shop was open then, load the export "
            "of these months too."
        ),
        is_of_numbers=False,
    ),
)
"""First what must always hold, then what the files may lack."""


def run_checks(shop: Shop) -> tuple[Finding, ...]:
    """All checks of a shop, in order; none while nothing is loaded.

    Examples
    --------
    >>> run_checks(shop)[0].count
    0
    """
    coverage = shop.coverage()
    if coverage.as_of is None or coverage.data_start is None:
        return ()
    window = auto_window(shop, coverage.as_of, coverage.data_start).days
    asked = {"as_of": coverage.as_of, "window": window}
    movements = part("churn").replace("{period}", "0").replace("{people}", "true")
    places = {
        "movements": movements,
        "scores": scores(is_last_day=False),
        "measured": measured(is_last_day=False),
        "kept": measured(is_last_day=True),
    }
    return tuple(_finding(check, shop.query(f"checks/{check.key}", asked, **places)) for check in CHECKS)


def _finding(check: Check, rows: Any) -> Finding:
    return Finding(check, len(rows), rows.head(SHOWN))
