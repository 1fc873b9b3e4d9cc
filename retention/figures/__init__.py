"""Plotly figures of results. They show and never compute; language and colours are given."""

from retention.figures.active_base import active_base
from retention.figures.churn_rate import churn_rate
from retention.figures.cohort_curves import cohort_curves
from retention.figures.cohort_heatmap import cohort_heatmap
from retention.figures.gap_histogram import gap_histogram
from retention.figures.loaded_months import loaded_months
from retention.figures.rfm_grid import FREQUENCIES, rfm_grid
from retention.figures.theme import DARK, LIGHT, Palette, config

__all__ = [
    "DARK",
    "FREQUENCIES",
    "LIGHT",
    "Palette",
    "active_base",
    "churn_rate",
    "cohort_curves",
    "cohort_heatmap",
    "config",
    "gap_histogram",
    "loaded_months",
    "rfm_grid",
]
