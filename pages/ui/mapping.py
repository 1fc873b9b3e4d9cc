"""The mapping screen: what each column means, asked only when something needed was not recognised."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.ui import cached, uploads
from pages.ui.text import plain
from pages.ui.words import _
from retention.errors import ImportRefused
from retention.ingest import Reading, inspect_file
from retention.ingest.fields import all_fields
from retention.ingest.words import FIELDS, KINDS

SHOWN = {
    "orders": (
        "ordered_at",
        "order_id",
        "customer_id",
        "email",
        "phone",
        "order_total",
        "line_total",
        "unit_price",
        "quantity",
        "status",
        "product",
        "category",
        "channel",
        "refunded_amount",
    ),
    "sessions": (
        "started_at",
        "session_id",
        "visitor_id",
        "customer_id",
        "email",
        "event",
        "cart",
        "purchased",
        "order_id",
    ),
}
"""Fields of orders and visits offered on the screen, the needed ones first; the others are recognised by their names
alone. Smaller kinds of files offer all of theirs."""


def ask(question: uploads.Question) -> None:
    """One file's questions. Answers are tried at once."""
    with st.container(border=True, gap="medium"):
        st.subheader(_("Map columns: {file}", file=plain(question.options.file_name or "")), anchor=False)
        st.warning(plain(question.text), icon=":material/help:")
        if question.code == "dates_ambiguous":
            _ask_date_order(question)
        else:
            _ask_columns(question)


def _ask_date_order(question: uploads.Question) -> None:
    key = f"day first {question.path.name}"
    order = st.radio(
        _("What comes first in a date?"),
        ["day", "month"],
        horizontal=True,
        key=key,
        format_func={"day": _("the day (31/12/2026)"), "month": _("the month (12/31/2026)")}.get,
    )
    _buttons(question, replace(question.options, day_first=order == "day"))


def _ask_columns(question: uploads.Question) -> None:
    kinds = {kind: _(name) for kind, name in KINDS.items()}
    kind = st.segmented_control(
        _("The file holds"),
        list(kinds),
        format_func=kinds.get,
        required=True,
        default="orders",
        key=f"kind {question.path.name}",
    )
    try:
        reading = inspect_file(cached.shop(), question.path, replace(question.options, kind=kind, mapping={}))
    except ImportRefused:
        st.caption(_("Its columns cannot be told apart. Save it as CSV with commas and load it again."))
        if st.button(_("Leave it out"), key=f"drop {question.path.name}"):
            uploads.give_up(question)
            st.rerun()
        return
    _preview(reading)
    mapping = _boxes(question, reading, kind)
    _buttons(question, replace(question.options, kind=kind, mapping=mapping))


def _preview(reading: Reading) -> None:
    """The file's first rows under its own column names."""
    width = len(reading.header)
    titles = [f"{n + 1} · {title}" for n, title in enumerate(reading.header)]
    rows = [dict(zip(titles, [*row, *[""] * width][:width], strict=True)) for row in reading.samples[:5]]
    st.caption(_("The first rows of the file"))
    st.dataframe(rows, hide_index=True)


def _boxes(question: uploads.Question, reading: Reading, kind: str) -> dict[str, str]:
    """A select box a field, each column with a value for example. Columns are named by number: names may repeat."""
    example = next(iter(reading.samples), [])
    columns = {
        f"#{n + 1}": f"{title} ({example[n][:24]})" if n < len(example) and example[n] else title
        for n, title in enumerate(reading.header)
    }
    known = {
        name: f"#{reading.header.index(title) + 1}"
        for name, title in {**reading.suggestions, **reading.mapping}.items()
    }
    chosen = {}
    places = st.columns(3)
    for n, name in enumerate(SHOWN.get(kind) or all_fields(kind)):
        options = ["", *columns]
        value = places[n % 3].selectbox(
            _(FIELDS[name]),
            options,
            index=options.index(known.get(name, "")),
            format_func=lambda column: columns.get(column, _("not in the file")),
            key=f"map {kind} {name} {question.path.name}",
        )
        if value:
            chosen[name] = value
    return chosen


def _buttons(question: uploads.Question, options: uploads.ImportOptions) -> None:
    with st.container(horizontal=True):
        if st.button(_("Load it like this"), type="primary", key=f"again {question.path.name}"):
            uploads.answer(question, options)
        if st.button(_("Leave it out"), key=f"leave {question.path.name}"):
            uploads.give_up(question)
            st.rerun()
