"""`metric`, `describe`, `definitions`: the tables of the contract, equal to what the functions say."""

import json
import math
import re
from datetime import date, datetime

import pandas as pd
import pytest

from retention.definitions import DEFINITIONS
from retention.metrics import METRICS, compute
from retention.shop import Shop

from .conftest import as_rows

CONTRACT = {
    "cohort_retention": "cohort, size, period, customers, share, share_low, share_high, orders, revenue, "
    "cumulative_revenue_per_customer, average_order_value, is_complete, cohorts",
    "repeat_purchase": "horizon_days, eligible, repeaters, share, share_low, share_high, km_at_risk, km_share, "
    "km_low, km_high",
    "latency": "order_number, days, gaps",
    "churn": "period, active_start, new, resurrected, churned, active_end, churn_rate, rate_low, rate_high, "
    "churned_revenue_365, window_days, is_open",
    "departed": "kind, customers, never_bought, also_gone, also_visits_only, also_abandoned_cart",
    "interest": "category, viewers, buyers, viewed_not_bought",
    "carts": "period, sessions, cart_sessions, abandoned, abandonment_rate, conversion, is_open",
    "lifetime_value": "cohort, size, age_months, revenue_per_customer, margin_per_customer, is_complete",
    "concentration": "period, net_revenue, repeat_revenue, repeat_share, top_decile_share, is_open",
    "acquisition": "period, channel, spend, new_customers, cac, ltv_to_date, payback_months",
    "rfm": "segment, customers, share, net_revenue, revenue_share, median_recency_days, purchases_per_customer, "
    "average_order_value",
    "customers": "customer_key, first_at, last_at, purchases, net_revenue, recency_days, R, F, M, segment, stage, "
    "main_category, first_channel, country",
}
DESCRIBE = (
    "as_of first_at last_at customers purchases gross_revenue refunds net_revenue average_order_value "
    "orders_per_customer one_time_share repeat_share anonymous_orders anonymous_revenue_share sessions currency "
    "time_zone churn_window_days caveats"
)
COUNTS = {
    "size", "period", "customers", "orders", "cohorts", "horizon_days", "eligible", "repeaters", "km_at_risk",
    "order_number", "days", "gaps", "active_start", "new", "resurrected", "churned", "active_end", "window_days",
    "customer_key", "purchases", "recency_days", "R", "F", "M", "next_customers", "returning",
    "dormant", "age_months", "first_purchases",
    "repeat_purchases", "new_customers", "payback_months",
}  # fmt: skip
ASKED = [
    ("cohort_retention", {"grain": "week", "mode": "cumulative", "clock": "age"}),
    ("churn", {"grain": "quarter", "window": "45"}),
    ("customers", {"where": "country=LV", "as_of": "2024-05-31"}),
    ("repeat_purchase", {"where": "country=EE"}),
    ("lifetime_value", {"grain": "quarter"}),
    ("concentration", {"grain": "week"}),
    ("repeat_spend", {"as_of": "2024-06-30"}),
    ("rfm", {}),
    ("latency", {"as_of": "2024-06-30"}),
    ("rfm_cells", {}),
    ("cart_losses", {"as_of": "2024-06-29"}),
    ("interest", {"by": "category", "as_of": "2024-06-25"}),
    ("first_order", {}),
    ("next_category", {"where": "country=LV"}),
    ("departed", {"window": "30", "visit_window": "20"}),
    ("carts", {"grain": "week", "as_of": "2024-06-22"}),
]


def written(value):
    """A value of a result as the table writes it."""
    if isinstance(value, bool | type(pd.Series([True]).iloc[0])):
        return "true" if value else "false"
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return str(value)


@pytest.mark.parametrize("name", METRICS)
def test_columns_are_those_of_the_contract(run, visited, name):
    answer = run("metric", name, shop=visited)
    columns, rows = as_rows(answer.out)
    assert answer.code == 0
    assert rows
    assert ", ".join(columns) == CONTRACT.get(name, ", ".join(DEFINITIONS[name].column_names))


@pytest.mark.parametrize(("name", "options"), ASKED)
def test_table_equals_the_result(run, visited, name, options):
    with Shop.open(visited) as shop:
        expected = compute(shop, name, **options).rows
    given = [part for key, value in options.items() for part in (f"--{key.replace('_', '-')}", value)]
    columns, rows = as_rows(run("metric", name, *given, shop=visited).out)
    assert columns == list(expected.columns)
    assert [list(row.values()) for row in rows] == [
        [written(value) for value in row] for row in expected.astype(object).itertuples(index=False)
    ]
    assert rows


