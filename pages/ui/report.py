"""The import report: what came in, what counts, what changed, what was set aside and why, how the file was read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import streamlit as st

from pages.ui import (
    cards,
    downloads,
    reading_facts,
    report_bridge,
    report_changes,
    report_visits,
    tables,
    uploads,
)
from pages.ui.cards import Card
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, ngettext, words
from retention.ingest import Reading
from retention.ingest.words import FIELDS, KINDS, PLATFORMS, READINGS, REASONS
from retention.targets import csv_bytes

MOST_REJECTS = 20
"""So many rows are shown; the file has all."""


def show(loaded: uploads.Loaded) -> None:
    """One file's report."""
    report = loaded.report
    with st.container(border=True, gap="medium"):
        st.subheader(plain(report["file_name"]), anchor=False)
        _outcome(report)
        if report["kind"] == "orders" and not report["already_loaded"]:
            _figures(report)
        _remarks(report)
        if report["kind"] == "orders" and not report["already_loaded"]:
            report_bridge.show(report)
            report_changes.show(report)
        if report["rejects"]:
            _rejects(report)
        _reading(loaded)


def _outcome(report: dict[str, Any]) -> None:
    """What came, as what it was recognised, and every row accounted for."""
    if report["already_loaded"]:
        st.info(_("This file is loaded already. Nothing was changed."), icon=":material/check:")
        return
    text = _span(report) if report["kind"] in ("orders", "sessions") else _counts(report)
    platform = _("Recognised as {platform}.", platform=_(PLATFORMS[report["dialect"]]))
    st.success(plain(f"{text} {platform}"), icon=":material/check_circle:")


def _span(report: dict[str, Any]) -> str:
    """How many orders or visits the file holds, and of which days."""
    kind = report["kind"]
    count = sum(report[f"{kind}_{change}"] for change in ("new", "updated", "unchanged"))
    what = (
        ngettext("{n} order", "{n} orders", count)
        if kind == "orders"
        else ngettext("{n} visit", "{n} visits", count)
    )
    first, last = (
        words().date(datetime.fromisoformat(report[name]).date()) for name in ("first_at", "last_at")
    )
    if first == last:
        return _("{what} of {day} loaded.", what=what, day=first)
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


def _figures(report: dict[str, Any]) -> None:
    number = words().number
    changed = _(
        "{changed} changed, {same} as before",
        changed=number(report["orders_updated"]),
        same=number(report["orders_unchanged"]),
    )
    cards.show(
        [
            Card(_("New orders"), number(report["orders_new"]), people=changed),
            Card(
                _("New customers"),
                number(report["customers_new"]),
                people=_joined(report),
            ),
            cards.money(_("Revenue of this file"), report["revenue"], _("after refunds")),
        ]
    )


def _joined(report: dict[str, Any]) -> str:
    """Customers who were two until this file named both their contacts."""
    count = report.get("customers_joined", 0)
    return (
        ngettext(
            "{n} known customer turned out to be another one",
            "{n} known customers turned out to be others",
            count,
        )
        if count
        else ""
    )


def _remarks(report: dict[str, Any]) -> None:
    """One calm line each: the rows, and what was read in a special way or left out."""
    number = words().number
    lines = [
        _(
            "{read} rows in the file = {loaded} loaded + {rejected} set aside + {duplicate} repeated",
            read=number(report["rows_read"]),
            loaded=number(report["rows_loaded"]),
            rejected=number(report["rows_rejected"]),
            duplicate=number(report["rows_duplicate"]),
        )
    ]
    lines += [_(READINGS[code], **_said(fields)) for code, fields in report["warnings"]]
    lines += report_visits.lines(report)
    if report["kind"] != "orders" and _joined(report):
        lines.append(_joined(report))
    if report["anonymous_orders"]:
        lines.append(_anonymous(report))
    if report.get("orders_older"):
        lines.append(
            ngettext(
                "{n} order is in the shop in a newer version already: it stays as it is.",
                "{n} orders are in the shop in newer versions already: they stay as they are.",
                report["orders_older"],
            )
        )
    with st.container(gap="xxsmall"):
        for line in lines:
            st.caption(f":material/info: {plain(line)}")


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: reading_facts.named(value) if name == "column" else value for name, value in fields.items()}


def _anonymous(report: dict[str, Any]) -> str:
    return ngettext(
        "{n} order names no customer ({share} of revenue): it counts in revenue, not in retention.",
        "{n} orders name no customer ({share} of revenue): they count in revenue, not in retention.",
        report["anonymous_orders"],
        share=words().percent(report.get("anonymous_revenue_share")),
    )


def _rejects(report: dict[str, Any]) -> None:
    """Rows that were set aside: why, how many, the first of them, and the file with all."""
    reasons: dict[str, int] = {}
    for row in report["rejects"]:
        reasons[row["reason"]] = reasons.get(row["reason"], 0) + 1
    lines = [f"{_(REASONS[code])}: {words().number(count)}" for code, count in reasons.items()]
    st.warning(plain(_("Set aside: {reasons}", reasons="; ".join(lines))), icon=":material/rule:")
    names = (_("line"), _("column"), _("value"), _("reason"))
    rows = tables.frame(
        [
            (
                row["line"],
                reading_facts.named(row["column_name"] or ""),
                row["value"] or "",
                _(REASONS[row["reason"]]),
            )
            for row in report["rejects"]
        ],
        names,
    )
    with st.expander(_("The rows that were set aside"), icon=":material/rule:"):
        first = rows.head(MOST_REJECTS)
        shown = first.assign(**{names[2]: [reading_facts.masked(value) for value in first[names[2]]]})
        kinds = {names[0]: Column(names[0], "number", width="small")}
        tables.show(
            shown, {name: kinds.get(name, Column(name)) for name in names}, key=f"rejects {_key(report)}"
        )
        downloads.file(lambda: csv_bytes(rows), f"rejected_rows_{report['import_id']}.csv")


def _reading(loaded: uploads.Loaded) -> None:
    """How the file was read, and the way to read it differently."""
    report = loaded.report
    with st.expander(_("How the file was read"), icon=":material/table_view:"):
        st.caption(plain(reading_facts.sentence_of(report)))
        reading = Reading(
            report["file_name"], report["kind"], report["encoding"], report["delimiter"], has_header=True,
            header=report["header"], mapping=report["mapping"], samples=report["samples"],
        )  # fmt: skip
        rows = [
            (
                _(FIELDS[name]),
                reading_facts.named(title),
                " · ".join(reading_facts.examples(reading, reading.header.index(title))),
            )
            for name, title in reading.mapping.items()
        ]
        tables.show(
            tables.frame(rows, ("field", "column", "examples")),
            {
                "field": Column(_("We need")),
                "column": Column(_("Column of the file")),
                "examples": Column(_("Examples"), width="large"),
            },
            key=f"reading {_key(report)}",
        )
        missing = reading_facts.costs(report["kind"], report["mapping"])
        if missing:
            st.caption(plain(missing))
        unused = [
            reading_facts.named(title)
            for title in report["header"]
            if title and title not in report["mapping"].values()
        ]
        if unused:
            st.caption(plain(_("Not used: {columns}", columns=", ".join(unused))))
        if loaded.can_be_read_again:
            if st.button(_("Read it differently"), icon=":material/tune:", key=f"differently {_key(report)}"):
                uploads.read_again(loaded)
                st.rerun()
        else:
            st.caption(_("To read it differently, undo this import below and load the file again."))


def _key(report: dict[str, Any]) -> str:
    return f"{report['import_id']} {report['file_name']}"
