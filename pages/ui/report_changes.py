"""What an import changed in months and orders that were loaded before."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from pages.ui import cached, downloads, frame, tables
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, ngettext, words
from retention.ingest import changed_orders
from retention.ingest.words import MEANINGS
from retention.targets import csv_bytes


def show(report: dict[str, Any]) -> None:
    """Nothing where nothing changed."""
    if report["months_changed"]:
        frame.label(_("Changed in months that were loaded before"))
        _months(report)
    if report["orders_changed"]:
        _orders(report)


def _months(report: dict[str, Any]) -> None:
    rows = [
        (
            words().month(date.fromisoformat(month["month"])),
            month["orders_before"],
            month["orders_after"],
            month["revenue_before"],
            month["revenue_after"],
        )
        for month in reversed(report["months_changed"])
    ]
    tables.show(
        tables.frame(rows, ("month", "orders_before", "orders_after", "revenue_before", "revenue_after")),
        {
            "month": Column(_("Month")),
            "orders_before": Column(_("Sales before"), "number"),
            "orders_after": Column(_("Sales now"), "number"),
            "revenue_before": Column(_("Revenue before"), "cents"),
            "revenue_after": Column(_("Revenue now"), "cents"),
        },
        key=f"changed months {report['import_id']}",
    )


def _orders(report: dict[str, Any]) -> None:
    title = ngettext(
        "{n} earlier order is different now", "{n} earlier orders are different now", report["orders_changed"]
    )
    if report["amounts_changed"]:
        title += " · " + ngettext(
            "the amount of {n} changed ({sum} in all)",
            "the amounts of {n} changed ({sum} in all)",
            report["amounts_changed"],
            sum=_signed(report["amounts_changed_by"]),
        )
    with st.expander(plain(title), icon=":material/edit:"):
        if report["import_id"] is not None:
            _table(report)


def _table(report: dict[str, Any]) -> None:
    rows = changed_orders(cached.shop(), report["import_id"])
    now, before = (
        [_(MEANINGS[meaning]) for meaning in rows[name]] for name in ("meaning_after", "meaning_before")
    )
    tables.show(
        rows.assign(meaning_after=now, meaning_before=before),
        {
            "order_id": Column(_("Order number")),
            "ordered_on": Column(_("Day"), "date"),
            "amount_before": Column(_("Amount before"), "cents"),
            "amount_after": Column(_("Amount now"), "cents"),
            "refunded_before": Column(_("Given back before"), "cents"),
            "refunded_after": Column(_("Given back now"), "cents"),
            "meaning_before": Column(_("Counted as before")),
            "meaning_after": Column(_("Counted as now")),
        },
        key=f"changed orders {report['import_id']}",
    )
    downloads.file(lambda: csv_bytes(rows), f"changed_orders_{report['import_id']}.csv")


def _signed(amount: float) -> str:
    text = words().money(amount, cached.coverage().currency)
    return f"+{text}" if amount > 0 else text
