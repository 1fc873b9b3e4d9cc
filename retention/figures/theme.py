"""One look for all figures: the colours of .streamlit/config.toml, light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from retention.i18n import Words
from retention.values import Grain

FONT = '"Source Sans", "Source Sans Pro", sans-serif'


@dataclass(frozen=True)
class Palette:
    """Colours of one theme. `shades` go from little to much and keep `text` readable on every one of them."""

    background: str
    text: str
    muted: str
    line: str
    accent: str
    second: str
    worse: str
    neutral: str  # the column that is always 100 %
    few: str  # not enough data
    hatch: str  # not over yet
    shades: tuple[str, ...]


LIGHT = Palette(
    background="#ffffff",
    text="#1d2430",
    muted="#667080",
    line="#e3e7ed",
    accent="#1f5fa8",
    second="#c26a0a",
    worse="#c4372f",
    neutral="#f3f5f8",
    few="#e4e7ec",
    hatch="#cfdbe8",
    shades=("#eef4fb", "#d9e7f6", "#bfd7ef", "#a0c4e6", "#7eaedb", "#5c96cd"),
)
DARK = Palette(
    background="#12161c",
    text="#f2f4f7",
    muted="#9aa4b2",
    line="#2a313c",
    accent="#6cb4ee",
    second="#f0a955",
    worse="#f0706a",
    neutral="#1d232c",
    few="#2b323d",
    hatch="#2c3f57",
    shades=("#17263a", "#1b3655", "#1f4771", "#25598c", "#2b6399", "#306ca6"),
)


def config(file_name: str) -> dict[str, Any]:
    """Plotly's own buttons: only the camera, which saves a sharp PNG."""
    return {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": file_name, "scale": 2},
        "scrollZoom": False,
        "doubleClick": False,
    }


def canvas(palette: Palette, words: Words, height: int, **margin: int) -> go.Figure:
    """An empty figure: no grid but faint horizontal lines, no frame, our font."""
    figure = go.Figure(layout={"template": go.layout.Template()})  # not Plotly's own look underneath
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8, **margin},
        font={"family": FONT, "size": 13, "color": palette.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={
            "bgcolor": palette.background,
            "bordercolor": palette.line,
            "font": {"family": FONT, "size": 13, "color": palette.text},
            "align": "left",
        },
        showlegend=False,
        legend={"orientation": "h", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "title": None},
        bargap=0.25,
        dragmode=False,
        separators=".," if words.language == "en" else ",\N{NO-BREAK SPACE}",
    )
    quiet = {"zeroline": False, "fixedrange": True, "automargin": True, "tickfont": {"color": palette.muted}}
    figure.update_xaxes(showgrid=False, linecolor=palette.line, **quiet)
    figure.update_yaxes(gridcolor=palette.line, **quiet)
    return figure


def percent_axis(figure: go.Figure, words: Words, highest: float) -> None:
    """A vertical axis of shares from 0, labelled as the language writes percent."""
    step = next((step for step in (0.01, 0.02, 0.05, 0.1, 0.2) if highest / step <= 6), 0.25)
    ticks = [step * number for number in range(int(highest / step) + 2)]
    texts = [words.percent(tick, is_rounded=True) for tick in ticks]
    figure.update_yaxes(tickvals=ticks, ticktext=texts, range=[0, max(highest * 1.08, step)])


def time_axis(figure: go.Figure, days: Sequence[date], words: Words, grain: Grain, labels: int = 8) -> None:
    """A horizontal axis of periods with at most so many labels: Plotly would write its dates in English."""
    shown = days[:: -(-len(days) // labels) or 1]
    figure.update_xaxes(tickvals=shown, ticktext=[words.period_short(day, grain) for day in shown])


def shade(palette: Palette, value: float, highest: float) -> str:
    """The shade of a value between 0 and the highest one, mixed between two neighbours of the scale."""
    if highest <= 0:
        return palette.shades[0]
    place = min(max(value / highest, 0.0), 1.0) * (len(palette.shades) - 1)
    low = min(int(place), len(palette.shades) - 2)
    return _mixed(palette.shades[low], palette.shades[low + 1], place - low)


def see_through(colour: str, opacity: float) -> str:
    """The same colour, letting the background through."""
    return f"rgba({', '.join(str(part) for part in _parts(colour))}, {opacity})"


def _mixed(first: str, second: str, weight: float) -> str:
    pairs = zip(_parts(first), _parts(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * weight):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def each(rows: pd.DataFrame) -> list[Any]:
    """The rows of a table, one after the other."""
    return list(rows.itertuples())
