"""The twin at the edges that the definitions draw: identities, windows, refunds, calendars, survival."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given

from tests.strategies import MadeUpShop, shops
from tests.twin import periods
from tests.twin.book import Book, build
from tests.twin.churn import churn, window_days
from tests.twin.cohorts import CLOCKS, MODES, cohort_retention
from tests.twin.describe import describe
from tests.twin.growth import lifecycle
from tests.twin.identity import customers_of, normalise
from tests.twin.records import Order
from tests.twin.repeat import order_ladder, repeat_purchase
from tests.twin.rfm import customers, fifths
from tests.twin.statistics import kaplan_meier, wilson

DAY = datetime(2024, 1, 1)
NO_PURCHASE = [("pending", 10), ("cancelled", 10), ("test", 10), ("refunded", 20)]


def bought(*days: int, who: str = "a@example.com", **rest) -> list[Order]:
    """One customer's orders of 10.00, so many days after New Year 2024."""
    return [
        Order(None, day, DAY + timedelta(days=day), (("email", who),), Decimal(10), **rest) for day in days
    ]


def known(*identifiers: tuple[str, str]) -> Order:
    """An order that only matters for who placed it."""
    return Order(None, 0, DAY, identifiers, Decimal(1))


@pytest.mark.parametrize(
    ("kind", "raw", "wanted"),
    [
        ("email", " Ann@Example.COM ", "ann@example.com"),
        ("email", "ann", None),
        ("phone", "8 (900) 111-22-33", "79001112233"),
        ("phone", "123456789", None),
        ("phone", "1234567890", "1234567890"),
        ("phone", "1234567890123456", None),
        ("customer_id", "0", None),
        ("customer_id", "Guest", None),
        ("customer_id", " 007 ", "007"),
    ],
)
def test_spelling(kind: str, raw: str, wanted: str | None):
    assert normalise(kind, raw) == (wanted and (kind, wanted))


def test_chain_of_identifiers_is_one_customer():
    """An id with an e-mail, the e-mail with a phone, the phone with another id."""
    phone = ("phone", "79001112233")
    orders = [
        known(("customer_id", "1"), ("email", "a@x.org")),
        known(phone, ("customer_id", "2")),
        known(("email", "a@x.org"), phone),
        known(("email", "b@x.org")),
        known(("customer_id", "0")),
    ]
    owners = customers_of(orders)
    assert owners[0] == owners[1] == owners[2] != owners[3]
    assert owners[4] is None


@pytest.mark.parametrize(("emails", "customers"), [(20, 1), (21, 21)])
def test_identifier_of_a_crowd(emails: int, customers: int):
    """With 20 e-mails a telephone still joins, with 21 it joins nobody."""
    orders = [known(("email", f"{number}@x.org"), ("phone", "79001112233")) for number in range(emails)]
    assert len(set(customers_of(orders))) == customers


def test_churned_only_when_nothing_came_up_to_the_day():
    """A purchase on day p + W keeps the customer, one day later finds her churned."""
    kept = churn(build(bought(0, 30)), window=30)
    assert [row["churned"] for row in kept] == [0]
    left = churn(build(bought(0, 31)), window=30)
    assert [(row["churned"], row["resurrected"]) for row in left] == [(1, 0), (0, 1)]


def test_two_purchases_on_the_day_of_return_are_one_event():
    rows = churn(build(bought(0, 60, 60)), window=30)
    assert sum(row["resurrected"] for row in rows) == 1


def test_revenue_of_a_customer_who_left_twice_counts_once():
    """Churned on days 30 and 61 (31 January, 2 March): once a month; in a year, the last one counts."""
    [row] = churn(build([*bought(0, 31), *bought(200, who="b@x.org")]), grain="year", window=30)
    assert (row["churned"], row["churned_revenue_365"]) == (2, 20)


def many_gaps(lengths: range) -> Book:
    """One customer per gap, and one order a year later, so that all gaps are settled."""
    orders = [order for gap in lengths for order in bought(0, gap, who=f"{gap}@x.org")]
    return build(orders + bought(400, who="last@x.org"))


def test_automatic_window_is_the_percentile_rounded_up():
    """50 gaps 31..80: place 0.9 x 49 = 44.1, so 75.1, up to 76. 51 gaps 30..80: exactly 75 stays 75."""
    assert window_days(many_gaps(range(31, 81))) == 76
    assert window_days(many_gaps(range(30, 81))) == 75


def test_automatic_window_of_49_gaps():
    """One gap too few: W = min(180, H), and H = half of 401 days."""
    assert window_days(many_gaps(range(31, 80))) == 180


def test_fully_refunded_order_is_money_but_no_purchase():
    """Sold on day 0 and given back on day 40: both stand in the totals, the order is nobody's purchase."""
    orders = bought(0, refunded=Decimal(10), refunded_on=date(2024, 2, 10)) + bought(50)
    told = describe(build(orders))
    assert (told["purchases"], told["gross_revenue"], told["refunds"], told["net_revenue"]) == (1, 20, 10, 10)


