"""The import report: what came in, what counts, what was set aside and why."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import streamlit as st

from pages.ui import cached, cards, downloads, tables
from pages.ui.cards import Card
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, ngettext, words
from retention.ingest.words import KINDS, PLATFORMS, READINGS, REASONS
from retention.targets import csv_bytes

STEPS = ("cancelled", "pending", "test", "other_currency")


def show(report: dict[str, Any]) -> None:
    """One file's report."""
    with st.container(border=True, gap="medium"):
        st.subheader(plain(report["file_name"]), anchor=False)
        _outcome(report)
        _rows(report)
        for code, fields in report["warnings"]:
            st.caption(f":material/info: {plain(_(READINGS[code], **fields))}")
        if report["kind"] == "orders":
            _orders(report)
        if report["rejects"]:
            _rejects(report)


def _outcome(report: dict[str, Any]) -> None:
    if report["already_loaded"]:
        st.info(_("This file is loaded already. Nothing was changed."), icon=":material/check:")
        return
    text = _span(report) if report["kind"] in ("orders", "sessions") else _counts(report)
    read = _(
        "Recognised as {platform}, {encoding}.",
        platform=_(PLATFORMS[report["dialect"]]),
        encoding=report["encoding"].upper(),
    )
    st.success(plain(f"{text} {read}"), icon=":material/check_circle:")


def _span(report: dict[str, Any]) -> str:
    """How many orders or visits came, and of which days."""
    first, last = (
        words().date(datetime.fromisoformat(report[name]).date()) for name in ("first_at", "last_at")
    )
    count = (
        report["orders_new"] + report["orders_updated"]
        if report["kind"] == "orders"
        else report["sessions_new"]
    )
    what = (
        ngettext("{n} order", "{n} orders", count)
        if report["kind"] == "orders"
        else ngettext("{n} visit", "{n} visits", count)
    )
    return _("{what} from {first} to {last} loaded.", what=what, first=first, last=last)


def _counts(report: dict[str, Any]) -> str:
    """What came with a file of another kind."""
    new, changed, same = (
        words().number(report[f"{report['kind']}_{change}"]) for change in ("new", "updated", "unchanged")
    )
    return _(
        "{kind}: {new} new, {changed} changed, {same} as before.",
        kind=_(KINDS[report["kind"]]),
        new=new,
        changed=changed,
        same=same,
    )


def _rows(report: dict[str, Any]) -> None:
    number = words().number
    st.caption(
        plain(
            _(
                "{read} rows in the file = {loaded} loaded + {rejected} set aside + {duplicate} held already",
                read=number(report["rows_read"]),
                loaded=number(report["rows_loaded"]),
                rejected=number(report["rows_rejected"]),
                duplicate=number(report["rows_duplicate"]),
            )
        )
    )


def _orders(report: dict[str, Any]) -> None:
    number, currency = words().number, cached.coverage().currency
    cards.show(
        [
            Card(
                _("New orders"),
                number(report["orders_new"]),
                people=_(
                    "{changed} changed, {same} as before",
                    changed=number(report["orders_updated"]),
                    same=number(report["orders_unchanged"]),
                ),
            ),
            Card(
                _("New customers"),
                number(report["customers_new"]),
                people=_("{count} orders without a customer", count=number(report["anonymous_orders"])),
            ),
            Card(
                _("Revenue of this file"),
                words().money(report["revenue"], currency),
                people=_("after refunds"),
            ),
        ]
    )
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"**{_('From all orders to ours: compare with your shop')}**")
        tables.show(
            _bridge(report["bridge"]),
            {
                "step": Column(""),
                "orders": Column(_("Orders"), "number"),
                "amount": Column(_("Amount"), "money"),
            },
            key=f"bridge {report['import_id']} {report['file_name']}",
        )
    with right:
        st.markdown(f"**{_('Orders by month')}**")
        tables.show(
            _months(report["months"]),
            {
                "month": Column(_("Month")),
                "orders": Column(_("Orders"), "number"),
                "pending": Column(_("On their way"), "number"),
                "gross_revenue": Column(_("Amount"), "money"),
            },
            key=f"months {report['import_id']} {report['file_name']}",
        )
    pending = sum(month["pending"] for month in report["months"])
    if pending:
        st.caption(
            ":material/schedule: "
            + ngettext(
                "{n} order is still on its way: the last months will grow.",
                "{n} orders are still on their way: the last months will grow.",
                pending,
            )
        )


def _bridge(bridge: dict[str, Any]) -> Any:
    names = {
        "cancelled": _("− cancelled"),
        "pending": _("− on their way"),
        "test": _("− tests and drafts"),
        "other_currency": _("− other currencies"),
    }
    rows = [(_("All orders in the file"), bridge["orders"], bridge["all_amount"])]
    rows += [(names[step], bridge[step], bridge[f"{step}_amount"]) for step in STEPS if bridge[step]]
    rows.append((_("− refunds"), bridge["with_refunds"], bridge["refunds_amount"]))
    rows.append(
        (
            _("= revenue that counts"),
            bridge["orders"] - sum(bridge[step] for step in STEPS),
            bridge["revenue"],
        )
    )
    return tables.frame(rows, ("step", "orders", "amount"))


def _months(months: list[dict[str, Any]]) -> Any:
    rows = [
        (
            words().month(date.fromisoformat(month["month"])),
            month["orders"],
            month["pending"],
            month["gross_revenue"],
        )
        for month in reversed(months)
    ]
    return tables.frame(rows, ("month", "orders", "pending", "gross_revenue"))


def _rejects(report: dict[str, Any]) -> None:
    """Rows that were set aside: why, how many, and the file with all of them."""
    reasons: dict[str, int] = {}
    for row in report["rejects"]:
        reasons[row["reason"]] = reasons.get(row["reason"], 0) + 1
    lines = [f"{_(REASONS[code])}: {words().number(count)}" for code, count in reasons.items()]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(plain(_("Set aside: {reasons}", reasons="; ".join(lines))), icon=":material/rule:")
        rows = tables.frame(
            [
                (row["line"], row["column_name"] or "", row["value"] or "", _(REASONS[row["reason"]]))
                for row in report["rejects"]
            ],
            (_("line"), _("column"), _("value"), _("reason")),
        )
        downloads.file(lambda: csv_bytes(rows), f"rejected_rows_{report['import_id']}.csv")
