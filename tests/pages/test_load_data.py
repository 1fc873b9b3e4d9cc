"""Load data in memory: what goes in, what is said of it, what is asked, what is refused."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from retention.ingest.sample import load_sample
from tests.pages.conftest import ROOT
from tests.pages.test_pages import PAGES

GOOD = (
    "Order ID,Order date,Status,Customer ID,Email,Order total\n"
    "1,2026-01-05,completed,c1,anna@example.com,10.50\n"
    "2,2026-02-05,with the courier,c1,anna@example.com,20.00\n"
    "3,2026-13-45,completed,c2,boris@example.com,30.00\n"
)


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The page of a new, empty shop."""
    monkeypatch.setenv("RETENTION_SHOP", str(tmp_path / "shop.duckdb"))
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()
    return app.switch_page("pages/start/load_data.py").run()


def upload(app, name, text):
    """Drops a file on the page."""
    return app.file_uploader[0].upload(name, text.encode(), "text/csv").run()


def texts(app):
    """Everything that the page says."""
    kinds = (app.success, app.error, app.warning, app.info, app.caption, app.markdown, app.subheader)
    return " ".join(str(item.value) for kind in kinds for item in kind).replace("\N{NO-BREAK SPACE}", " ")


def test_report_names_what_came_in_and_what_did_not(page):
    said = texts(upload(page, "orders.csv", GOOD))
    assert "2 orders from 5 Jan 2026 to 5 Feb 2026 loaded" in said
    assert "3 rows in the file = 2 loaded + 1 set aside + 0 held already" in said
    assert "the date cannot be read" in said
    assert "with the courier" in said


def test_decided_status_counts_from_then_on(page):
    app = upload(page, "orders.csv", GOOD)
    app.selectbox(key="status with the courier").set_value("counted")
    app = next(button for button in app.button if button.label == "Save").click().run()
    assert [box.key for box in app.selectbox if str(box.key).startswith("status ")] == []
    app = app.switch_page("pages/understand/cohorts.py").run()
    assert "1 of 1 came back" in " ".join(item.value for item in app.markdown)


def test_refused_file_is_one_sentence_and_the_page_goes_on(page):
    app = upload(page, "orders.csv", "<!DOCTYPE html><html><body>Log in</body></html>")
    assert [error.value for error in app.exception] == []
    assert "is a web page, not a table" in texts(app)
    assert "2 orders" in texts(upload(app, "good.csv", GOOD))


def test_ambiguous_dates_are_asked(page):
    app = upload(page, "orders.csv", "Order ID,Order date,Order total\n1,01/02/2026,5\n2,03/04/2026,6\n")
    assert "1 February 2026" in texts(app) and "2 January 2026" in texts(app)
    app = app.radio[0].set_value("month").run()
    app = next(button for button in app.button if button.label == "Load it like this").click().run()
    assert "2 orders from 2 Jan 2026 to 4 Mar 2026 loaded" in texts(app)


def test_every_empty_page_offers_the_sample_shop(page):
    for name in PAGES:
        app = page.switch_page(f"pages/{name}.py").run()
        assert "Look at the sample shop" in [button.label for button in app.button], name


def test_sample_shop_takes_no_files(tmp_path, monkeypatch):
    made = load_sample(tmp_path)
    monkeypatch.setenv("RETENTION_SHOP", str(made))
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()
    app = app.switch_page("pages/start/load_data.py").run()
    assert not app.file_uploader
    assert "made-up data" in texts(app)
