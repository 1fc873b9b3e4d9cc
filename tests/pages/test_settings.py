"""Settings: what may be changed, what is refused, backups there and back; in both languages, with and without data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention.ingest import ImportOptions, import_file
from retention.shop import Shop
from retention.shop.copies import Occasion, copies
from retention.shop.settings import decide_statuses
from tests.pages.conftest import ROOT
from tests.pages.test_pages import english_only
from tests.pages.texts import shown_texts

ORDERS = (
    "When,Sum,Who,Order status\n"
    "2026-01-05,10.50,anna@example.com,completed\n"
    "2026-02-05,20.00,anna@example.com,waiting\n"
)
MAPPING = {"ordered_at": "When", "order_total": "Sum", "email": "Who", "status": "Order status"}


@pytest.fixture
def shop_file(tmp_path: Path) -> Path:
    """A shop of the user's own with two orders whose columns were explained, and a decided word."""
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    path = tmp_path / "shops" / "shop.duckdb"
    with Shop.open(path) as shop:
        import_file(shop, tmp_path / "orders.csv", ImportOptions(mapping=MAPPING))
        decide_statuses(shop, {"waiting": "pending"})
    return path


@pytest.fixture
def settings(shop_file, monkeypatch):
    """Opens the page of that shop, or of another file."""

    def opened(path: Path = shop_file, language: str = "en") -> AppTest:
        monkeypatch.setenv("RETENTION_SHOP", str(path))
        monkeypatch.chdir(ROOT)
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
        app.query_params["lang"] = language
        app.run()
        return app.switch_page("pages/trust/settings.py").run()

    return opened


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def field(kind, label: str):
    return next(one for one in kind if one.label == label)


def held(path: Path) -> dict[str, str]:
    """The settings that the file holds: the page's own shop must let go first."""
    from pages.ui import cached

    return cached._opened(str(path)).settings()


def errors(app: AppTest) -> list[str]:
    return [item.value for item in (*app.exception, *app.error)]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_page_of_an_own_shop(settings, language):
    app = settings(language=language)
    assert errors(app) == []
    texts = shown_texts(app)
    if language == "ru":
        assert sorted(set(texts) & english_only()) == []
    else:
        assert {"Status words", "Remembered files", "Backups", "Where the data lie"} <= set(texts)


def test_sample_shop_is_closed(open_page):
    app = open_page("trust/settings")
    assert "Save" not in [button.label for button in app.button]


def test_settings_are_saved_together(settings, shop_file, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    app = settings()
    field(app.selectbox, "Time zone").set_value("Europe/Riga")
    field(app.text_input, "Drop folder").set_value(str(inbox))
    app = press(app, "Save")
    assert errors(app) == []
    assert "Saved." in app.success[0].value
    found = held(shop_file)
    assert (found["time_zone"], found["drop_folder"]) == ("Europe/Riga", str(inbox))


def test_a_wrong_folder_changes_nothing(settings, shop_file):
    app = settings()
    field(app.selectbox, "Time zone").set_value("Europe/Riga")
    field(app.text_input, "Drop folder").set_value(str(shop_file.parent))
    app = press(app, "Save")
    assert "holds the shop itself" in app.error[0].value
    assert held(shop_file).get("time_zone") == "UTC"


def test_a_decided_word_can_be_changed(settings, shop_file):
    app = settings()
    boxes = {box.label: box for box in app.selectbox}
    assert boxes["waiting\\: 1 order"].value == "pending"
    assert boxes["completed\\: 1 order"].value == "counted"
    boxes["waiting\\: 1 order"].set_value("cancelled")
    app = [button for button in app.button if button.label == "Save"][1].click().run()
    assert errors(app) == []
    assert {box.label: box.value for box in app.selectbox}["waiting\\: 1 order"] == "cancelled"


def test_a_layout_can_be_forgotten(settings):
    app = settings()
    assert "What you said" in shown_texts(app) or "Remembered files" in shown_texts(app)
    app = press(app, "Forget it")
    assert errors(app) == []
    assert "Remembered files" not in shown_texts(app)


def test_backup_and_restore(settings, shop_file):
    """The dialogs that choose from the list are tested in the browser."""
    app = press(settings(), "Make a backup now")
    assert errors(app) == []
    (made,) = copies(shop_file)
    assert made.occasion == Occasion.SAVED
    field(app.selectbox, "Time zone").set_value("Europe/Riga")
    app = press(app, "Save")
    assert held(shop_file)["time_zone"] == "Europe/Riga"
    app = restored_from(app, made.path)
    assert errors(app) == []
    assert held(shop_file)["time_zone"] == "UTC"
    assert field(app.selectbox, "Time zone").value == "UTC"
    assert {copy.occasion for copy in copies(shop_file)} == {Occasion.SAVED, Occasion.RESTORE}


def restored_from(app: AppTest, path: Path) -> AppTest:
    field(app.text_input, "Path of the file").set_value(str(path))
    return [button for button in app.button if button.label == "Restore"][-1].click().run()


def test_a_file_that_is_no_backup_is_refused(settings, shop_file, tmp_path):
    app = restored_from(settings(), tmp_path / "orders.csv")
    assert "orders.csv is no backup" in app.error[0].value
    assert held(shop_file)["time_zone"] == "UTC"


def test_events_are_added_refused_and_removed(settings, shop_file):
    app = settings()
    field(app.text_input, "Sale or holiday").input("Birthday; week")
    field(app.date_input, "From").set_value(date(2026, 1, 10))
    field(app.date_input, "To").set_value(date(2026, 1, 1))
    app = press(app, "Add")
    assert errors(app) == ["The last day lies before the first."]
    field(app.date_input, "To").set_value(date(2026, 1, 16))
    app = press(app, "Add")
    assert errors(app) == []
    assert held(shop_file)["events"] == "Birthday, week 2026-01-10..2026-01-16"
    assert list(app.dataframe[0].value["name"]) == ["Birthday, week"]
    press(app, "Remove it")
    assert "events" not in held(shop_file)
