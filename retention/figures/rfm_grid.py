"""Recency by frequency as a picture of 5 × 5: the best customers stand at the top right."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from retention.figures.cells import Cell, add_cells
from retention.figures.theme import Palette, canvas, each, shade
from retention.i18n import Words

FREQUENCIES = ("1", "2", "3", "4–6", "7+")


def rfm_grid(
    rows: pd.DataFrame,
    words: Words,
    palette: Palette,
    *,
    currency: str | None = None,
    selected: tuple[int, int] | None = None,
    height: int = 360,
) -> go.Figure:
    """One row a cell (`R`, `F`, `customers`, `net_revenue`). A click gives (R, F)."""
    figure = canvas(palette, words, height, t=4)
    highest = float(rows["customers"].max()) if len(rows) else 0.0
    cells = [
        Cell(
            column=int(row.F),
            row=int(row.R),
            text=words.number(row.customers),
            hover=_hover(row, words, currency),
            colour=shade(palette, float(row.customers), highest),
            id=(str(row.R), str(row.F)),
            is_selected=(int(row.R), int(row.F)) == selected,
        )
        for row in each(rows)
    ]
    add_cells(figure, cells, palette, text_size=14)
    _label_axes(figure, words, palette)
    return figure


def _label_axes(figure: go.Figure, words: Words, palette: Palette) -> None:
    _ = words.gettext
    title = {"size": 12, "color": palette.muted}
    figure.update_xaxes(
        tickvals=[1, 2, 3, 4, 5],
        ticktext=FREQUENCIES,
        range=[0.5, 5.5],
        title={"text": _("orders"), "font": title},
        showline=False,
    )
    figure.update_yaxes(
        tickvals=[1, 5],
        ticktext=[_("long ago"), _("just now")],
        range=[0.5, 5.5],
        title={"text": _("last order"), "font": title},
        showgrid=False,
    )


def _hover(row: Any, words: Words, currency: str | None) -> str:
    lines = [words.ngettext("{n} customer", "{n} customers", row.customers)]
    if pd.notna(row.net_revenue):
        lines.append(words.gettext("revenue {money}", money=words.money(row.net_revenue, currency)))
    return "<br>".join(lines)