@pytest.mark.parametrize("name", METRICS)
def test_numbers_are_written_as_scripts_read_them(run, visited, name):
    columns, rows = as_rows(run("metric", name, shop=visited).out)
    for row in rows:
        for column in columns:
            cell = row[column]
            is_day = column == "cohort" or (column == "period" and name != "cohort_retention")
            if column in COUNTS and not is_day:
                assert re.fullmatch(r"-?\d+|all|", cell), (column, cell)
            if column.startswith("is_"):
                assert cell in ("true", "false")
            if is_day:
                assert cell == "all" or date.fromisoformat(cell).isoformat() == cell
            if column.endswith("_at"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", cell)
    assert rows


def test_times_are_whole_also_at_midnight(run, tmp_path):
    file = tmp_path / "days.csv"
    file.write_text("Order ID,Date,Email,Total\n1,2024-01-05,a@example.com,10\n", "utf-8")
    shop = tmp_path / "new.duckdb"
    assert run("import", file, shop=shop).code == 0
    _, rows = as_rows(run("metric", "customers", shop=shop).out)
    assert rows[0]["first_at"] == "2024-01-05 00:00:00"


def test_notes_go_to_stderr(run, loaded):
    answer = run("metric", "churn", shop=loaded)
    assert "note: few_gaps" in answer.err
    assert "note" not in answer.out


def test_output_holds_the_table_instead_of_stdout(run, loaded, tmp_path):
    target = tmp_path / "churn.csv"
    answer = run("metric", "churn", "--output", target, shop=loaded)
    assert (answer.code, answer.out) == (0, "")
    assert target.read_bytes().decode("utf-8") == run("metric", "churn", shop=loaded).out
    assert target.stat().st_mode & 0o077 == 0


def test_output_path_that_cannot_be_written(run, loaded, tmp_path):
    answer = run("metric", "churn", "--output", tmp_path / "no" / "churn.csv", shop=loaded)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.strip().splitlines()[-1].startswith("path_unusable: ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nothing",), "metric_unknown"),
        (("churn", "--grain", "decade"), "value_unknown"),
        (("churn", "--mode", "cumulative"), "option_unknown"),
        (("churn", "--window", "0"), "window_wrong"),
        (("carts",), "no_visits"),
        (("acquisition",), "spend_missing"),
        (("departed", "--visit-window", "0"), "visit_window_wrong"),
        (("departed", "--visit-window", "auto"), "value_unknown"),
        (("interest", "--by", "colour"), "value_unknown"),
        (("churn", "--window", "many"), "value_unknown"),
        (("churn", "--as-of", "31.10.2026"), "value_unknown"),
        (("churn", "--as-of", "1999-01-01"), "as_of_wrong"),
        (("churn", "--where", "height=tall"), "segment_field_unknown"),
        (("churn", "--where", "country"), "value_unknown"),
    ],
)
def test_wrong_questions_are_refused(run, loaded, arguments, code):
    answer = run("metric", *arguments, shop=loaded)
    assert (answer.code, answer.out) == (1, "")
    assert re.fullmatch(rf"{code}: .+\.\n", answer.err)


def test_two_conditions_must_both_hold(run, loaded):
    both = run("metric", "customers", "--where", "country=EE", "--where", "first_category=Tea", shop=loaded)
    one = run("metric", "customers", "--where", "country=EE", shop=loaded)
    assert len(as_rows(one.out)[1]) == 2
    assert as_rows(both.out)[1] == []


def test_describe_is_one_object_in_the_contracts_order(run, loaded):
    answer = run("describe", shop=loaded)
    found = json.loads(answer.out)
    assert " ".join(found) == DESCRIBE
    expected = {
        "as_of": "2024-07-01",
        "first_at": "2024-01-05 10:00:00",
        "customers": 4,
        "purchases": 6,
        "gross_revenue": 410.5,
        "refunds": 70.0,
        "net_revenue": 340.5,
        "one_time_share": 0.5,
        "repeat_share": 0.5,
        "anonymous_orders": 1,
        "sessions": 0,
    }
    assert {key: found[key] for key in expected} == expected
    assert found["average_order_value"] == pytest.approx(280.5 / 6)
    assert found["anonymous_revenue_share"] == pytest.approx(60 / 410.5)


def test_definitions_of_everything(run):
    answer = run("definitions")
    assert answer.code == 0
    for record in DEFINITIONS.values():
        assert f"{record.title}  ({record.key})" in answer.out
    assert "select * from" not in answer.out


@pytest.mark.parametrize("name", DEFINITIONS)
def test_one_definition_with_columns_and_sql(run, name):
    record = DEFINITIONS[name]
    answer = run("definitions", name)
    assert answer.out.startswith(f"{record.title}  ({name})\n")
    for column in record.column_names:
        assert re.search(rf"^  {column} ", answer.out, re.M)
    for file in record.sql_files:
        assert f"-- {file}.sql\n" in answer.out
    for caveat in record.caveats:
        assert f" {caveat}: " in answer.out
    assert re.search(r"^select \* from", answer.out, re.M)


def test_a_definition_in_russian(run):
    answer = run("definitions", "churn", "--language", "ru")
    assert answer.out.startswith("Отток (Churn Rate)  (churn)\n")
    for label in ("Формула ", "Что важно знать\n", "Столбцы\n", "-- metrics/churn.sql\n"):
        assert f"\n{label}" in answer.out


def test_unknown_definition_is_refused(run):
    answer = run("definitions", "nothing")
    assert (answer.code, answer.out, answer.err.split(":")[0]) == (1, "", "metric_unknown")
