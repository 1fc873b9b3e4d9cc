"""The shop file and the settings, as the command line meets them."""

import os
import subprocess
import sys

import pytest

from .conftest import ROOT, as_rows

HOLD = """
import sys
from retention.shop import Shop
shop = Shop.open(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""
COMMANDS = [
    ("describe",),
    ("imports",),
    ("metric", "churn"),
    ("list", "win_back"),
    ("undo", "1"),
    ("settings",),
]


@pytest.fixture
def held(own):
    """A shop that another process holds, and that process."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(own)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline().strip() == b"open"
        yield own, holder
        holder.stdin.close()


def test_shop_in_use_is_refused_by_every_command(run, held, orders):
    shop, holder = held
    for command in [*COMMANDS, ("import", orders)]:
        answer = run(*command, shop=shop)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith("shop_in_use: own.duckdb is open in another program (")
        assert answer.err.count("\n") == 1
    if os.name == "posix":
        assert f"process {holder.pid}" in answer.err


@pytest.mark.parametrize("command", COMMANDS)
def test_missing_shop_is_refused_and_not_made(run, tmp_path, command):
    shop = tmp_path / "nowhere" / "shop.duckdb"
    answer = run(*command, shop=shop)
    assert (answer.code, answer.out, answer.err.split(":")[0]) == (1, "", "shop_missing")
    assert not shop.parent.exists()


def test_foreign_file_is_refused_and_untouched(run, tmp_path, orders):
    foreign = tmp_path / "notes.duckdb"
    foreign.write_bytes(b"these are my notes" * 1000)
    for command in [("describe",), ("import", orders)]:
        answer = run(*command, shop=foreign)
        assert (answer.code, answer.out, answer.err.split(":")[0]) == (1, "", "shop_not_ours")
    assert foreign.read_bytes() == b"these are my notes" * 1000


def test_folder_is_no_shop(run, tmp_path):
    assert run("describe", shop=tmp_path).err.startswith("shop_not_ours: ")


def test_path_through_a_file_is_refused(run, tmp_path, orders):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    answer = run("import", orders, shop=blocked / "shop.duckdb")
    assert answer.code == 1
    assert answer.err.startswith("path_unusable: ")


def test_shop_comes_from_the_environment(run, loaded, monkeypatch, tmp_path):
    monkeypatch.setenv("RETENTION_SHOP", str(loaded))
    assert len(as_rows(run("imports").out)[1]) == 1
    other = run("imports", shop=tmp_path / "none.duckdb")
    assert "none.duckdb" in other.err  # --shop wins


@pytest.mark.parametrize("value", [None, ""])
def test_default_shop_lies_in_data(run, monkeypatch, tmp_path, value):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RETENTION_SHOP", raising=False)
    if value is not None:
        monkeypatch.setenv("RETENTION_SHOP", value)
    answer = run("describe")
    assert answer.code == 1
    assert str(tmp_path / "data" / "shop.duckdb") in answer.err


NEW = {"time_zone": "UTC", "currency": "", "gross_margin": "", "events": "", "drop_folder": ""}
"""The settings of a new shop."""


def shown(answer):
    assert answer.code == 0
    return dict(line.split("    # ")[0].split("=") for line in answer.out.splitlines())


def test_settings_are_shown_and_kept(run, own):
    assert shown(run("settings", shop=own)) == NEW
    assert shown(run("settings", "time_zone=Europe/Riga", "currency=eur", shop=own)) == {
        "time_zone": "Europe/Riga",
        "currency": "EUR",
        "gross_margin": "",
        "events": "",
        "drop_folder": "",
    }
    assert shown(run("settings", shop=own))["currency"] == "EUR"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("0.35", "0.35"), ("0,350", "0.35"), ("35%", "0.35"), ("1", "1"), ("0", "0"), ("", "")],
)
def test_gross_margin(run, own, written, kept):
    assert shown(run("settings", f"gross_margin={written}", shop=own))["gross_margin"] == kept


@pytest.mark.parametrize(
    ("pair", "code", "words"),
    [
        ("time_zone=Mars/Olympus", 1, "setting_wrong"),
        ("time_zone=Europe", 1, "setting_wrong"),
        ("time_zone=/etc/passwd", 1, "setting_wrong"),
        ("time_zone=../UTC", 1, "setting_wrong"),
        ("time_zone=localtime", 1, "setting_wrong"),
        ("time_zone=", 1, "setting_wrong"),
        ("currency=euros", 1, "setting_wrong"),
        ("currency=ЕВР", 1, "setting_wrong"),
        ("drop_folder=no/such/folder", 1, "drop_folder_missing"),
        ("drop_folder=bad\0name", 1, "drop_folder_missing"),
        ("gross_margin=35", 1, "setting_wrong"),
        ("gross_margin=-0.1", 1, "setting_wrong"),
        ("gross_margin=nan", 1, "setting_wrong"),
        ("gross_margin=a third", 1, "setting_wrong"),
        ("events=summer", 1, "setting_wrong"),
        ("colour=red", 1, "setting_unknown"),
        ("colour", 2, "“colour”"),
    ],
)
def test_wrong_settings_change_none(run, own, pair, code, words):
    answer = run("settings", "currency=USD", pair, shop=own)
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err
    assert shown(run("settings", shop=own)) == NEW


def test_backup_and_restore(run, own, tmp_path, orders):
    target = tmp_path / "copy.backup"
    before = run("describe", shop=own).out
    answer = run("backup", target, shop=own)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith(f"Backup written to {target} (")
    run("undo", "1", shop=own)
    assert run("describe", shop=own).out != before
    answer = run("restore", target, shop=own)
    assert (answer.code, answer.out) == (0, "")
    assert str(tmp_path / "own.before-restore-1.duckdb.backup") in answer.err
    assert run("describe", shop=own).out == before


def test_backup_replaces_a_file_only_by_force(run, own, tmp_path):
    target = tmp_path / "copy.backup"
    target.write_text("mine")
    assert run("backup", target, shop=own).err.startswith(f"backup_exists: There is already a file {target}")
    assert target.read_text() == "mine"
    assert run("backup", target, "--force", shop=own).code == 0
    assert run("restore", target, shop=tmp_path / "other.duckdb").code == 0
    assert run("describe", shop=tmp_path / "other.duckdb").out == run("describe", shop=own).out


def test_backup_into_a_missing_folder_is_refused(run, own, tmp_path):
    answer = run("backup", tmp_path / "none" / "copy.backup", shop=own)
    assert (answer.code, answer.err.split(":")[0]) == (1, "path_unusable")


def test_restore_of_what_is_no_backup(run, own, tmp_path, orders):
    assert run("restore", tmp_path / "none", shop=own).err.startswith("backup_missing: ")
    assert run("restore", orders, shop=own).err.startswith("backup_not_ours: orders.csv ")


def test_restore_and_backup_wait_for_the_shop(run, held, loaded, tmp_path):
    shop, _ = held
    for command in (("restore", loaded), ("backup", tmp_path / "copy.backup")):
        answer = run(*command, shop=shop)
        assert (answer.code, answer.err.split(":")[0]) == (1, "shop_in_use")
        assert "drop folder" in answer.err
