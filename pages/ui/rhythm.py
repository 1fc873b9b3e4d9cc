"""Each category's own norm on the churn page: how soon it is bought again, and who has been silent for longer.

A click on a category, or the select box, opens its people.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.ui import cached, choices, downloads, notes, people, tables
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, ngettext, words
from retention.values import Note, Renewal

KEY, WHO_KEY = "category", "rhythm"
TABLE_KEY, OPEN_KEY = "category rhythm", "category people"
OUTSIDE, INSIDE = "outside", "inside"


def show(said: tuple[Note, ...]) -> bool:
    """The categories, most buyers first; nothing where the shop has none. `said` are caveats shown before."""
    result = cached.metric("category_rhythm")
    rows = result.rows.sort_values("buyers", ascending=False, kind="stable")
    if rows.empty:
        return False
    st.subheader(_("Each category has its own rhythm"), anchor=False)
    st.markdown(plain(answer(rows)))
    _table(rows)
    known = {note.caveat for note in said}
    notes.caveats([note for note in result.notes if note.caveat not in known])
    downloads.table(result.rows, "category_rhythm")
    _people(rows)
    return True


def answer(rows: Any) -> str:
    """The norm of the category with most buyers, and how many categories have none to speak of."""
    renewed = next(rows[rows["renewal"].eq(Renewal.RENEWED) & rows["outside"].notna()].itertuples(), None)
    rare = int(rows["renewal"].eq(Renewal.RARE).sum())
    sentences = []
    if renewed is not None:
        days = ngettext("{n} day", "{n} days", round(renewed.usual_to))
        sentences.append(
            _(
                "{category}: who buys it again usually does so after {first}–{days}; {outside} of {buyers} buyers "
                "have not bought it for longer.",
                category=renewed.category,
                first=words().number(renewed.usual_from),
                days=days,
                outside=words().number(renewed.outside),
                buyers=words().number(renewed.buyers),
            )
        )
    if rare:
        sentences.append(
            ngettext(
                "{n} category is rarely bought again: silence there says little.",
                "{n} categories are rarely bought again: silence there says little.",
                rare,
            )
        )
    return " ".join(sentences) or _("It is too early to say how soon a category is bought again.")


def _table(rows: Any) -> None:
    shown = rows.assign(usual=[_usual(row) for row in rows.itertuples()])
    is_rare = rows["renewal"].eq(Renewal.RARE)
    shown["renewal_days"] = shown["renewal_days"].mask(is_rare)
    columns = {
        "category": Column(_("Category")),
        "buyers": Column(_("Buyers"), "number"),
        "km_share_365": Column(_("Again within a year"), "percent"),
        "renewal_days": Column(_("Usually after, days"), "number", help=_("Half of the gaps are shorter.")),
        "usual": Column(
            _("Usual spread, days"), help=_("The middle half of the gaps between two purchases of it.")
        ),
        "outside": Column(
            _("Silent for longer"),
            "number",
            help=_(
                "Buyers whose last purchase of it is older than the usual spread: a reason to look, not churn."
            ),
        ),
        "window_days": Column(
            _("Churn window, days"),
            "number",
            help=_("By the same rule as the shop's own, where at least 50 gaps of the category count."),
        ),
    }
    whole = {name: "float64" for name in ("outside", "window_days")}

    def clicked() -> None:
        picked = st.session_state[TABLE_KEY]["selection"]["rows"]
        if picked:
            st.session_state[KEY], st.session_state[OPEN_KEY] = str(rows["category"].iloc[picked[0]]), True
            choices.mark_use(KEY)

    tables.show(shown.astype(whole), columns, key=TABLE_KEY, on_select=clicked, selection_mode="single-row")


def _people(rows: Any) -> None:
    """Folded away until a category is clicked, or named by the address."""
    known = rows[rows["outside"].notna()].set_index("category")
    if known.empty:
        return
    st.session_state.setdefault(OPEN_KEY, KEY in st.query_params)
    folded = st.expander(
        _("The people of a category"), icon=":material/groups:", key=OPEN_KEY, on_change="rerun"
    )
    if folded.open:
        with folded:
            _unfold(known)


def _unfold(known: Any) -> None:
    """The buyers of one category: those who have been silent for longer than usual, and those who have not."""
    names = {str(category): str(category) for category in known.index}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = choices.select(KEY, _("Category"), names, next(iter(names)), width=260)
        row = known.loc[chosen]
        who = choices.choice(WHO_KEY, _("Who"), _sides(row), OUTSIDE)
    keys = cached.members(
        "category_keys", category=chosen, usual_to=float(row["usual_to"]), outside=who == OUTSIDE
    )
    people.show(keys, f"{file_name(chosen)}_{who}", {"from": "rhythm", KEY: chosen, "who": who})


def _sides(row: Any) -> dict[str, str]:
    """Both groups with their sizes."""
    return {
        OUTSIDE: _("Silent for longer: {count}", count=words().number(row["outside"])),
        INSIDE: _("Within the usual spread: {count}", count=words().number(row["inside"])),
    }


def file_name(category: str) -> str:
    """The category's name without what a file may not be called."""
    return "".join(sign if sign.isalnum() else "_" for sign in category)


def _usual(row: Any) -> str:
    if row.renewal == Renewal.RARE:
        return _("rarely")
    if row.usual_from != row.usual_from:
        return _("too early to say")
    return f"{words().number(row.usual_from)}–{words().number(row.usual_to)}"
