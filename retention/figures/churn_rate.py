"""The churn rate by period with its likely range; the period that is not over yet is hollow."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from retention.figures.theme import Palette, canvas, each, percent_axis, see_through, time_axis
from retention.i18n import Words
from retention.values import Grain


def churn_rate(
    rows: pd.DataFrame, words: Words, palette: Palette, *, grain: Grain = Grain.MONTH, height: int = 300
) -> go.Figure:
    """Line of `churn`; periods that began without active customers have no rate and are left out."""
    figure = canvas(palette, words, height)
    known = rows.dropna(subset=["churn_rate"])
    closed = known[~known["is_open"].astype(bool)]
    ranged = closed.dropna(subset=["rate_low", "rate_high"])
    figure.add_scatter(
        x=[*ranged["period"], *ranged["period"][::-1]],
        y=[*ranged["rate_high"], *ranged["rate_low"][::-1]],
        mode="lines",  # points of its own would look like data
        fill="toself",
        fillcolor=see_through(palette.accent, 0.14),
        line={"width": 0},
        hoverinfo="skip",
    )
    last = known.tail(2) if len(known) > len(closed) else known.head(0)
    _add_line(
        figure, last, words, grain, {"color": palette.accent, "width": 2, "dash": "dot"}, palette.background
    )
    _add_line(figure, closed, words, grain, {"color": palette.accent, "width": 2.5}, palette.accent)
    percent_axis(figure, words, float(known[["churn_rate", "rate_high"]].max().max()) if len(known) else 0.0)
    time_axis(figure, list(known["period"]), words, grain)
    return figure


def _add_line(
    figure: go.Figure, rows: pd.DataFrame, words: Words, grain: Grain, line: dict[str, Any], fill: str
) -> None:
    figure.add_scatter(
        x=rows["period"],
        y=rows["churn_rate"],
        mode="lines+markers",
        line=line,
        marker={"size": 7, "color": fill, "line": {"color": line["color"], "width": 1.5}},
        hovertext=[_hover(row, words, grain) for row in each(rows)],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _hover(row: Any, words: Words, grain: Grain) -> str:
    _ = words.gettext
    lines = [
        f"<b>{words.period(row.period, grain)}</b>: {words.percent(row.churn_rate)}",
        _(
            "{count} of {size} active customers left",
            count=words.number(row.churned),
            size=words.number(row.active_start),
        ),
    ]
    if pd.notna(row.rate_low):
        low, high = words.percent(row.rate_low), words.percent(row.rate_high)
        lines.append(_("likely between {low} and {high}", low=low, high=high))
    if row.is_open:
        lines.append(_("not over yet"))
    return "<br>".join(lines)
