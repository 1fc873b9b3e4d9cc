"""The mapping screen: how a file is opened and what each column means, asked only when something needed is open."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.ui import reading_facts, uploads
from pages.ui.text import plain
from pages.ui.words import _, language
from retention.i18n import sentence
from retention.ingest import ImportOptions, Reading
from retention.ingest.fields import NEEDED, all_fields
from retention.ingest.words import DELIMITERS, FIELDS, KINDS

USUAL = {
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
        "refunded_amount",
        "product",
        "category",
        "channel",
    ),
    "sessions": (
        "started_at",
        "session_id",
        "visitor_id",
        "customer_id",
        "email",
        "event",
        "cart",
        "order_id",
    ),
}
"""Fields that are always offered, the needed ones first; the others stand behind “More fields” until recognised.
Smaller kinds of files offer all of theirs."""
ENCODINGS = ("utf-8", "windows-1251", "windows-1252", "koi8-r", "cp866", "utf-16")
WIDTHS = (3, 4, 5)


def ask(question: uploads.Question) -> None:
    """One file's questions. Answers are tried at once."""
    with st.container(border=True, gap="medium"):
        st.subheader(_("Map columns: {file}", file=plain(question.options.file_name or "")), anchor=False)
        show = st.info if question.code == uploads.AGAIN else st.warning
        show(plain(question.text), icon=":material/help:")
        if question.code == "dates_ambiguous":
            _ask_date_order(question)
        elif question.code == "sheets_several":
            _ask_sheet(question)
        else:
            _ask_columns(question)


def _ask_date_order(question: uploads.Question) -> None:
    order = st.radio(
        _("What comes first in a date?"),
        ["day", "month"],
        horizontal=True,
        key=f"day first {question.path.name}",
        format_func={"day": _("the day (31/12/2026)"), "month": _("the month (12/31/2026)")}.get,
    )
    _buttons(question, replace(question.options, day_first=order == "day"))


def _ask_sheet(question: uploads.Question) -> None:
    sheet = st.radio(
        _("Which sheet holds the export?"),
        re.findall("“([^”]+)”", question.found),
        key=f"sheet {question.path.name}",
    )
    _buttons(question, replace(question.options, sheet=sheet))


def _ask_columns(question: uploads.Question) -> None:
    options = _opening(question, uploads.inspected(question.path, question.options))
    found = uploads.inspected(question.path, options)
    if not isinstance(found, Reading):
        st.caption(plain(sentence(found, language())))
        _leave_out(question)
        return
    _preview(found)
    _buttons(question, replace(options, kind=found.kind, mapping=_fields(question, found)))


def _opening(question: uploads.Question, found: Any) -> ImportOptions:
    """Kind, encoding, separator and date order: as recognised, each changeable."""
    seen = found if isinstance(found, Reading) else None
    name = question.path.name
    kinds = {kind: _(text) for kind, text in KINDS.items()}
    with st.container(horizontal=True):
        kind = st.selectbox(
            _("The file holds"),
            list(kinds),
            index=list(kinds).index(seen.kind) if seen else 0,
            format_func=kinds.get,
            key=f"kind {name}",
        )
        encodings = {code: code.upper() for code in ENCODINGS}
        encoding = _changeable(
            _("Encoding"), encodings, _seen(question, seen, "encoding"), f"encoding {name}"
        )
        signs = {sign: _(text) for sign, text in DELIMITERS.items()}
        separator = _changeable(
            _("Separator"), signs, _seen(question, seen, "delimiter"), f"delimiter {name}"
        )
        orders = {True: _("day first (31/12/2026)"), False: _("month first (12/31/2026)")}
        day_first = _changeable(_("Dates"), orders, None, f"dates {name}")
    return replace(
        question.options,
        kind=kind if seen is None or kind != seen.kind else question.options.kind,
        encoding=encoding or question.options.encoding,
        delimiter=separator or question.options.delimiter,
        day_first=question.options.day_first if day_first is None else day_first,
    )


