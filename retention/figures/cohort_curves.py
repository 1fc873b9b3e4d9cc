"""How a share develops with the periods since the first order: all cohorts, and a chosen one."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from retention.figures.theme import Palette, canvas, each, percent_axis, see_through
from retention.i18n import POOLED, Words, cohort_name, period_name, periods_since
from retention.values import Grain


def cohort_curves(
    rows: pd.DataFrame,
    words: Words,
    palette: Palette,
    *,
    grain: Grain = Grain.MONTH,
    chosen: str = POOLED,
    first_period: int = 1,
    height: int = 320,
) -> go.Figure:
    """Curves of `cohort_retention` with the pooled 95 % band; periods that are not over yet are dotted."""
    figure = canvas(palette, words, height, t=32)
    shown = rows[(rows["period"] >= first_period) & rows["cohort"].astype(str).isin([POOLED, chosen])]
    pooled = shown[shown["cohort"].astype(str) == POOLED]
    _add_band(figure, pooled, palette)
    _add_line(figure, pooled, words, grain, palette.accent)
    if chosen != POOLED:
        cohort = shown[shown["cohort"].astype(str) == chosen]
        is_complete = cohort["is_complete"].astype(bool)
        _add_line(figure, cohort[is_complete], words, grain, palette.second)
        _add_open(figure, cohort[~is_complete], words, grain, palette)
    percent_axis(figure, words, float(shown[["share", "share_high"]].max().max()) if len(shown) else 0.0)
    title = {"text": periods_since(words, grain), "font": {"size": 12, "color": palette.muted}}
    last = int(shown["period"].max()) if len(shown) else first_period
    figure.update_xaxes(title=title, dtick=1 if last <= 12 else 3, range=[first_period - 0.4, last + 0.4])
    figure.update_layout(showlegend=True)
    return figure


def _add_band(figure: go.Figure, pooled: pd.DataFrame, palette: Palette) -> None:
    known = pooled.dropna(subset=["share_low", "share_high"])
    figure.add_scatter(
        x=[*known["period"], *known["period"][::-1]],
        y=[*known["share_high"], *known["share_low"][::-1]],
        mode="lines",  # points of its own would look like data
        fill="toself",
        fillcolor=see_through(palette.accent, 0.14),
        line={"width": 0},
        hoverinfo="skip",
        showlegend=False,
    )


def _add_line(figure: go.Figure, rows: pd.DataFrame, words: Words, grain: Grain, colour: str) -> None:
    if rows.empty:
        return
    figure.add_scatter(
        x=rows["period"],
        y=rows["share"],
        mode="lines+markers",
        name=cohort_name(str(rows["cohort"].iloc[0]), words, grain),
        line={"color": colour, "width": 2.5},
        marker={"size": 6},
        hovertext=[_hover(row, words, grain) for row in each(rows)],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _add_open(figure: go.Figure, rows: pd.DataFrame, words: Words, grain: Grain, palette: Palette) -> None:
    if rows.empty:
        return
    figure.add_scatter(
        x=rows["period"],
        y=rows["share"],
        mode="markers",
        name=words.gettext("not over yet"),
        marker={"size": 8, "color": palette.background, "line": {"color": palette.second, "width": 1.5}},
        hovertext=[_hover(row, words, grain) for row in each(rows)],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _hover(row: Any, words: Words, grain: Grain) -> str:
    _ = words.gettext
    name = cohort_name(str(row.cohort), words, grain)
    return f"<b>{name}</b>, {period_name(row.period, words, grain)}<br>{interval_text(row, words)}"


def interval_text(row: Any, words: Words) -> str:
    """`23% came back, likely between 19% and 27%`."""
    share, low, high = (getattr(row, name) for name in ("share", "share_low", "share_high"))
    return words.gettext(
        "{share} came back, likely between {low} and {high}",
        share=words.percent(share),
        low=words.percent(low),
        high=words.percent(high),
    )
