"""The main job as a manager does it: load the export, read the cohorts, click a cell, take the list away."""

from __future__ import annotations

import csv
import gzip
import io
import os
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, App

SHARED = ROOT.parent / "shared" / "data"
NEEDS_SHARED = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the open data sets are not part of the project"
)
IMAGES = ROOT / "docs" / "images"

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]


def settled(page: Page) -> None:
    """Waits until nothing runs: until then, elements of the run before may still stand on the page."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def load(page: Page, *files: Path, rows: str) -> None:
    """Drops files on the page and waits for the last one's report."""
    settled(page)
    page.locator("input[type=file]").set_input_files([str(file) for file in files])
    expect(page.get_by_text(rows).last).to_be_visible(timeout=180_000)


def visit(page: Page, name: str) -> None:
    """Goes to a page by the menu."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=name, exact=True).first).to_be_visible()


def click_cell(page: Page, text: str) -> None:
    """Clicks the cell of the cohort table that shows this text."""
    cell = page.locator(".js-plotly-plot").first.locator("g.point text", has_text=text).first
    cell.scroll_into_view_if_needed()
    page.evaluate("element => element.scrollIntoView({block: 'center'})", cell.element_handle())
    page.wait_for_timeout(500)
    box = cell.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def choose(page: Page, label: str, option: str) -> None:
    """Opens a select box and takes the option; a page that still scrolls would close the box again."""
    box = page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(800)
    box.click()
    page.get_by_role("option", name=option).click()


def download(page: Page, name: str) -> list[dict[str, str]]:
    """Presses the visible download button and reads the file."""
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).locator("visible=true").first.click()
    data = Path(waiting.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def came_back_in_february() -> set[str]:
    """Customer ids of the January 2011 cohort with a purchase in February, straight from the file."""
    amounts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    times: dict[tuple[str, str], datetime] = {}
    with gzip.open(
        SHARED / "online_retail" / "OnlineRetail.csv.gz", "rt", encoding="latin-1", newline=""
    ) as file:
        for row in csv.DictReader(file):
            if row["CustomerID"]:
                order = row["CustomerID"], row["InvoiceNo"]
                amounts[order] += Decimal(row["Quantity"]) * Decimal(row["UnitPrice"])
                at = datetime.strptime(row["InvoiceDate"], "%m/%d/%Y %H:%M")
                times[order] = min(at, times.get(order, at))
    months = defaultdict(set)
    for order, amount in amounts.items():
        if amount > 0:
            months[order[0]].add((times[order].year, times[order].month))
    return {
        customer for customer, bought in months.items() if min(bought) == (2011, 1) and (2011, 2) in bought
    }


@NEEDS_SHARED
def test_from_export_to_list(app: App, open_page: OpenPage) -> None:
    page = open_page()
    expect(page.get_by_text("No orders are loaded yet")).to_be_visible()
    page.get_by_role("button", name="Load data").click()
    load(
        page,
        SHARED / "online_retail" / "OnlineRetail.csv.gz",
        rows="541,909 rows in the file = 541,909 loaded",
    )
    expect(page.get_by_text("25,900 orders from 1 Dec 2010 to 9 Dec 2011")).to_be_visible()
    visit(page, "Cohorts")
    click_cell(page, "22%")
    expect(page.get_by_text("92 of 417 came back")).to_be_visible()
    expect(page.get_by_role("tab", name="Came back: 92")).to_be_visible()
    expect(page.get_by_role("tab", name="Did not: 325")).to_be_visible()
    rows = download(page, "Download CSV")
    assert {row["customer_id"] for row in rows} == came_back_in_february()
    assert len(rows) == 92
    page.get_by_role("tab", name="Did not: 325").click()
    assert len(download(page, "Download CSV")) == 325
    assert app.is_alive


@NEEDS_SHARED
def test_another_shop_with_orders_and_visits(app: App, open_page: OpenPage) -> None:
    page = open_page("load_data")
    page.get_by_role("button", name="Manage shops").click()
    page.get_by_role("button", name="New shop").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Second shop")
    page.get_by_role("dialog").get_by_label("Name").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Create").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    visit(page, "Load data")
    exports = SHARED / "exports"
    load(
        page,
        exports / "shopify_orders_export.csv",
        exports / "ga4_events_flat.csv",
        rows="6,206 rows in the file = 6,192 loaded + 0 set aside + 14 repeated",
    )
    expect(page.get_by_text("4,665 rows in the file = 4,665 loaded")).to_be_visible()
    visit(page, "Overview")
    expect(page.get_by_text("Second shop").first).to_be_visible()
    assert (app.folder / "Second shop.duckdb").exists()


def test_sample_shop_in_one_click(app: App, open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Look at the sample shop").click()
    expect(page.get_by_text("come back within 90 days")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("Sample shop").first).to_be_visible()
    visit(page, "Cohorts")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    page.wait_for_timeout(1500)
    if os.environ.get("RETENTION_UPDATE_IMAGES"):
        IMAGES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(IMAGES / "cohorts.png"))
    visit(page, "Target lists")
    expect(page.get_by_text("customers on the list")).to_be_visible()
    rows = download(page, "Download CSV")
    assert len(rows) > 1000
    revenue = [Decimal(row["net_revenue"]) for row in rows]
    assert revenue == sorted(revenue, reverse=True)
    assert "@example" not in page.content().replace("•••@example", ""), "contacts are masked on the screen"


def test_bad_file_says_why_and_the_app_lives(app: App, open_page: OpenPage, tmp_path: Path) -> None:
    bad = tmp_path / "orders.csv"
    bad.write_text("<!DOCTYPE html><html><body>Log in</body></html>")
    page = open_page("load_data")
    page.locator("input[type=file]").set_input_files(str(bad))
    expect(page.get_by_text("is a web page, not a table").first).to_be_visible()
    assert app.is_alive
    good = tmp_path / "good.csv"
    good.write_text("order,date,customer,total\n1,2026-01-05,a,10\n2,2026-02-05,a,20\n")
    load(page, good, rows="2 rows in the file = 2 loaded")


def test_unknown_columns_are_asked(open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "strange.csv"
    file.write_text("alpha,beta,gamma\n2026-01-05,anna,10\n2026-02-05,anna,20\n2026-02-09,boris,5\n")
    page = open_page("load_data")
    page.locator("input[type=file]").set_input_files(str(file))
    expect(page.get_by_text("Map columns: strange.csv")).to_be_visible()
    for label, column in (("Order date", "alpha"), ("Customer number", "beta"), ("Order total", "gamma")):
        choose(page, label, column)
    page.get_by_role("button", name="Load it like this").click()
    expect(page.get_by_text("3 rows in the file = 3 loaded").last).to_be_visible()
