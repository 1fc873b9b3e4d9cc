"""The cohort table as a picture: rows are cohorts, columns the periods since the first order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from retention.figures.cells import Cell, add_cells
from retention.figures.theme import Palette, canvas, each, shade
from retention.i18n import POOLED, Words, cohort_name, period_name, periods_since
from retention.values import Grain

FEW, TOO_FEW = 30, 10
PERCENT_SIGN = "\N{NO-BREAK SPACE}%"
WIDE = 14  # from so many columns on, a cell has no room for more than a bare number


def cohort_heatmap(
    rows: pd.DataFrame,
    words: Words,
    palette: Palette,
    *,
    grain: Grain = Grain.MONTH,
    measure: str = "share",
    currency: str | None = None,
    selected: tuple[str, int] | None = None,
    is_narrow: bool = False,
) -> go.Figure:
    """Cells of `cohort_retention`; the pooled row stands above the others. A click gives (cohort, period)."""
    cohorts = [str(cohort) for cohort in rows["cohort"].drop_duplicates() if cohort != POOLED]
    places = {POOLED: -0.3, **{cohort: number + 1.0 for number, cohort in enumerate(cohorts)}}
    columns = int(rows["period"].max()) + 1
    write = _writer(measure, words, is_bare=is_narrow or columns >= WIDE)
    highest = _highest(rows, measure)
    cells = [
        Cell(
            column=int(row.period),
            row=places[str(row.cohort)],
            text=write(getattr(row, measure)),
            hover=_hover(row, words, grain, currency),
            colour=_colour(row, measure, highest, palette),
            id=(str(row.cohort), str(row.period)),
            is_hatched=not bool(row.is_complete),
            is_selected=(str(row.cohort), int(row.period)) == selected,
        )
        for row in each(rows)
        if pd.notna(getattr(row, measure))
    ]
    step = 30 if len(cohorts) <= 18 else 25
    figure = canvas(palette, words, height=int((len(cohorts) + 1.8) * step + 44), t=4, b=4)
    add_cells(figure, cells, palette, text_size=13 if columns < WIDE else 11)
    _label_axes(figure, rows, places, columns, words, grain)
    return figure


def _label_axes(
    figure: go.Figure, rows: pd.DataFrame, places: dict[str, float], columns: int, words: Words, grain: Grain
) -> None:
    sizes = rows[rows["period"] == 0].set_index(rows["cohort"].astype(str)[rows["period"] == 0])["size"]
    labels = [_row_label(cohort, sizes.get(cohort), words, grain) for cohort in places]
    figure.update_yaxes(
        tickvals=list(places.values()),
        ticktext=labels,
        range=[len(places) - 0.4, -0.9],
        showgrid=False,
        tickfont={"color": figure.layout.font.color},
    )
    every = 1 if columns <= 26 else 2
    figure.update_xaxes(
        side="top",
        tickvals=list(range(0, columns, every)),
        range=[-0.5, columns - 0.5],
        title={
            "text": periods_since(words, grain),
            "font": {"size": 12, "color": figure.layout.xaxis.tickfont.color},
        },
        ticks="",
        showline=False,
    )


def _row_label(cohort: str, size: float | None, words: Words, grain: Grain) -> str:
    name = cohort_name(cohort, words, grain, is_short=True)
    text = f"<b>{name}</b>" if cohort == POOLED else name
    return f"{text}  <span style='font-size:11px'>{words.number(size)}</span>"


def _writer(measure: str, words: Words, *, is_bare: bool) -> Callable[[float], str]:
    if measure == "share":
        return (lambda share: words.percent(share).rstrip(PERCENT_SIGN)) if is_bare else words.percent
    return words.number


def _highest(rows: pd.DataFrame, measure: str) -> float:
    """The value with the darkest shade: one small cohort with a freak share must not pale all others."""
    shown = rows[(rows["period"] > 0) & (rows["size"] >= FEW) & (rows["cohort"].astype(str) != POOLED)]
    values = shown[measure].dropna()
    return float(values.quantile(0.97)) if len(values) else 0.0


def _colour(row: Any, measure: str, highest: float, palette: Palette) -> str:
    if row.size < TOO_FEW or not row.is_complete:
        return palette.background
    if row.size < FEW:
        return palette.few
    if row.period == 0:
        return palette.neutral
    return shade(palette, float(getattr(row, measure)), highest)


def _hover(row: Any, words: Words, grain: Grain, currency: str | None) -> str:
    _ = words.gettext
    lines = [
        f"<b>{cohort_name(str(row.cohort), words, grain)}</b>, {period_name(int(row.period), words, grain)}",
        _("{count} of {size} came back", count=words.number(row.customers), size=words.number(row.size)),
    ]
    if row.period > 0 and pd.notna(row.share_low):
        low, high = words.percent(row.share_low), words.percent(row.share_high)
        lines.append(_("likely between {low} and {high}", low=low, high=high))
    if pd.notna(row.revenue) and str(row.cohort) != POOLED:
        lines.append(_("revenue {money}", money=words.money(row.revenue, currency)))
    if row.size < FEW:
        lines.append(_("not enough data"))
    if not row.is_complete:
        lines.append(_("not over yet"))
    return "<br>".join(lines)
