"""Shops as their owner handles them: rename, take an import back, delete."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import App

pytestmark = pytest.mark.browser


def dialog(page: Page, button: str) -> Locator:
    """Opens a dialog of the shop menu."""
    page.get_by_role("button", name="Manage shops").click()
    page.get_by_role("button", name=button, exact=True).click()
    opened = page.get_by_role("dialog").last
    expect(opened.get_by_role("button", name="Close")).to_be_visible()
    return opened


def test_rename_undo_delete(app: App, open_page: Callable[..., Page], tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("order,date,customer,total\n1,2026-01-05,a,10\n2,2026-02-05,a,20\n")
    page = open_page("load_data")
    page.locator("input[type=file]").set_input_files(str(orders))
    expect(page.get_by_text("2 rows in the file = 2 loaded")).to_be_visible()

    renaming = dialog(page, "Rename")
    renaming.get_by_role("textbox").fill("Tea and more")
    renaming.get_by_role("textbox").press("Enter")
    renaming.get_by_role("button", name="Rename").click()
    expect(page.get_by_text("shop “Tea and more”")).to_be_visible()
    expect(page.get_by_text("2 rows in the file")).to_be_hidden()
    assert [path.name for path in app.folder.glob("*.duckdb")] == ["Tea and more.duckdb"]

    page.get_by_role("button", name="Undo an import").click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("Loaded so far")).to_be_hidden()

    deleting = dialog(page, "Delete")
    expect(deleting.get_by_role("button", name="Delete")).to_be_disabled()
    deleting.get_by_text("Yes, delete it").click()
    deleting.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert not (app.folder / "Tea and more.duckdb").exists()
    assert app.is_alive