def _seen(question: uploads.Question, seen: Reading | None, part: str) -> str | None:
    asked: str | None = getattr(question.options, part)
    return asked or (getattr(seen, part) if seen else None)


def _changeable(label: str, known: dict[Any, str], seen: Any, key: str) -> Any:
    """A choice whose first entry is what was recognised; None = leave it."""
    as_seen = known.get(seen, str(seen).upper() if seen else "")
    own = _("{what} (recognised)", what=as_seen) if as_seen else _("as the file shows")
    others = [value for value in known if value != seen]
    return st.selectbox(label, [None, *others], format_func=lambda value: known.get(value, own), key=key)


def _preview(reading: Reading) -> None:
    """The file's first rows under its own column names."""
    header = [reading_facts.title(reading.header, n) for n in range(len(reading.header))]
    titles = [f"{n + 1} · {title}" if header.count(title) > 1 else title for n, title in enumerate(header)]
    rows = [dict(zip(titles, row, strict=True)) for row in reading_facts.masked_rows(reading)[:4]]
    st.caption(_("The first rows of the file"))
    st.dataframe(rows, hide_index=True)


def _fields(question: uploads.Question, reading: Reading) -> dict[str, str]:
    """A row a field: its name, its column, examples out of it. Returns what differs from what was recognised."""
    known = reading_facts.numbered(reading)
    first = USUAL.get(reading.kind) or all_fields(reading.kind)
    shown = [*first, *(name for name in known if name not in first)]
    rest = [name for name in all_fields(reading.kind) if name not in shown]
    needed = {name for group in NEEDED[reading.kind] for name in group}
    chosen = {}
    with st.container(gap="xsmall"):
        for column, title in zip(
            st.columns(WIDTHS), (_("We need"), _("Column of the file"), _("Examples")), strict=True
        ):
            column.caption(title)
        for name in shown:
            chosen[name] = _row(question, reading, name, known, is_needed=name in needed)
    missing = reading_facts.costs(reading.kind, [name for name, column in chosen.items() if column])
    if missing:
        st.caption(f":material/info: {plain(missing)}")
    if rest:
        with st.expander(_("More fields"), icon=":material/more_horiz:"):
            for name in rest:
                chosen[name] = _row(question, reading, name, known)
    return {name: column for name, column in chosen.items() if column != _recognised(reading).get(name, "")}


def _recognised(reading: Reading) -> dict[str, str]:
    return {name: f"#{reading.header.index(title) + 1}" for name, title in reading.mapping.items()}


def _row(
    question: uploads.Question, reading: Reading, name: str, known: dict[str, str], *, is_needed: bool = False
) -> str:
    label, choice, examples = st.columns(WIDTHS, vertical_alignment="center")
    text = plain(_(FIELDS[name]))
    label.markdown(f"**{text}**" if is_needed else text)
    columns = {f"#{n + 1}": reading_facts.title(reading.header, n) for n in range(len(reading.header))}
    options = ["", *columns]
    value: str = choice.selectbox(
        _(FIELDS[name]),
        options,
        index=options.index(known.get(name, "")),
        format_func=lambda column: columns.get(column, _("not in the file")),
        key=f"map {reading.kind} {name} {question.path.name}",
        label_visibility="collapsed",
    )
    if value:
        examples.caption(plain(" · ".join(reading_facts.examples(reading, int(value[1:]) - 1))))
    return value


def _buttons(question: uploads.Question, options: ImportOptions) -> None:
    with st.container(horizontal=True):
        if st.button(_("Load it like this"), type="primary", key=f"again {question.path.name}"):
            uploads.answer(question, options)
        _leave_out(question)


def _leave_out(question: uploads.Question) -> None:
    is_again = question.options.replaces is not None
    label = _("Leave it as it is") if is_again else _("Leave it out")
    if st.button(label, key=f"leave {question.path.name}"):
        uploads.give_up(question)
        st.rerun()
