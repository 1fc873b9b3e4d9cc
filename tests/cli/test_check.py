"""`check`, and what `import` says after its last file."""

import json

import pytest

from retention import checking
from retention.metrics import CHECKS
from retention.shop import Shop
from tests.cli.conftest import as_rows

NOTHING = dict.fromkeys((check.key for check in CHECKS), 0)
EMPTY_MONTHS = (
    "check months_without_orders (2 found): Some months between the first and the last order are empty."
)


def test_import_says_what_the_checks_found(run, orders, tmp_path):
    """Orders in January to March, June and July. A dry run has nothing to check."""
    assert EMPTY_MONTHS not in run("import", orders, "--dry-run", shop=tmp_path / "new.duckdb").err
    answer = run("import", orders, "--json", shop=tmp_path / "new.duckdb")
    assert EMPTY_MONTHS in answer.err
    assert json.loads(answer.out)["checks"] == NOTHING | {"months_without_orders": 2}


def test_import_says_that_all_is_well(run, own, tmp_path):
    """April and May come: only the last of several files says it, and nothing new says nothing."""
    files = [tmp_path / name for name in ("april.csv", "may.csv")]
    for number, file in enumerate(files, start=4):
        file.write_text(
            f"Order ID,Order date,Email,Total\n{number}0,2024-0{number}-02,a@example.com,5\n", "utf-8"
        )
    answer = run("import", *files, "--json", shop=own)
    assert answer.err.count(f"All {len(CHECKS)} checks of the data pass.") == 1
    assert ["checks" in report for report in json.loads(answer.out)] == [False, True]
    assert "checks" not in run("import", *files, shop=own).err


def test_a_large_shop_is_checked_when_asked(run, orders, tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "LARGE", 8)
    answer = run("import", orders, "--json", shop=tmp_path / "new.duckdb")
    assert "python -m retention check" in answer.err and EMPTY_MONTHS not in answer.err
    assert "checks" not in json.loads(answer.out)


def test_table_of_all_checks(run, loaded):
    answer = run("check", shop=loaded)
    columns, rows = as_rows(answer.out)
    assert (answer.code, columns) == (0, ["check", "is_of_numbers", "violations"])
    assert {row["check"]: int(row["violations"]) for row in rows} == NOTHING | {"months_without_orders": 2}
    assert {row["is_of_numbers"] for row in rows} == {"true", "false"}
    assert EMPTY_MONTHS in answer.err


@pytest.mark.parametrize("broken", [True, False])
def test_broken_numbers_end_with_1(run, own, broken):
    with Shop.open(own) as shop, shop.write() as cursor:
        cursor.execute("update customer set net_revenue = net_revenue + $more", {"more": int(broken)})
    answer = run("check", shop=own)
    assert answer.code == int(broken)
    assert ("check customers_add_up (5 found): This does not hold here." in answer.err) == broken


def test_nothing_to_check(run, tmp_path):
    with Shop.open(tmp_path / "empty.duckdb", create=True):
        pass
    answer = run("check", shop=tmp_path / "empty.duckdb")
    assert (answer.code, answer.out, answer.err) == (0, "check,is_of_numbers,violations\n", "")
