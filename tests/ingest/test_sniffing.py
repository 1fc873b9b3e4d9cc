"""Columns under unknown names are offered by what they hold or what their name is like; only on the screen, never
silently."""

import pytest

from retention.ingest.options import Reading
from retention.ingest.sniffing import offers


def reading(*columns, kind="orders", mapping=None, suggestions=None):
    rows = [list(row) for row in zip(*columns, strict=True)]
    header = [f"h{n}" for n in range(1, len(columns) + 1)]
    return Reading(
        "f.csv", kind, "utf-8", ",", has_header=True, header=header, mapping=mapping or {}, samples=rows,
        suggestions=suggestions or {},
    )  # fmt: skip


NUMBERS = ("1", "2", "3")
DAYS = ("05.01.2026", "06.01.2026 10:00", "07.01.2026")
MAILS = ("anna@example.com", "", "boris@example.com")
PHONES = ("+7 999 123-45-67", "8 (999) 123-45-68", "")
SUMS = ("10,50", "1 200,00 руб.", "€3,99")


def test_dates_contacts_and_sums_are_offered():
    assert offers(reading(NUMBERS, SUMS, MAILS, PHONES, DAYS)) == {
        "ordered_at": "#5", "order_total": "#2", "email": "#3", "phone": "#4",
    }  # fmt: skip


def test_what_is_recognised_is_not_offered_again():
    known = {"ordered_at": "h5", "unit_price": "h2"}
    assert offers(reading(NUMBERS, SUMS, MAILS, PHONES, DAYS, mapping=known)) == {
        "email": "#3",
        "phone": "#4",
    }


def test_visits_have_a_beginning_and_no_sum():
    assert offers(reading(SUMS, DAYS, kind="sessions")) == {"started_at": "#2"}


@pytest.mark.parametrize(
    "values", [NUMBERS, ("10", "20", "30"), ("a", "b", "c"), ("", "", ""), ("a@b", "1", "x")]
)
def test_what_could_be_anything_is_not_offered(values):
    assert offers(reading(values)) == {}


@pytest.mark.parametrize(
    "days",
    [
        ("19970101", "19970118", "20261231"),
        ("202601051030", "20260106103059", "202601070000"),
        ("5 января 2026", "6 февраля 2026", "7 мая 2026"),
        ("5 Jan 2026", "Feb 6, 2026", "7 May 2026"),
    ],
)
def test_dates_without_signs_and_in_words_are_offered(days):
    assert offers(reading(NUMBERS, days)) == {"ordered_at": "#2"}


@pytest.mark.parametrize(
    "numbers", [("19970001", "19970002", "19970003"), ("10020105", "10020106", "10020107"), ("19971301",) * 3]
)
def test_numbers_of_eight_digits_are_no_days(numbers):
    assert offers(reading(NUMBERS, numbers)) == {}


def test_a_date_with_signs_goes_before_an_order_number_like_a_day():
    assert offers(reading(("20260105", "20260106", "20260107"), DAYS)) == {"ordered_at": "#2"}


def test_a_name_like_a_known_one_is_offered_before_the_values():
    sums = ("10", "20", "30")
    wide = reading(sums, DAYS, DAYS, suggestions={"order_total": "Summa", "ordered_at": "Datum"})
    wide.header = ["Summa", "Versand", "Datum"]
    assert offers(wide) == {"order_total": "#1", "ordered_at": "#3"}


def test_a_name_over_words_is_not_offered_for_a_date():
    wrong = reading(("never", "soon", "late"), DAYS, suggestions={"ordered_at": "Date note"})
    wrong.header[0] = "Date note"
    assert offers(wrong) == {"ordered_at": "#2"}


def test_one_letter_says_nothing():
    columns = reading(("x", "y", "z"), ("1", "2", "3"), suggestions={"ordered_at": "a", "order_total": "a"})
    columns.header = ["a", "b"]
    assert offers(columns) == {}
