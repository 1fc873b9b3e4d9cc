"""What made the active base grow and shrink: new and reactivated customers above zero, churned ones below."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from retention.figures.theme import Palette, canvas, each, see_through, time_axis
from retention.i18n import Words
from retention.values import Grain


def active_base(
    rows: pd.DataFrame, words: Words, palette: Palette, *, grain: Grain = Grain.MONTH, height: int = 300
) -> go.Figure:
    """Bars of `churn`; the period that is not over yet is paler."""
    _ = words.gettext
    figure = canvas(palette, words, height, t=32)
    opacity = [0.45 if is_open else 1.0 for is_open in rows["is_open"]]
    parts = (
        ("new", _("New"), palette.accent, 1),
        ("resurrected", _("Reactivated"), see_through(palette.accent, 0.45), 1),
        ("churned", _("Churned"), palette.second, -1),
    )
    for column, name, colour, side in parts:
        figure.add_bar(
            x=rows["period"],
            y=rows[column] * side,
            name=name,
            marker={"color": colour, "opacity": opacity},
            hovertext=[_hover(row, words, grain, name, getattr(row, column)) for row in each(rows)],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    figure.update_layout(barmode="relative", showlegend=True)
    figure.update_yaxes(tickformat=",d", zeroline=True, zerolinecolor=palette.muted, nticks=6)
    time_axis(figure, list(rows["period"]), words, grain)
    return figure


def _hover(row: Any, words: Words, grain: Grain, name: str, count: int) -> str:
    lines = [
        f"<b>{words.period(row.period, grain)}</b>",
        f"{name}: {words.number(count)}",
        words.gettext("active at the end: {count}", count=words.number(row.active_end)),
    ]
    return "<br>".join(lines)
