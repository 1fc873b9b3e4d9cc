"""What must be said about a number: its caveats in one calm line each, and how it is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from pages.ui import frame
from pages.ui.text import plain
from pages.ui.words import _, words
from retention.definitions import CAVEATS, DEFINITIONS, blanks
from retention.shop.statements import statement
from retention.values import Note


def caveats(*results: Iterable[Note]) -> None:
    """One line a caveat, each once."""
    lines = {note.caveat: note for notes in results for note in notes}
    with st.container(gap="xxsmall"):
        for note in lines.values():
            st.caption(f":material/info: {plain(caveat(note))}")


def caveat(note: Note) -> str:
    """A caveat in the reader's language; its only fractions are shares."""
    fields = {
        name: words().percent(value) if isinstance(value, float) else value
        for name, value in note.fields.items()
    }
    return _(CAVEATS[note.caveat], **fields)


def counted(*names: str) -> None:
    """The definitions of these metrics, folded away."""
    with st.expander(_("How is this counted?"), icon=":material/help:"):
        for name in names:
            definition(name)


def titles() -> dict[str, str]:
    """All metrics with a definition."""
    return {key: _(record.title) for key, record in DEFINITIONS.items()}


def definition(name: str, *, is_whole: bool = False) -> None:
    """A record of the registry; the whole one with its columns, caveats and SQL."""
    record = DEFINITIONS[name]
    st.markdown(f"**{_(record.title)}.** {plain(_(record.sentence))}")
    lines = [
        (_("Formula"), _(record.formula)),
        (_("One row is"), _(record.grain)),
        (_("Units"), _(record.unit)),
        (_("Without data"), _(record.empty)),
        (_("Source"), record.reference),
    ]
    st.markdown("\n".join(f"- {label}: {plain(text)}" for label, text in lines))
    if record.readings:
        st.markdown("\n".join(f"- {plain(_(reading))}" for reading in record.readings))
    if record.parts:
        frame.label(_("Groups"))
        st.markdown("\n".join(f"- {_(title)}: {rule}" for title, rule in record.parts))
    if is_whole:
        frame.label(_("May stand beside the numbers"))
        st.markdown("\n".join(f"- {plain(_(CAVEATS[key], **blanks(key)))}" for key in record.caveats))
        _columns(record.meanings)
        for file in record.sql_files:
            with st.expander(f"SQL: {plain(file)}", icon=":material/code:"):
                st.code(statement(file), language="sql")


def _columns(meanings: Mapping[str, str]) -> None:
    frame.label(_("Columns"))
    st.dataframe(
        [{"column": name, "meaning": _(meaning)} for name, meaning in meanings.items()],
        hide_index=True,
        column_config={"column": _("Column"), "meaning": _("Meaning")},
    )
