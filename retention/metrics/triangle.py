"""Cohorts × periods as matrices: which cells have begun, which are over for everybody, and all cohorts together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from retention.metrics.cohorts import Cohorts, Mask
from retention.metrics.periods import index_of, last_closed
from retention.values import Caveat, Note


@dataclass(frozen=True)
class Triangle:
    """Rows are cohorts by their number, columns are periods 0, 1, …; cells that have not begun are outside `begun`."""

    cells: pd.DataFrame
    cohort: NDArray[Any]
    size: NDArray[Any]
    begun: NDArray[np.bool_]
    complete: NDArray[np.bool_]

    def matrix(self, column: str, kind: type = float, cells: pd.DataFrame | None = None) -> NDArray[Any]:
        """A column of the cells (or of others of these cohorts) by cohort and period, 0 where there is no row."""
        found = self.cells if cells is None else cells
        grid: NDArray[Any] = np.zeros(self.begun.shape, dtype=kind)
        row = np.searchsorted(self.cohort, found["cohort_index"])
        grid[row, found["period_index"].to_numpy(dtype=np.int64)] = found[column]
        return grid

    def pooled_periods(self, rows: Mask) -> NDArray[Any]:
        """Periods that are over for at least one of the cohorts."""
        return np.nonzero(self.complete[rows].any(axis=0))[0]

    def pooled(self, grid: NDArray[Any], rows: Mask) -> NDArray[Any]:
        """Sums over the complete cells of these cohorts in each pooled period."""
        sums = np.where(self.complete, grid, 0)[rows].sum(axis=0)
        return np.asarray(sums[self.pooled_periods(rows)])


def triangle_of(cells: pd.DataFrame, cohorts: Cohorts, as_of: date, age_days: int | None) -> Triangle:
    """Sorted cells as a triangle; those of period 0 hold `size`, oldest_on and youngest_on of the cohort.

    `age_days` is the length of a period on the age clock; None = whole calendar steps of the cohorts.
    """
    first = cells[cells["period_index"] == 0]
    cohort = first["cohort_index"].to_numpy(dtype=np.int64)
    begun_to, complete_to = _reach(first, cohort, cohorts, as_of, age_days)
    periods = np.arange(int(begun_to.max(initial=-1)) + 1)
    return Triangle(
        cells=cells,
        cohort=cohort,
        size=first["size"].to_numpy(dtype=np.int64),
        begun=periods <= begun_to[:, None],
        complete=periods <= complete_to[:, None],
    )


def _reach(
    first: pd.DataFrame, cohort: NDArray[Any], cohorts: Cohorts, as_of: date, age_days: int | None
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The last period that each cohort's oldest member has begun, and the last that is over for all."""
    if age_days is None:
        return index_of(cohorts.grain, as_of) - cohort, last_closed(cohorts.grain, as_of) - cohort
    lived_oldest, lived_youngest = (
        (pd.Timestamp(as_of) - pd.to_datetime(first[column])).dt.days.to_numpy(dtype=np.int64)
        for column in ("oldest_on", "youngest_on")
    )
    complete = (lived_youngest + 1) // age_days - 1
    return lived_oldest // age_days, np.where(cohorts.is_closed(cohort, as_of), complete, -1)


def open_cells(triangle: Triangle) -> Note | None:
    """The caveat, when some cells have begun and are not over."""
    count = int((triangle.begun & ~triangle.complete).sum())
    return Note(Caveat.OPEN_PERIOD, {"count": count}) if count else None
