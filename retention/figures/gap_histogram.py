"""How many days pass between two orders, and where the churn window stands."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from retention.figures.theme import Palette, canvas, see_through
from retention.i18n import Words

WEEK = 7


def gap_histogram(
    rows: pd.DataFrame, words: Words, palette: Palette, *, window_days: int, height: int = 300
) -> go.Figure:
    """Gaps of `latency` (`days`, `gaps`) in weeks, added up by Plotly; those past the window are pale."""
    _ = words.gettext
    figure = canvas(palette, words, height, t=28)
    hover = _("{days} days: {count} repeat orders", days="%{x}", count="%{y}")
    late = rows["days"] >= window_days
    for part, colour in ((rows[~late], palette.accent), (rows[late], see_through(palette.accent, 0.35))):
        figure.add_histogram(
            x=part["days"],
            y=part["gaps"],
            histfunc="sum",
            xbins={"start": 0, "size": WEEK},
            marker={"color": colour},
            hovertemplate=hover + "<extra></extra>",
        )
    figure.add_vline(x=window_days, line={"color": palette.second, "width": 2, "dash": "dash"})
    figure.add_annotation(
        x=window_days,
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        text=words.ngettext("{n} day", "{n} days", window_days),
        font={"color": palette.second, "size": 13},
    )
    figure.update_layout(barmode="overlay", bargap=0.08)
    figure.update_yaxes(tickformat=",d", nticks=5)
    title = {"text": _("days between two orders"), "font": {"size": 12, "color": palette.muted}}
    figure.update_xaxes(title=title, tickformat=",d", nticks=8)
    return figure
