"""Everything the contract names works, or is refused in one paragraph; a few commands as real processes."""

import json
import os
import re
import time

import pytest

from retention import __version__
from retention.cli import main

from .conftest import as_rows

DOCUMENTED = """\
import {orders} --kind customers
import {orders} --kind products
import {orders} --kind spend
import {orders} --kind feedback
import {orders} --kind checkouts
import {orders} --kind wishlist
import {orders} --kind suppression
imports
describe
metric order_ladder
metric departed
metric lifetime_value
metric rfm_movement
metric lifecycle_grid
metric concentration
metric acquisition
metric forecast
metric replenishment
metric lifecycle
metric timing
metric carts
metric interest
metric churn --split country
metric churn --orders-where category=Tea
metric departed --visit-window 60
metric customers --where rfm_segment=champions
metric customers --where lifecycle_stage=churned
metric customers --where order_count_band=2
metric customers --where cohort=2024-01-01
metric customers --where first_had_discount=false
metric period_comparison --of lifecycle --split country --grain week
metric change --of repeat_purchase --horizon 30 --split order_count_band --compare-to 2024-01-01
definitions
plays
destinations
results
results some_list
list win_back --control 0.1
list win_back --group control
list win_back --to mailchimp
settings
backup {folder}/backup.duckdb
restore {folder}/backup.duckdb
forget anna@example.com
report --output {folder}/report.xlsx
report --output {folder}/report.html
""".splitlines()


def is_one_paragraph(text):
    """Messages, then at most one usage block, then the refusal: no blank lines, no stack of lines from Python."""
    return text.strip() != "" and "\n\n" not in text.strip() and 'File "' not in text


@pytest.mark.parametrize("line", DOCUMENTED)
def test_documented_command_works_or_is_refused(run, own, orders, tmp_path, line):
    answer = run(*line.format(orders=orders, folder=tmp_path).split(), shop=own)
    if answer.code == 0:
        assert (
            answer.out or " rows = " in answer.err or [*tmp_path.glob("*report*"), *tmp_path.glob("backup*")]
        )
    else:
        assert answer.out == ""
        assert is_one_paragraph(answer.err)
        refusal = answer.err.strip().splitlines()[-1]
        said = [word.lstrip("-").split("=")[0] for word in line.split()]
        assert re.match(r"[a-z_]+: ", refusal) or any(word in refusal for word in said)


@pytest.mark.parametrize(
    "arguments", [(), ("fly",), ("metric",), ("list",), ("undo",), ("describe", "--nothing")]
)
def test_wrong_usage(run, own, arguments):
    answer = run(*arguments, shop=own)
    assert (answer.code, answer.out) == (2, "")
    assert is_one_paragraph(answer.err)


def test_version_and_help(run):
    assert run("--version").out == f"retention {__version__}\n"
    text = run("--help").out
    for command in (
        "import",
        "imports",
        "undo",
        "describe",
        "metric",
        "definitions",
        "list",
        "plays",
        "settings",
    ):
        assert re.search(rf"^ +{command}\b", text, re.M)
        assert run(command, "--help").code == 0


def finished(started, seconds=120):
    out, err = started.communicate(timeout=seconds)
    assert b"Traceback" not in err
    return started.returncode, out.decode("utf-8"), err.decode("utf-8")


def test_process_version(process):
    assert finished(process("--version")) == (0, f"retention {__version__}\n", "")


def test_process_missing_shop(process, tmp_path):
    code, out, err = finished(process("--shop", tmp_path / "none.duckdb", "describe"))
    assert (code, out, err.split(":")[0]) == (1, "", "shop_missing")


def test_process_wrong_usage(process):
    assert finished(process("fly"))[0] == 2


def test_process_import_then_tables(process, tmp_path, orders):
    shop = tmp_path / "new.duckdb"
    code, out, _ = finished(process("--shop", shop, "import", orders, "--json"))
    assert (code, json.loads(out)["rows_loaded"]) == (0, 9)
    code, out, _ = finished(process("--shop", shop, "metric", "repeat_purchase"))
    assert (code, len(as_rows(out)[1])) == (0, 6)
    if os.name == "posix":
        assert shop.stat().st_mode & 0o077 == 0


def test_process_speaks_utf8_whatever_the_terminal_says(process, loaded):
    plain = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    code, out, _ = finished(
        process("--shop", loaded, "list", "win_back", "--contact-on", "2024-07-10", env=plain)
    )
    assert code == 0
    assert "Борис" in out


def test_process_survives_a_reader_that_leaves(process, loaded):
    started = process("--shop", loaded, "definitions")
    started.stdout.close()
    ended = time.monotonic() + 60
    while started.poll() is None and time.monotonic() < ended:
        time.sleep(0.05)
    err = started.stderr.read()
    started.stderr.close()
    assert (started.returncode, err) == (0, b"")


def test_commands_may_follow_each_other_in_one_process(loaded, capsys):
    for _ in range(2):
        assert main(["--shop", str(loaded), "describe"]) == 0
    first, second = capsys.readouterr().out.split("}\n{")
    assert first.lstrip("{") == second.rstrip().removesuffix("}")
