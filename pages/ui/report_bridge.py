"""From all orders of a file to those that count, each step with its orders; and the file's months."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from pages.ui import cached, charts, downloads, frame, tables
from pages.ui.tables import Column
from pages.ui.words import _, ngettext, words
from retention import figures
from retention.ingest import orders_of_import
from retention.ingest.words import STEPS
from retention.targets import csv_bytes, mask_email, mask_phone

SIMPLE = ("cancelled", "pending", "test")
COUNTING = ("ours", "given_back_in_part")
FEWEST_BARS = 4
"""Below so many months a table says more than bars."""


def show(report: dict[str, Any]) -> None:
    """The bridge on the left, the months on the right, the orders of a step below."""
    left, right = st.columns([6, 5])
    with left:
        frame.label(_("From all orders to ours: compare with your shop"))
        _bridge(report)
    with right:
        _months(report)
    _open(report)


def _bridge(report: dict[str, Any]) -> None:
    bridge = report["bridge"]
    rows = [(_("All orders in the file"), bridge["orders"], bridge["all_amount"])]
    rows += [
        (f"− {_(STEPS[step])}", bridge[step], bridge[f"{step}_amount"]) for step in SIMPLE if bridge[step]
    ]
    if bridge["other_currency"]:
        rows.append((f"− {_(STEPS['other_currency'])}", bridge["other_currency"], 0))
    if bridge["given_back"]:
        whole = bridge["refunds_amount"] - bridge["part_amount"]
        rows.append((f"− {_(STEPS['given_back'])}", bridge["given_back"], whole))
    if bridge["free"]:
        rows.append((f"− {_(STEPS['free'])}", bridge["free"], 0))
    if bridge["given_back_in_part"]:
        of = ngettext("{n} order", "{n} orders", bridge["given_back_in_part"])
        rows.append((f"− {_(STEPS['given_back_in_part'])} ({of})", 0, bridge["part_amount"]))
    rows.append((_("= what counts"), bridge["ours"], bridge["revenue"]))
    tables.show(
        tables.frame(rows, ("step", "orders", "amount")),
        {
            "step": Column("", width=225),
            "orders": Column(_("Orders"), "number", width=75),
            "amount": Column(_amount_label(), "cents", width=125),
        },
        key=f"bridge {_key(report)}",
    )


def _amount_label() -> str:
    currency = cached.coverage().currency
    return _("Amount, {currency}", currency=currency) if currency else _("Amount")


def _open(report: dict[str, Any]) -> None:
    """The orders behind one step."""
    counts = {step: report["bridge"][step] for step in STEPS if report["bridge"][step]}
    counts["ours"] = report["bridge"]["ours"]
    if report["import_id"] is None or not any(counts.values()):
        return
    step = st.pills(
        _("Show the orders"),
        [step for step, count in counts.items() if count],
        format_func=lambda step: f"{_(STEPS[step]).capitalize()} · {words().number(counts[step])}",
        key=f"step {_key(report)}",
    )
    if step:
        _orders(report, str(step))


def _orders(report: dict[str, Any], step: str) -> None:
    steps = COUNTING if step == "ours" else (step,)
    rows = orders_of_import(cached.shop(), report["import_id"], *steps)
    contacts = [
        mask_email(row.email) or mask_phone(row.phone) for row in rows.head(tables.MOST_ROWS).itertuples()
    ]
    shown = rows.head(tables.MOST_ROWS).assign(contact=contacts)
    columns = {
        "order_id": Column(_("Order number")),
        "ordered_on": Column(_("Day"), "date"),
        "amount": Column(_("Amount"), "cents"),
        "refunded": Column(_("Given back"), "cents"),
        "currency": Column(_("Currency")),
        "status": Column(_("Order status")),
        "contact": Column(_("Customer")),
    }
    used = {name: column for name, column in columns.items() if name not in _empty(rows)}
    tables.show(shown, used, key=f"orders {step} {_key(report)}")
    if len(rows) > len(shown):
        st.caption(
            _("The first {count} of {total} are shown; the file has all.", count=len(shown), total=len(rows))
        )
    downloads.file(lambda: csv_bytes(rows), f"orders_{step}_{report['import_id']}.csv")


def _empty(rows: Any) -> set[str]:
    """Columns that say nothing here."""
    empty = {name for name in ("currency", "status") if rows[name].isna().all()}
    return empty | ({"refunded"} if not rows["refunded"].any() else set())


def _months(report: dict[str, Any]) -> None:
    frame.label(_("Orders by month"))
    months = [{**month, "month": date.fromisoformat(month["month"])} for month in report["months"]]
    rows = tables.frame(months, ("month", "orders", "counted", "pending", "gross_revenue", "pending_amount"))
    if len(months) >= FEWEST_BARS:
        figure = charts.drawn(figures.loaded_months, rows, currency=cached.coverage().currency)
        charts.show(figure, f"months {_key(report)}", _alt(months))
    else:
        tables.show(
            rows.assign(month=[words().month(month) for month in rows["month"]]),
            {
                "month": Column(_("Month")),
                "counted": Column(_("Sales"), "number"),
                "pending": Column(_("On their way"), "number"),
                "gross_revenue": Column(_amount_label(), "cents"),
            },
            key=f"months {_key(report)}",
        )
    pending = sum(month["pending"] for month in months)
    if pending:
        grow = ngettext(
            "{n} order is still on its way: the last months will grow.",
            "{n} orders are still on their way: the last months will grow.",
            pending,
        )
        st.caption(f":material/schedule: {grow}")


def _alt(months: list[dict[str, Any]]) -> str:
    last = months[-1]
    return _(
        "Bars: orders by month; {month} has {count}.",
        month=words().month(last["month"]),
        count=words().number(last["orders"]),
    )


def _key(report: dict[str, Any]) -> str:
    return f"{report['import_id']} {report['file_name']}"
