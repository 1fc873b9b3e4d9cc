"""What the visits of a file brought: purchases, and what became of them."""

from __future__ import annotations

from typing import Any

from pages.ui import cached
from pages.ui.words import _, ngettext, words


def lines(report: dict[str, Any]) -> list[str]:
    """One sentence each; none for visits without purchases."""
    if report["kind"] != "sessions" or report["import_id"] is None:
        return []
    [found] = cached.shop().records("shop/import_purchases", {"import_id": report["import_id"]})
    said = [_purchases(found)] if found["purchases"] else []
    coverage = cached.coverage()
    if found["purchases"] and coverage.orders_from_sessions:
        said.append(_("No orders are loaded: purchases seen in the visits stand in for them."))
    if found["unpriced_visits"] and not coverage.has_orders:
        said.append(
            ngettext(
                "{n} visit ends in a purchase without an amount: it is marked, but it makes no order.",
                "{n} visits end in a purchase without an amount: they are marked, but they make no orders.",
                found["unpriced_visits"],
            )
        )
    return said


def _purchases(found: dict[str, Any]) -> str:
    what = ngettext("{n} purchase", "{n} purchases", found["purchases"])
    if found["amount"] is not None:
        what = f"{what} ({words().money(float(found['amount']), found['currency'])})"
    return _("In these visits: {what}.", what=what)
