"""Columns under unknown names are offered by what they hold; only on the screen, never silently."""

import pytest

from retention.ingest.options import Reading
from retention.ingest.sniffing import guesses


def reading(*columns, kind="orders", mapping=None):
    rows = [list(row) for row in zip(*columns, strict=True)]
    header = [f"h{n}" for n in range(1, len(columns) + 1)]
    return Reading(
        "f.csv", kind, "utf-8", ",", has_header=True, header=header, mapping=mapping or {}, samples=rows
    )


NUMBERS = ("1", "2", "3")
DAYS = ("05.01.2026", "06.01.2026 10:00", "07.01.2026")
MAILS = ("anna@example.com", "", "boris@example.com")
PHONES = ("+7 999 123-45-67", "8 (999) 123-45-68", "")
SUMS = ("10,50", "1 200,00 руб.", "€3,99")


def test_dates_contacts_and_sums_are_offered():
    assert guesses(reading(NUMBERS, SUMS, MAILS, PHONES, DAYS)) == {
        "ordered_at": "#5", "order_total": "#2", "email": "#3", "phone": "#4",
    }  # fmt: skip


def test_what_is_recognised_is_not_offered_again():
    known = {"ordered_at": "h5", "unit_price": "h2"}
    assert guesses(reading(NUMBERS, SUMS, MAILS, PHONES, DAYS, mapping=known)) == {
        "email": "#3",
        "phone": "#4",
    }


def test_visits_have_a_beginning_and_no_sum():
    assert guesses(reading(SUMS, DAYS, kind="sessions")) == {"started_at": "#2"}


@pytest.mark.parametrize(
    "values", [NUMBERS, ("10", "20", "30"), ("a", "b", "c"), ("", "", ""), ("a@b", "1", "x")]
)
def test_what_could_be_anything_is_not_offered(values):
    assert guesses(reading(values)) == {}
