"""Numbers and dates as readers of each language write them (NBSP is written ~ below)."""

from __future__ import annotations

from datetime import date

import pytest

from retention.i18n import words

EN, RU = words("en"), words("ru")


def shown(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize(
    ("share", "english", "russian"),
    [
        (0.0, "0%", "0~%"),
        (0.0834, "8.3%", "8,3~%"),
        (0.0994, "9.9%", "9,9~%"),
        (0.0996, "10%", "10~%"),
        (0.234, "23%", "23~%"),
        (1.0, "100%", "100~%"),
        (None, "—", "—"),
        (float("nan"), "—", "—"),
    ],
)
def test_percent_has_one_decimal_below_ten(share, english, russian):
    assert (shown(EN.percent(share)), shown(RU.percent(share))) == (english, russian)


@pytest.mark.parametrize(
    ("value", "currency", "english", "russian"),
    [
        (12.5, "EUR", "€12.50", "12,50~€"),
        (999.99, "EUR", "€999.99", "999,99~€"),
        (1234.56, "EUR", "€1,235", "1~235~€"),
        (-1234.0, "GBP", "−£1,234", "−1~234~£"),
        (1234.0, "RUB", "₽1,234", "1~234~₽"),
        (1234.0, "CHF", "CHF~1,234", "1~234~CHF"),
        (0, "USD", "$0", "0~$"),
        (1234.5, None, "1,234", "1~234"),
        (None, "EUR", "—", "—"),
    ],
)
def test_money_has_no_cents_from_a_thousand_up(value, currency, english, russian):
    assert (shown(EN.money(value, currency)), shown(RU.money(value, currency))) == (english, russian)


@pytest.mark.parametrize(
    ("value", "currency", "english", "russian"),
    [
        (54_575_900, "RUB", "₽54.6M", "54,6~млн~₽"),
        (210_430_600, "CHF", "CHF~210M", "210~млн~CHF"),
        (-1_234_567.8, "EUR", "−€1.2M", "−1,2~млн~€"),
        (2_000_000, None, "2M", "2~млн"),
        (4_851_535_000, "RUB", "₽4.9B", "4,9~млрд~₽"),
        (9_960_000, "EUR", "€10M", "10~млн~€"),
        (999_999_999, "EUR", "€1B", "1~млрд~€"),
        (999_999, "EUR", "€999,999", "999~999~€"),
        (None, "EUR", "—", "—"),
    ],
)
def test_millions_are_written_short_in_narrow_places(value, currency, english, russian):
    short = EN.money_short(value, currency), RU.money_short(value, currency)
    assert tuple(map(shown, short)) == (english, russian)


@pytest.mark.parametrize(
    ("grain", "english", "russian"),
    [
        ("day", "1~Jan~2026", "1~янв.~2026"),
        ("week", "week~of~1~Jan~2026", "неделя~с~1~янв.~2026"),
        ("month", "January~2026", "январь~2026"),
        ("quarter", "Q1~2026", "1-й~кв.~2026"),
        ("year", "2026", "2026"),
    ],
)
def test_periods_are_named(grain, english, russian):
    day = date(2026, 1, 1)
    assert (shown(EN.period(day, grain)), shown(RU.period(day, grain))) == (english, russian)


def test_dates_follow_the_language():
    assert shown(EN.date(date(2026, 10, 31))) == "31~Oct~2026"
    assert shown(RU.date(date(2026, 10, 31))) == "31~окт.~2026"
    assert shown(RU.since(date(2026, 5, 1))) == "мая~2026"


@pytest.mark.parametrize(
    ("count", "english", "russian"),
    [
        (1, "1 customer", "1~клиент"),
        (2, "2 customers", "2~клиента"),
        (5, "5 customers", "5~клиентов"),
        (11, "11 customers", "11~клиентов"),
        (21, "21 customers", "21~клиент"),
        (1025, "1,025 customers", "1~025~клиентов"),
    ],
)
def test_counts_take_the_right_plural(count, english, russian):
    spoken = [shown(language.ngettext("{n} customer", "{n} customers", count)) for language in (EN, RU)]
    assert spoken == [english, russian]


def test_fields_are_written_in_the_language():
    text = "{day}: {count}, {share:.1%}"
    filled = RU.gettext(text, day=date(2026, 10, 31), count=12345, share=0.123)
    assert shown(filled) == "31~окт.~2026: 12~345, 12~%"


def test_unknown_language_is_english():
    assert words("xx").language == "en"


def test_nothing_has_no_sign_whoever_is_written_first():
    assert [words("en").number(value) for value in (-0.0, 0, 0.0)] == ["0", "0", "0"]
    assert words("en").money(-0.0, "EUR") == words("en").money(0, "EUR") == "€0"
    assert words("en").number(-3) == "\N{MINUS SIGN}3"
