"""`import --drop-folder` and patterns: what a scheduler runs each month."""

import json
import time

import pytest

from .conftest import HEADER, ROWS

MORE = HEADER + "20,2024-07-02 12:00,H8,h@example.net,,Hanna,EE,completed,5.00,Tea\n"


@pytest.fixture
def inbox(run, own, tmp_path):
    """The drop folder of the shop `own`."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    assert run("settings", f"drop_folder={folder}", shop=own).code == 0
    return folder


@pytest.fixture
def put(inbox, monkeypatch):
    """Puts a file into the folder; to the command the clock is a minute later."""
    later = time.time() + 60
    monkeypatch.setattr("retention.importing.time.time", lambda: later)
    return lambda name, text: (inbox / name).write_text(text, "utf-8")


def test_new_files_are_loaded_once(run, own, put):
    put("old.csv", HEADER + ROWS)  # the shop holds it already
    put("more.csv", MORE)
    answer = run("import", "--drop-folder", "--json", shop=own)
    assert answer.code == 0, answer.err
    assert [(one["file_name"], one["orders_new"]) for one in json.loads(answer.out)] == [("more.csv", 1)]
    answer = run("import", "--drop-folder", "--json", shop=own)
    assert (answer.code, json.loads(answer.out)) == (0, [])
    assert answer.err.startswith("No new files in ")


def test_a_refused_file_does_not_hold_up_the_others(run, own, put):
    put("a.csv", "")
    put("b.csv", "<!doctype html><html><body>Log in</body></html>")
    put("c.csv", MORE)
    answer = run("import", "--drop-folder", "--json", shop=own)
    assert answer.code == 1
    assert [one["file_name"] for one in json.loads(answer.out)] == ["c.csv"]
    assert "file_is_html: b.csv" in answer.err


def test_a_dry_run_leaves_them_new(run, own, put):
    put("more.csv", MORE)
    for _ in range(2):
        reports = json.loads(run("import", "--drop-folder", "--dry-run", "--json", shop=own).out)
        assert [(one["orders_new"], one["import_id"]) for one in reports] == [(1, None)]


def test_folder_that_is_not_named_or_gone(run, own, inbox, tmp_path):
    inbox.rmdir()
    answer = run("import", "--drop-folder", shop=own)
    assert (answer.code, answer.err.split(":")[0]) == (1, "drop_folder_missing")
    new = tmp_path / "new.duckdb"
    answer = run("import", "--drop-folder", shop=new)
    assert (answer.code, answer.err.split(":")[0]) == (1, "drop_folder_unset")
    assert not new.exists()


def test_import_of_nothing_is_wrong_usage(run, own):
    answer = run("import", shop=own)
    assert (answer.code, answer.out) == (2, "")
    assert "--drop-folder" in answer.err


def test_a_pattern_that_the_terminal_left(run, own, tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "b.csv").write_text(MORE, "utf-8")
    (folder / "a[1].csv").write_text(HEADER + ROWS, "utf-8")
    (folder / "notes.md").write_text("x", "utf-8")
    answer = run("import", folder / "*.csv", "--json", shop=own)
    assert [one["already_loaded"] for one in json.loads(answer.out)] == [True, False]
    assert answer.err.index("a[1].csv: 9 rows") < answer.err.index("b.csv: 1 rows")
    assert run("import", folder / "a[1].csv", shop=own).code == 0  # a name, not a pattern
    assert run("import", folder / "*.tsv", shop=own).err.startswith("file_missing: *.tsv")
