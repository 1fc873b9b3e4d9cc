"""Orders of a file by month: those that count, and those still on their way."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from retention.figures.theme import Palette, canvas, each, time_axis
from retention.i18n import Words
from retention.values import Grain


def loaded_months(
    rows: pd.DataFrame, words: Words, palette: Palette, *, currency: str | None = None, height: int = 250
) -> go.Figure:
    """Bars of an import report's months: columns month, counted, pending, gross_revenue."""
    _ = words.gettext
    figure = canvas(palette, words, height, t=32)
    parts = (("counted", _("Sales"), palette.accent), ("pending", _("On their way"), palette.hatch))
    hover = [_hover(row, words, currency) for row in each(rows)]
    for column, name, colour in parts:
        if rows[column].any():
            figure.add_bar(
                x=rows["month"],
                y=rows[column],
                name=name,
                marker={"color": colour},
                hovertext=hover,
                hovertemplate="%{hovertext}<extra></extra>",
            )
    figure.update_layout(barmode="stack", showlegend=bool(rows["pending"].any()))
    figure.update_yaxes(tickformat=",d", nticks=5, rangemode="tozero")
    time_axis(figure, list(rows["month"]), words, Grain.MONTH, labels=6)
    return figure


def _hover(row: Any, words: Words, currency: str | None) -> str:
    _ = words.gettext
    lines = [
        f"<b>{words.month(row.month)}</b>",
        _(
            "{count} sales, {amount}",
            count=words.number(row.counted),
            amount=words.money(row.gross_revenue, currency),
        ),
    ]
    if row.pending:
        lines.append(_("{count} on their way", count=words.number(row.pending)))
    return "<br>".join(lines)
