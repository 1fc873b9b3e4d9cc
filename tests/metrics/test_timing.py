"""When customers buy, worked by hand."""

from datetime import date

from retention.metrics import timing
from retention.values import Attribute, Segment


def rows(result, part):
    found = result.rows[result.rows["part"] == part].drop(columns="part")
    return list(found.itertuples(index=False, name=None))


def test_ten_orders(ten_orders):
    """
    January: 10 + 20 on Wednesday 10th, 40 on Wednesday 31st. February: 60 on Thursday 1st, 50 + 80 on Thursday 29th.
    March: 30 on Tuesday 5th, 70 + 90 on Sunday 31st. April: 100 on Monday 1st. All at midnight.
    """
    result = timing(ten_orders)
    assert rows(result, "month") == [("1", 3, 70.0), ("2", 3, 190.0), ("3", 3, 190.0), ("4", 1, 100.0)]
    assert rows(result, "day") == [
        ("1", 2, 160.0),
        ("5", 1, 30.0),
        ("10", 2, 30.0),
        ("29", 2, 130.0),
        ("31", 3, 200.0),
    ]
    assert rows(result, "weekday_hour") == [
        ("1-00", 1, 100.0),
        ("2-00", 1, 30.0),
        ("3-00", 3, 70.0),
        ("4-00", 3, 190.0),
        ("7-00", 2, 160.0),
    ]
    assert result.rows["part"].tolist() == ["day"] * 5 + ["month"] * 4 + ["weekday_hour"] * 5


def test_hours_are_whole_and_days_end_at_midnight(shop_of):
    """1 January 2024 is a Monday; a second before midnight the Sunday is not over."""
    shop = shop_of("ann 2023-12-31 23:59:59 1\nann 2024-01-01 00:00 2\nann 2024-01-01 09:30 4")
    assert rows(timing(shop), "weekday_hour") == [("1-00", 1, 2.0), ("1-09", 1, 4.0), ("7-23", 1, 1.0)]
    assert rows(timing(shop), "month") == [("1", 2, 6.0), ("12", 1, 1.0)]


def test_months_of_several_years_stand_together(shop_of):
    shop = shop_of("ann 2023-05-03 1\nann 2024-05-03 2")
    assert rows(timing(shop), "month") == [("5", 2, 3.0)]


def given_back(shop, order_key, on, amount):
    with shop.write() as cursor:
        cursor.execute(
            "insert into other_money (customer_key, moved_on, gross, refund, order_key, first_on) "
            "values (1, ?, 0, ?, ?, date '2024-01-05')",
            [on, amount, order_key],
        )


def test_what_was_given_back_is_taken_off_its_purchase(shop_of):
    """30 of ann's 100 of January come back in March: January brought 70, but nobody knew it in February."""
    shop = shop_of("ann 2024-01-05 100\nbob 2024-02-05 50", as_of=date(2024, 3, 31))
    given_back(shop, 1, date(2024, 3, 1), 30)
    assert rows(timing(shop), "month") == [("1", 1, 70.0), ("2", 1, 50.0)]
    assert rows(timing(shop, as_of=date(2024, 2, 29)), "month") == [("1", 1, 100.0), ("2", 1, 50.0)]


def test_a_refund_that_stands_alone_is_left_out(shop_of):
    shop = shop_of("ann 2024-01-05 100\nann 2024-02-05 -40\n- 2024-01-06 7")
    assert rows(timing(shop), "month") == [("1", 1, 100.0)]


def test_every_part_holds_every_purchase(ten_orders):
    sums = timing(ten_orders).rows.groupby("part")[["purchases", "revenue"]].sum()
    assert sums.to_numpy().tolist() == [[10.0, 550.0]] * 3


def test_a_segment(shop_of):
    shop = shop_of("ann 2024-01-05 1\nbob 2024-02-05 2", attributes={"bob": {"country": "Spain"}})
    segment = Segment(((Attribute.COUNTRY, "Spain"),))
    assert rows(timing(shop, segment=segment), "month") == [("2", 1, 2.0)]


def test_nobody_at_all(shop_of):
    assert len(timing(shop_of("- 2024-01-10 1")).rows) == 0
