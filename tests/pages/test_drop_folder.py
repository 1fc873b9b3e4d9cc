"""The offer of new files: on the overview one line, on Load data one button; what is refused is asked or said."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention.shop import Shop
from retention.shop.settings import change
from tests.pages.conftest import ROOT
from tests.pages.test_load_data import GOOD, texts
from tests.pages.texts import shown_texts


@pytest.fixture
def inbox(tmp_path, monkeypatch) -> Path:
    """The drop folder of a new shop; to the app the clock is a minute later."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    shop = tmp_path / "shops" / "shop.duckdb"
    with Shop.open(shop) as opened:
        change(opened, "drop_folder", str(folder))
    monkeypatch.setenv("RETENTION_SHOP", str(shop))
    monkeypatch.chdir(ROOT)
    later = time.time() + 60
    monkeypatch.setattr("pages.ui.cached.time.time", lambda: later)
    return folder


def opened(page: str, language: str = "en") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    app.query_params["lang"] = language
    app.run()
    app.switch_page(f"pages/{page}.py")
    app.query_params["lang"] = language
    return app.run()


def load_them(app: AppTest) -> AppTest:
    return next(button for button in app.button if button.label == "Load them").click().run()


def is_offered(app: AppTest) -> bool:
    return "Load them" in [button.label for button in app.button]


def test_new_files_are_loaded_with_one_click(inbox):
    (inbox / "orders.csv").write_text(GOOD)
    app = opened("start/load_data")
    assert "1 new file in the drop folder" in texts(app)
    app = load_them(app)
    assert [error.value for error in (*app.exception, *app.error)] == []
    assert "2 orders from 5 Jan 2026 to 5 Feb 2026 loaded" in texts(app)
    assert not is_offered(app)
    assert (inbox / "orders.csv").read_text() == GOOD


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "2 new files in the drop folder"), ("ru", "В папке для новых файлов 2 новых файла")],
)
def test_the_overview_leads_there(inbox, language, words):
    for name in ("a.csv", "b.csv"):
        (inbox / name).write_text(GOOD + f"{name},2026-03-05,completed,c3,c@example.com,1\n")
    assert words in shown_texts(opened("start/overview", language))


def test_a_refused_file_is_said_once_and_not_offered_again(inbox):
    (inbox / "a.csv").write_text("<!DOCTYPE html><html><body>Log in</body></html>")
    (inbox / "b.csv").write_text(GOOD)
    app = load_them(opened("start/load_data"))
    assert "is a web page, not a table" in texts(app) and "2 orders from" in texts(app)
    assert not is_offered(app)


def test_a_question_can_be_answered_and_the_users_file_stays(inbox):
    file = inbox / "strange.csv"
    file.write_text("Order ID,Order date,Order total\n1,01/02/2026,5\n2,03/04/2026,6\n")
    app = load_them(opened("start/load_data"))
    assert "1 February 2026" in texts(app)
    app = next(button for button in app.button if button.label == "Load it like this").click().run()
    assert "2 orders from" in texts(app)
    other = inbox / "other.csv"
    other.write_text("Order ID,Created at,Order total\n1,01/02/2026,7\n2,03/04/2026,8\n")  # a header not met
    app = load_them(app.run())
    app = next(button for button in app.button if button.label == "Leave it out").click().run()
    assert file.exists() and other.exists()
    assert not is_offered(app)


def test_a_folder_that_is_gone_is_one_calm_line(inbox):
    inbox.rmdir()
    app = opened("start/load_data")
    assert not app.exception and not app.error
    assert "is not there or cannot be read" in texts(app)
    assert "is not there" not in " ".join(shown_texts(opened("start/overview")))
