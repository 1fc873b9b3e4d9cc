"""Names, table and the answer of the segments page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.ui import cached, choices
from pages.ui.words import _, ngettext, words
from retention.definitions import RFM_SEGMENTS
from retention.values import RfmSegment

KEY, CELL_KEY = "segment", "cell"
TO_ACT = (RfmSegment.CANNOT_LOSE, RfmSegment.AT_RISK, RfmSegment.NEED_ATTENTION)
"""Where a message is worth most, in order."""


def title(segment: str) -> str:
    """The name of a segment."""
    return _(RFM_SEGMENTS[RfmSegment(segment)].title)


def advice(segment: str) -> str:
    """What to do about a segment."""
    return _(RFM_SEGMENTS[RfmSegment(segment)].advice)


def sorted_rows(rows: Any) -> Any:
    """The segments, best first."""
    order = {segment.value: place for place, segment in enumerate(RFM_SEGMENTS)}
    return rows.sort_values("segment", key=lambda column: column.map(order)).reset_index(drop=True)


def names(rows: Any) -> dict[str, str]:
    """The segments that hold somebody."""
    return {str(segment): title(segment) for segment in rows["segment"]}


def first_to_act(rows: Any) -> str:
    """The segment that the page opens with."""
    held = set(rows["segment"])
    return next((segment.value for segment in TO_ACT if segment in held), next(iter(held)))


def answer(rows: Any) -> str:
    """The page's answer: who carries the shop, and who is about to be lost."""
    best, risk = _row(rows, RfmSegment.CHAMPIONS), _row(rows, TO_ACT[0]) or _row(rows, TO_ACT[1])
    sentences = []
    if best is not None:
        sentences.append(
            _(
                "Champions are {share} of customers and bring {revenue} of revenue.",
                share=words().percent(best.share),
                revenue=words().percent(best.revenue_share),
            )
        )
    if risk is not None:
        money = words().money(risk.net_revenue, cached.coverage().currency)
        sentences.append(
            ngettext(
                "{n} valuable customer worth {money} so far is slipping away.",
                "{n} valuable customers worth {money} so far are slipping away.",
                risk.customers,
                money=money,
            )
        )
    return " ".join(sentences) or _("Your customers in groups.")


def _row(rows: Any, segment: RfmSegment) -> Any | None:
    return next(rows[rows["segment"] == segment.value].itertuples(), None)


def table(rows: Any) -> None:
    """Groups with people, money and advice; a click on a row opens its people."""
    from pages.ui import tables  # needs pandas, which the overview can do without
    from pages.ui.tables import Column

    shown = rows.assign(
        name=[title(segment) for segment in rows["segment"]],
        advice=[advice(segment) for segment in rows["segment"]],
    )
    columns = {
        "name": Column(_("Group"), width=176),
        "customers": Column(_("Customers"), "number", width=80),
        "share": Column(_("Share"), "percent", width=60),
        "net_revenue": Column(_("Revenue"), "money", width=85),
        "revenue_share": Column(_("Of revenue"), "percent", width=85),
        "advice": Column(_("What to do")),  # takes the place that is left
    }

    def clicked() -> None:
        picked = st.session_state["segments table"]["selection"]["rows"]
        if picked:
            st.session_state[KEY] = str(rows["segment"].iloc[picked[0]])
            leave_cell()

    tables.show(shown, columns, key="segments table", on_select=clicked, selection_mode="single-row")


def open_cell(recency: str, frequency: str) -> None:
    """Shows the people of a cell of the picture."""
    st.session_state[CELL_KEY] = (int(recency), int(frequency))


def leave_cell() -> None:
    """Shows the people of the chosen group again."""
    st.session_state.pop(CELL_KEY, None)
    choices.mark_use(KEY)


def cell_sentence(cell: tuple[int, int]) -> str:
    """Which cell of the picture is open."""
    from retention.figures import FREQUENCIES

    recency, frequency = cell
    return _(
        "Recency {recency} of 5 (5 = just ordered), orders: {orders}",
        recency=recency,
        orders=FREQUENCIES[frequency - 1],
    )
