"""The clickable pictures: every cell is there, bears its id, and says what it may not hide."""

from __future__ import annotations

import pandas as pd
import pytest

from retention.figures import DARK, LIGHT, cohort_heatmap, config, rfm_grid
from retention.figures.theme import shade
from retention.i18n import words

EN, RU = words("en"), words("ru")


def cells(figure):
    """The bars by their id."""
    bars = figure.data[0]
    keys = [tuple(key) for key in bars.customdata]
    return {key: number for number, key in enumerate(keys)}, bars


@pytest.fixture
def heatmap(cohorts):
    return cohort_heatmap(cohorts, EN, LIGHT, currency="EUR", selected=("2026-01-01", 1))


def test_one_bar_trace_holds_every_cell_with_its_id(cohorts, heatmap):
    places, bars = cells(heatmap)
    assert len(heatmap.data) == 1
    assert places.keys() == {(str(row.cohort), str(row.period)) for row in cohorts.itertuples()}
    assert bars.orientation == "h"


def test_a_cell_is_clickable_over_its_whole_area(heatmap):
    places, bars = cells(heatmap)
    number = places["2026-01-01", "2"]
    assert (bars.base[number], bars.x[number], bars.width) == (1.52, 0.96, 0.92)


def test_open_cells_are_hatched_and_only_they(cohorts, heatmap):
    places, bars = cells(heatmap)
    hatched = {key for key, number in places.items() if bars.marker.pattern.shape[number]}
    assert hatched == {("2026-01-01", "2")}
    assert "not over yet" in bars.hovertext[places["2026-01-01", "2"]]


def test_first_column_is_neutral_small_cohorts_grey_and_tiny_ones_blank(heatmap):
    places, bars = cells(heatmap)
    colours = {key: bars.marker.color[number] for key, number in places.items()}
    assert colours["2026-01-01", "0"] == LIGHT.neutral
    assert colours["2026-02-01", "1"] == LIGHT.few
    assert colours["2026-03-01", "0"] == LIGHT.background
    assert colours["2026-01-01", "1"] not in (LIGHT.neutral, LIGHT.few, LIGHT.background)


def test_pooled_row_stands_above_and_apart(heatmap):
    places, bars = cells(heatmap)
    rows = {key[0]: bars.y[number] for key, number in places.items()}
    assert rows["2026-01-01"] - rows["all"] > 1
    assert rows["2026-01-01"] < rows["2026-02-01"] < rows["2026-03-01"]


def test_selected_cell_has_an_outline_and_nothing_fades(heatmap):
    places, bars = cells(heatmap)
    outlined = {key for key, number in places.items() if bars.marker.line.width[number]}
    assert outlined == {("2026-01-01", "1")}
    assert bars.unselected.marker.opacity == 1
    assert bars.unselected.textfont.color == bars.textfont.color == LIGHT.text


def test_hover_speaks_plain_words(cohorts, heatmap):
    places, bars = cells(heatmap)
    hover = bars.hovertext[places["2026-01-01", "1"]].replace("\N{NO-BREAK SPACE}", " ")
    assert hover == (
        "<b>January 2026</b>, month 1<br>80 of 400 came back<br>likely between 15% and 25%<br>revenue €800.00"
    )
    _, bars = cells(cohort_heatmap(cohorts, RU, LIGHT))
    assert "вернулись" in bars.hovertext[1] and "came back" not in "".join(bars.hovertext)


@pytest.mark.parametrize("columns", [13, 36])
def test_wide_tables_write_bare_numbers(columns):
    rows = pd.DataFrame(
        {
            "cohort": ["2024-01-01"] * columns, "size": 100, "period": range(columns), "customers": 20, "share": 0.2,
            "share_low": 0.1, "share_high": 0.3, "revenue": 1.0, "is_complete": True,
        }
    )  # fmt: skip
    assert cohort_heatmap(rows, RU, LIGHT).data[0].text[1] == (
        "20\N{NO-BREAK SPACE}%" if columns == 13 else "20"
    )


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_cell_text_is_readable_on_every_shade(palette):
    grounds = [shade(palette, step / 20, 1.0) for step in range(21)] + [palette.neutral, palette.few]
    assert min(contrast(palette.text, ground) for ground in grounds) >= 4.5


def test_rfm_grid_gives_recency_and_frequency():
    rows = pd.DataFrame({"R": [1, 5], "F": [2, 5], "customers": [40, 10], "net_revenue": [100.0, 2000.0]})
    places, bars = cells(rfm_grid(rows, EN, DARK, currency="EUR", selected=(5, 5)))
    assert places.keys() == {("1", "2"), ("5", "5")}
    assert bars.hovertext[1] == "10 customers<br>revenue €2,000"


def test_the_camera_is_the_only_button():
    assert config("churn")["modeBarButtons"] == [["toImage"]]
    assert config("churn")["toImageButtonOptions"]["filename"] == "churn"


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, WCAG 2.2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
