"""Settings as their owner uses them: name a drop folder, load what is new, make a backup, go back to it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, App

pytestmark = pytest.mark.browser


def test_drop_folder_backup_restore(app: App, open_page: Callable[..., Page], tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    orders = inbox / "orders.csv"
    orders.write_text("order,date,customer,total\n1,2026-01-05,a,10\n2,2026-02-05,a,20\n")
    long_ago = time.time() - 60
    os.utime(orders, (long_ago, long_ago))
    page = open_page("settings")
    page.get_by_role("textbox", name="Drop folder").fill(str(inbox))
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved. The numbers follow")).to_be_visible()
    page.get_by_role("button", name="Make a backup now").click()
    expect(page.get_by_role("button", name="Restore a backup")).to_be_visible()

    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Overview").click()
    page.get_by_role("link", name="1 new file in the drop folder").click()
    page.get_by_role("button", name="Load them").click()
    expect(page.get_by_text("2 rows in the file = 2 loaded")).to_be_visible()
    expect(page.get_by_role("button", name="Load them")).to_be_hidden()

    refused = imported(app, orders)
    assert refused.returncode == 1
    assert refused.stderr.startswith("shop_in_use: shop.duckdb is open in another program")
    assert "drop folder" in refused.stderr

    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Settings").click()
    page.get_by_role("button", name="Restore a backup").click()
    page.get_by_role("dialog").get_by_role("button", name="Restore").click()
    expect(page.get_by_text("before a restore").first).to_be_attached()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Load data").click()
    expect(page.get_by_role("button", name="Load them")).to_be_hidden()  # tried in this window already
    expect(page.get_by_text("Loaded so far")).to_be_hidden()
    assert app.is_alive
    assert orders.is_file()


def imported(app: App, file: Path) -> subprocess.CompletedProcess[str]:
    """The command line while the app holds the shop."""
    command = [
        sys.executable,
        "-m",
        "retention",
        "--shop",
        str(app.folder / "shop.duckdb"),
        "import",
        str(file),
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
