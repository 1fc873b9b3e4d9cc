"""Tables of coloured cells that can be clicked.

Plotly's own heatmap reports no clicks inside Streamlit. A horizontal bar from one cell border to the next
does, over its whole area: the picture is one bar trace with a bar for every cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from retention.figures.theme import Palette


@dataclass(frozen=True)
class Cell:
    """One cell: its place, what is written on it, and the id that a click gives back."""

    column: int
    row: float
    text: str
    hover: str
    colour: str
    id: tuple[str, ...]
    is_hatched: bool = False
    is_selected: bool = False


def add_cells(figure: go.Figure, cells: Sequence[Cell], palette: Palette, text_size: int) -> None:
    """Draws the cells; a click gives `customdata` = the cell's id."""
    figure.add_bar(
        orientation="h",
        base=[cell.column - 0.48 for cell in cells],
        x=[0.96] * len(cells),
        y=[cell.row for cell in cells],
        width=0.92,
        marker={
            # On hatched cells Plotly takes the colour for the strokes.
            "color": [palette.hatch if cell.is_hatched else cell.colour for cell in cells],
            "pattern": {
                "shape": ["/" if cell.is_hatched else "" for cell in cells],
                "fillmode": "replace",
                "bgcolor": palette.background,
                "size": 6,
                "solidity": 0.3,
            },
            "line": {
                "color": palette.second,
                "width": [2.5 if cell.is_selected else 0 for cell in cells],
            },
        },
        text=[cell.text for cell in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="inside",  # narrow screens get smaller text, never text across its neighbour
        textfont={"color": palette.text, "size": text_size},
        hovertext=[cell.hover for cell in cells],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[list(cell.id) for cell in cells],
        cliponaxis=False,
        # Plotly fades what was not clicked, the texts most of all: the outline says enough.
        selected={"marker": {"opacity": 1}, "textfont": {"color": palette.text}},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": palette.text}},
    )
    figure.update_layout(clickmode="event+select", bargap=0)
