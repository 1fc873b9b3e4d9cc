"""Load data in memory: what goes in, what is said of it, what is asked, what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.runtime.uploaded_file_manager import UploadedFile
from streamlit.testing.v1 import AppTest

from pages.ui import uploads
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
    assert "3 rows in the file = 2 loaded + 1 set aside + 0 repeated" in said
    assert "the date cannot be read" in said
    assert "with the courier" in said


def test_decided_status_counts_from_then_on(page):
    app = upload(page, "orders.csv", GOOD)
    app.selectbox(key="status with the courier").set_value("counted")
    app = next(button for button in app.button if button.label == "Save").click().run()
    assert [box.key for box in app.selectbox if str(box.key).startswith("status ")] == []
    assert "Status words that we do not know" not in texts(app)
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


def press(app, label):
    return next(button for button in app.button if button.label == label).click().run()


def test_steps_open_their_orders(page):
    app = upload(page, "orders.csv", GOOD.replace("completed,c1", "cancelled,c1", 1))
    pills = next(group for group in app.get("button_group") if str(group.key).startswith("step "))
    app = pills.set_value("cancelled").run()
    [orders] = [frame.value for frame in app.dataframe if "contact" in frame.value.columns]
    assert (list(orders["order_id"]), list(orders["contact"])) == (["1"], ["a•••@example.com"])


MAPPED = "Beleg,Wann,Betrag,Wer\n1,2026-01-05,10.50,anna@example.com\n2,2026-02-05,20,boris@example.com\n"


def mapped(app, **columns):
    """Answers the mapping screen."""
    for field, column in columns.items():
        box = next(box for box in app.selectbox if str(box.key).startswith(f"map orders {field} "))
        app = box.set_value(column).run()
    return press(app, "Load it like this")


def test_unknown_columns_are_matched_once(page):
    app = upload(page, "january.csv", MAPPED)
    assert "a•••@example.com" in str([frame.value.to_dict() for frame in app.dataframe])
    boxes = {str(box.key).split()[2]: box.value for box in app.selectbox if str(box.key).startswith("map ")}
    assert (boxes["ordered_at"], boxes["email"], boxes["order_id"]) == (
        "#2",
        "#4",
        "",
    )  # offered by their values
    app = mapped(app, order_id="#1", order_total="#3")
    assert "2 orders from 5 Jan 2026 to 5 Feb 2026 loaded" in texts(app)
    app = upload(app, "march.csv", "Beleg,Wann,Betrag,Wer\n3,2026-03-05,10.50,anna@example.com\n")
    assert "1 order of 5 Mar 2026" in texts(app)
    assert "Read like last time" in texts(app)


def test_loaded_file_can_be_read_differently(page):
    text = "Order ID,Order date,Email,Total,Brutto\n1,2026-01-05,anna@example.com,10,12\n"
    app = press(upload(page, "orders.csv", text), "Read it differently")
    app = mapped(app, order_total="#5")
    said = texts(app)
    assert "1 order of 5 Jan 2026" in said and "10.00" not in said
    assert [metric.value for metric in app.metric if metric.label == "Revenue of this file"] == ["12.00"]
    assert len(app.dataframe[-1].value) == 1


def test_refused_second_reading_leaves_the_first(page):
    app = upload(
        page, "orders.csv", "Order ID,Order date,Email,Total,Note\n1,2026-01-05,anna@example.com,10,x\n"
    )
    app = mapped(press(app, "Read it differently"), order_total="#5")
    assert "does not hold numbers" in texts(app)
    app = press(app, "Leave it as it is")
    assert [metric.value for metric in app.metric if metric.label == "Revenue of this file"] == ["10.00"]
    assert "Read it differently" in [button.label for button in app.button]


def test_uploads_do_not_stay_in_memory(page, monkeypatch):
    """Streamlit would keep each of them until the window is closed: the server's and every script's copy."""
    made, forgotten = [], []
    make, forget = UploadedFile.__init__, MemoryUploadedFileManager.remove_file

    def noted(self, *arguments, **options):
        make(self, *arguments, **options)
        made.append(self)

    def removed(self, session_id, file_id):
        forget(self, session_id, file_id)
        forgotten.append(file_id)

    monkeypatch.setattr(UploadedFile, "__init__", noted)
    monkeypatch.setattr(MemoryUploadedFileManager, "remove_file", removed)
    assert "2 orders from" in texts(upload(page, "orders.csv", GOOD))
    assert made and all(one.closed for one in made)
    assert {one.file_id for one in made} == set(forgotten)


def test_a_load_that_a_click_interrupts_is_begun_again(page, monkeypatch):
    whole, calls = uploads.load, []

    def interrupted_once(path, options, **rest):
        calls.append(options.file_name)
        if len(calls) == 1:
            raise RerunException(RerunData())
        whole(path, options, **rest)

    monkeypatch.setattr(uploads, "load", interrupted_once)
    app = upload(page, "orders.csv", GOOD).run()
    assert calls == ["orders.csv", "orders.csv"]
    assert "2 orders from" in texts(app)


def test_place_of_sale_goes_with_the_file(page):
    app = page.selectbox(key="source of orders").set_value("marketplace").run()
    app = upload(app, "orders.csv", GOOD)
    assert "sold at\\: marketplace" in texts(app)


def test_archive_of_two_tables_is_two_reports_and_a_question(page):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("good.csv", GOOD)
        archive.writestr("odd.csv", MAPPED.replace("1,2026", "8,2026").replace("2,2026", "9,2026"))
    app = page.file_uploader[0].upload("both.zip", out.getvalue(), "application/zip").run()
    assert "2 orders from 5 Jan 2026" in texts(app)
    app = mapped(app, order_id="#1", order_total="#3")
    assert texts(app).count("2 orders from 5 Jan 2026 to 5 Feb 2026 loaded") == 2
    assert [button.label for button in app.button].count("Read it differently") == 2


def test_sheet_of_a_workbook_is_asked(page):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for sheet, amount in (("Old, unused", 1), ("Orders", 25)):
            table = book.add_worksheet(sheet)
            table.write_row(0, 0, ["Order ID", "Order date", "Email", "Order total"])
            table.write_row(1, 0, ["1", "2026-01-05", "anna@example.com", amount])
    app = page.file_uploader[0].upload("orders.xlsx", out.getvalue(), "application/zip").run()
    assert app.radio[0].options == ["Old, unused", "Orders"]
    app = press(app.radio[0].set_value("Orders").run(), "Load it like this")
    assert [metric.value for metric in app.metric if metric.label == "Revenue of this file"] == ["25.00"]


VISITS = (
    "event_date,event_timestamp,event_name,user_pseudo_id,user_id,ga_session_id,transaction_id,purchase_revenue,"
    "currency\n"
    "20260105,1767600000000000,page_view,v1,c1,11,,,\n"
    "20260105,1767600060000000,purchase,v1,c1,11,T1,25.50,EUR\n"
)
EVENTS = (
    "user_id,session_id,event,timestamp\n"
    "c1,s1,product_view,2026-01-05 10:00:00\n"
    "c1,s1,purchase,2026-01-05 10:05:00\n"
    "c2,s2,product_view,2026-01-07 10:00:00\n"
)


def test_visits_say_which_purchases_they_brought(page):
    said = texts(upload(page, "ga4.csv", VISITS))
    assert "1 visit of 5 Jan 2026 loaded" in said
    assert "In these visits\\: 1 purchase (€25.50)" in said
    assert "No orders are loaded\\: purchases seen in the visits stand in for them" in said
    assert "less than a month of purchases" in said and "month of orders" not in said
    later = texts(upload(page, "orders.csv", GOOD))
    assert "stand in for them" not in later
    assert "1 month of orders" in later


def test_visits_alone_lead_to_the_orders(page):
    app = upload(page, "events.csv", EVENTS)
    said = texts(app)
    assert "1 visit ends in a purchase without an amount\\: it is marked, but it makes no order" in said
    assert "Load the order export next" in said
    labels = [button.label for button in app.button]
    assert "See the cohorts" not in labels and "Look at the sample shop" not in labels
    overview = app.switch_page("pages/start/overview.py").run()
    assert "No orders are loaded yet" in [heading.value for heading in overview.subheader]


BARE = "00004 19970101 2 29.33\n00004 19970118 2 29.73\n00021 19970802 1 14.96\n"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_columns_without_titles_have_a_name(page, language):
    column = {"en": "Column", "ru": "Столбец"}[language]
    page.query_params["lang"] = language
    app = upload(page.run(), "bare.txt", BARE)
    assert f"{column} 1, {column} 2, {column} 3, {column} 4" in texts(app)
    assert list(app.dataframe[0].value.columns) == [f"{column} {n}" for n in (1, 2, 3, 4)]
    boxes = {str(box.key).split()[2]: box for box in app.selectbox if str(box.key).startswith("map ")}
    assert boxes["ordered_at"].options[1:] == [f"{column} {n}" for n in (1, 2, 3, 4)]
    assert (boxes["ordered_at"].value, boxes["order_total"].value) == ("#2", "#4")
    if language == "en":
        app = mapped(app, customer_id="#1")
        assert "3 orders from 1 Jan 1997 to 2 Aug 1997 loaded" in texts(app)
        assert "Not used\\: Column 3" in texts(app)
        assert "#2" not in str([frame.value.to_dict() for frame in app.dataframe])


def reopen(app, number):
    box = next(box for box in app.selectbox if box.label == "Open the report of an import")
    return box.set_value(number).run()


def test_report_of_an_earlier_import_opens_again(page):
    app = upload(page, "january.csv", GOOD)
    assert "Open the report of an import" not in [box.label for box in app.selectbox]  # it stands on the page
    app = upload(app, "events.csv", EVENTS)
    box = next(box for box in app.selectbox if box.label == "Open the report of an import")
    assert box.options == ["№ 1 · january.csv"]  # the other one stands on the page
    assert "2 orders from 5 Jan 2026" not in texts(app)
    app = reopen(app, 1)
    said = texts(app)
    assert not app.exception
    assert "2 orders from 5 Jan 2026 to 5 Feb 2026 loaded" in said
    assert "3 rows in the file = 2 loaded + 1 set aside + 0 repeated" in said
    assert "the date cannot be read" in said
    assert "undo this import below" in said


def test_reopened_report_counts_as_decided_since(page):
    app = upload(page, "january.csv", GOOD)
    app = reopen(upload(app, "events.csv", EVENTS), 1)
    revenue = [metric.value for metric in app.metric if metric.label == "Revenue of this file"]
    app.selectbox(key="status with the courier").set_value("counted")
    app = press(app, "Save")
    after = [metric.value for metric in app.metric if metric.label == "Revenue of this file"]
    assert (revenue, after) == (["10.50"], ["30.50"])


def test_checks_that_find_something_lead_to_their_page(page):
    text = "Order ID,Order date,Email,Order total\n1,2026-01-05,a@example.com,5\n"
    found = "1 check of the data found something"
    assert found not in [link.proto.label for link in upload(page, "january.csv", text).get("page_link")]
    app = upload(page, "april.csv", text.replace("1,2026-01", "2,2026-04"))
    assert found in [link.proto.label for link in app.get("page_link")]
