"""The table of cases: which golden file is which command, and which columns name a row."""

import csv
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

SHARED = Path(__file__).parents[2].parent / "shared"
GOLDEN = SHARED / "golden"
DATA = SHARED / "data"
ABSENT = f"the golden tables stand in {SHARED.name}/ beside the project folder, which is absent here"


@dataclass(frozen=True)
class Case:
    """One golden file: the metric that prints it and the columns that name a row."""

    file: str
    metric: str
    keys: tuple[str, ...]
    options: dict = field(default_factory=dict)


COHORT = ("cohort", "period")
CASES = (
    Case("cohort_retention.csv", "cohort_retention", COHORT),
    Case("cohort_retention_on_or_after.csv", "cohort_retention", COHORT, {"mode": "on_or_after"}),
    Case("cohort_retention_cumulative.csv", "cohort_retention", COHORT, {"mode": "cumulative"}),
    Case("cohort_retention_quarter.csv", "cohort_retention", COHORT, {"grain": "quarter"}),
    Case("cohort_retention_week.csv", "cohort_retention", COHORT, {"grain": "week"}),
    Case("cohort_retention_age.csv", "cohort_retention", COHORT, {"clock": "age"}),
    Case(
        "cohort_retention_age_cumulative.csv",
        "cohort_retention",
        COHORT,
        {"clock": "age", "mode": "cumulative"},
    ),
    Case("repeat_purchase.csv", "repeat_purchase", ("horizon_days",)),
    Case("churn_auto.csv", "churn", ("period",)),
    Case("churn_90.csv", "churn", ("period",), {"window": 90}),
    Case("rfm_cells.csv", "rfm_cells", ("R", "F", "M")),
    Case("order_ladder.csv", "order_ladder", ("order_number",)),
    Case("lifetime_value.csv", "lifetime_value", ("cohort", "age_months")),
    Case("lifecycle.csv", "lifecycle", ("period",)),
    Case("timing.csv", "timing", ("part", "value")),
    Case("carts.csv", "carts", ("period",)),
    Case("departed.csv", "departed", ("kind",)),
    Case(
        "departed_as_of_2011-11-03_window_30.csv",
        "departed",
        ("kind",),
        {"as_of": date(2011, 11, 3), "window": 30},
    ),
)


def expected(data_set: str, case: Case) -> list[dict]:
    """The rows of a golden file."""
    with (GOLDEN / data_set / case.file).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected_description(data_set: str) -> dict:
    """The golden `describe`."""
    return json.loads((GOLDEN / data_set / "describe.json").read_text(encoding="utf-8"))


def pairs(data_sets: tuple[str, ...], metrics: set[str]) -> list[tuple[str, Case]]:
    """All (data set, case) for which a golden file exists; without the folder, all that could exist."""
    return [
        (name, case)
        for name in data_sets
        for case in CASES
        if case.metric in metrics and (not GOLDEN.is_dir() or (GOLDEN / name / case.file).is_file())
    ]
