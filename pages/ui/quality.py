"""What the checks found, and the rows that imports set aside."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.ui import cached, frame, tables
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, ngettext, when, words
from retention.metrics import Finding
from retention.metrics.checks import MOST
from retention.values import Note


def answer(findings: Sequence[Finding]) -> str:
    """How many checks pass."""
    failed = sum(finding.count > 0 for finding in findings)
    if not failed:
        return ngettext("The {n} check passes.", "All {n} checks pass.", len(findings))
    return ngettext(
        "{n} of {all} checks found something.",
        "{n} of {all} checks found something.",
        failed,
        all=len(findings),
    )


def hint() -> None:
    """After an import: the way to what the checks found; nothing when all pass."""
    failed = sum(finding.count > 0 for finding in cached.checks())
    if failed:
        text = ngettext(
            "{n} check of the data found something", "{n} checks of the data found something", failed
        )
        st.page_link("pages/trust/data_quality.py", label=plain(text), icon=":material/fact_check:")


def violations(findings: Sequence[Finding]) -> None:
    """Every check that found something, with what to do and the first rows; our own mistakes as errors."""
    for finding in findings:
        if finding.count and finding.check.is_of_numbers:
            said = _("“{said}”", said=_(finding.check.says))
            st.error(plain(f"{said} {_(finding.check.advice)}"))
            st.dataframe(finding.rows, hide_index=True)  # names of tables, for whoever mends them
        elif finding.count:
            st.warning(plain(_(finding.check.advice)))
            shown = {name: column for name, column in _of_orders().items() if name in finding.rows}
            tables.show(finding.rows, shown, key=finding.check.key)


def _of_orders() -> dict[str, Column]:
    return {
        "order_id": Column(_("Order number")),
        "month_on": Column(_("Month"), "month"),
        "ordered_on": Column(_("Order date"), "date"),
        "loaded_on": Column(_("Loaded"), "date"),
        "amount": Column(_("Amount"), "cents"),
        "refunded": Column(_("Refunds"), "cents"),
    }


def table(findings: Sequence[Finding]) -> None:
    """All checks in one table, those that found something first."""
    first = sorted(findings, key=lambda finding: not finding.count)
    rows = [(_(finding.check.says), _result(finding.count)) for finding in first]
    columns = {"check": Column(_("Check")), "result": Column(_("Result"), width="medium")}
    tables.show(tables.frame(rows, tuple(columns)), columns, key="checks")


def _result(count: int) -> str:
    if not count:
        return _("passes")
    found = words().number(count) + ("+" if count >= MOST else "")
    return _("found: {count}", count=found)


def nothing_limits(limits: Sequence[Note]) -> None:
    """Said where there is no caveat."""
    if not limits:
        st.caption(_("Nothing: all orders have a customer, a known status and one currency."))


def rows_set_aside() -> None:
    """Imports with rows that could not be used."""
    frame.label(_("Rows set aside"))
    journal = [row for row in reversed(cached.shop().records("shop/journal")) if row["rows_rejected"]]
    if not journal:
        st.caption(_("None: every row of every file is loaded."))
        return
    names = ("file", "loaded", "rows", "rejected")
    rows = [
        (row["file_name"], when(row["imported_at"]), row["rows_read"], row["rows_rejected"])
        for row in journal
    ]
    columns = (
        Column(_("File")),
        Column(_("Loaded")),
        Column(_("Rows"), "number"),
        Column(_("Set aside"), "number"),
    )
    tables.show(tables.frame(rows, names), dict(zip(names, columns, strict=True)), key="set aside")
    st.caption(_("On Load data, the report of an import has them as a file, each with its reason."))