@pytest.mark.parametrize(
    ("meaning", "net"), [("pending", 10), ("cancelled", 10), ("test", 10), ("refunded", 10)]
)
def test_meanings_that_are_no_purchase(meaning: str, net: int):
    told = describe(build(bought(0, meaning=meaning) + bought(1)))
    assert (told["purchases"], told["net_revenue"]) == (1, net)
    assert told["gross_revenue"] == (20 if meaning == "refunded" else 10)


def test_pending_order_opens_the_data_and_joins_people():
    """Data start and identity look at all loaded rows."""
    book = build(bought(0, meaning="pending") + bought(99))
    assert (book.data_start, window_days(book)) == (date(2024, 1, 1), 50)


def test_week_53_and_leap_day():
    assert periods.start("week", date(2021, 1, 3)) == date(2020, 12, 28)
    assert periods.add("week", date(2020, 12, 31), 1) == date(2021, 1, 4)
    assert periods.last_day("month", periods.index("month", date(2024, 2, 1))) == date(2024, 2, 29)
    assert periods.start("quarter", date(2024, 12, 31)) == date(2024, 10, 1)
    assert periods.add("month", date(2023, 12, 31), 2) == date(2024, 2, 1)


def test_first_month_of_a_leap_day_customer_ends_thirty_days_later():
    """Age 0 runs from 29 February to 29 March 2024."""
    closed = cohort_retention(build(bought(59, 88)), clock="age")
    assert [(row["period"], row["orders"], row["is_complete"]) for row in closed] == [
        (0, 2, True),
        (0, 2, True),
    ]
    open_yet = cohort_retention(build(bought(59, 87)), clock="age")
    assert [(row["period"], row["orders"], row["is_complete"]) for row in open_yet] == [(0, 2, False)]


def test_young_cohort_is_open_on_the_age_clock():
    """The member has lived a day, but the month still takes in others."""
    [row] = cohort_retention(build(bought(0, 1)), grain="month", clock="age")
    assert not row["is_complete"]


def test_survival_with_ties():
    """Of 5 one returns at 0, one of the 4 left at 10 while another is censored there: 1 - 4/5 x 3/4."""
    spans = [(0, True), (10, True), (10, False), (20, False), (30, False)]
    assert kaplan_meier(spans, 10, 4).share == pytest.approx(0.4)
    assert kaplan_meier(spans, 10, 4).at_risk == 4
    assert kaplan_meier(spans, 31, 0).share is None


def test_survival_without_interval():
    """No interval where everybody or nobody returned."""
    everybody, nobody = kaplan_meier([(5, True)], 30, 1), kaplan_meier([(90, False)], 30, 1)
    assert (everybody.share, everybody.low, everybody.high) == (1, None, None)
    assert (nobody.share, nobody.low, nobody.high) == (0, None, None)


def test_wilson():
    """Wilson (1927) at 81 of 263, as worked in Newcombe (1998), table I: 0.2553 to 0.3662."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(3, 2) == (None, None)


def test_fifths():
    """Ranks 1, 1, 3, 4, 5, 6 of 6."""
    assert fifths([7, 7, 8, 9, 10, 11]) == [1, 1, 2, 3, 4, 5]


@given(shops)
def test_churn_identity(shop: MadeUpShop):
    """active_end = active_start + new + resurrected - churned, in every period of every grain."""
    book = build(shop.orders)
    for grain in periods.GRAINS[1:]:
        for row in churn(book, grain, 30):
            moved = row["new"] + row["resurrected"] - row["churned"]
            assert row["active_end"] == row["active_start"] + moved


@given(shops)
def test_cohort_partition(shop: MadeUpShop):
    """Period 0 holds everyone, cohorts partition the customers, the modes nest."""
    book = build(shop.orders)
    for clock in CLOCKS:
        tables = {mode: cohort_retention(book, "month", mode, clock) for mode in MODES}
        start = [row for row in tables["in_period"] if row["period"] == 0 and row["cohort"] != "all"]
        assert all(row["share"] == 1 for row in start)
        assert sum(row["size"] for row in start) == len(book.customers)
        for here, later in zip(tables["in_period"], tables["on_or_after"], strict=True):
            assert here["customers"] <= later["customers"] <= here["size"]


@given(shops)
def test_customers_agree_everywhere(shop: MadeUpShop):
    """The same customers and purchases stand in every table."""
    book = build(shop.orders)
    people = len(book.customers)
    assert len(customers(book)) == people == repeat_purchase(book)[-1]["eligible"]
    assert sum(row["new"] for row in lifecycle(book)) == people
    assert sum(row["customers"] for row in order_ladder(book)) <= len(book.purchases())
