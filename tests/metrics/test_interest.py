"""Interest without a purchase, worked by hand. The last day is 31 January 2024: looks count from 2 January on."""

from datetime import date

import pytest

from retention.metrics import compute, interest, interest_members
from retention.values import Attribute, Segment, Subject
from tests.metrics.visiting import lined, visited

LAST = date(2024, 1, 31)


def rows(result):
    return result.rows.to_numpy().tolist()


def test_ten_visits(ten_visited):
    assert rows(interest(ten_visited)) == [["Tea", 1, 0, 1]]
    assert rows(interest(ten_visited, as_of=date(2024, 4, 10))) == []


def test_two_visits_within_thirty_days(shop_of):
    """Zoe twice, Kim twice in one visit only, Lea once too early, Mia at the edge of the 30 days."""
    shop = visited(
        shop_of(""),
        """
        zoe 2024-01-10 saw=Tea
        zoe 2024-01-10 12:00 saw=tea
        kim 2024-01-10 saw=Tea saw=Tea
        lea 2024-01-01 saw=Tea
        lea 2024-01-20 saw=Tea
        mia 2024-01-02 saw=Tea saw=Coffee
        mia 2024-01-31 saw=Tea
        - 2024-01-05 saw=Tea
        - 2024-01-06 saw=Tea
        """,
    )
    assert rows(interest(shop)) == [["Tea", 2, 0, 2]]


def test_bought_within_the_window(shop_of):
    """All look at tea twice. Ann bought it on 2 January, Bob on the 1st, Cid coffee, Dan tea as a smaller line."""
    shop = shop_of("ann 2024-01-02 1\nbob 2024-01-01 1\ncid 2024-01-02 1\ndan 2024-01-02 6", as_of=LAST)
    lined(shop, "ann 1 Tea\nbob 1 Tea\ncid 1 Coffee\ndan 1 Tea 1\ndan 1 Coffee 5")
    visited(
        shop,
        "\n".join(f"{who} 2024-01-{day} saw=Tea" for who in ("ann", "bob", "cid", "dan") for day in (30, 31)),
    )
    assert rows(interest(shop, window=30)) == [["Tea", 4, 2, 2]]
    assert rows(interest(shop, window=31)) == [["Tea", 4, 3, 1]]


def test_a_purchase_that_visits_report(shop_of):
    shop = visited(shop_of(""), "zoe 2024-01-10 saw=Tea\nzoe 2024-01-11 saw=Tea got=TEA\nzoe 2024-01-12")
    assert rows(interest(shop)) == [["Tea", 1, 1, 0]]


def test_a_missing_category_is_that_of_the_product_list(shop_of):
    shop = visited(shop_of(""), "zoe 2024-01-10 saw=Tea\nzoe 2024-01-11 saw=Tea\nzoe 2024-01-12 saw=Tea")
    with shop.write() as cursor:
        cursor.execute("update visit_product set category = null, sku = 'T1' where visited_on = '2024-01-10'")
        cursor.execute("update visit_product set category = null where visited_on = '2024-01-11'")
        cursor.execute("delete from visit_product where visited_on = '2024-01-12'")
        cursor.execute(
            "insert into product by name select 'T1' as sku, 'tea BOX' as product, 'Hot' as category"
        )
    assert rows(interest(shop)) == [["Hot", 1, 0, 1]]


def test_by_product(shop_of):
    shop = shop_of("ann 2024-01-20 1", as_of=LAST)
    lined(shop, "ann 1 Tea")
    visited(shop, "ann 2024-01-30 saw=Tea saw=Milk\nann 2024-01-31 saw=Tea saw=Milk")
    found = interest(shop, by=Subject.PRODUCT)
    assert list(found.rows.columns) == ["product", "viewers", "buyers", "viewed_not_bought"]
    assert rows(found) == [["Milk box", 1, 0, 1], ["Tea box", 1, 1, 0]]


@pytest.mark.parametrize(
    ("price", "band"), [("0", "0–1"), ("9.99", "5–10"), ("10", "10–20"), ("50000000", "50000000+")]
)
def test_price_bands(shop_of, price, band):
    shop = visited(shop_of(""), "zoe 2024-01-30 saw=Tea\nzoe 2024-01-31 saw=Tea")
    with shop.write() as cursor:
        cursor.execute("update visit_product set price = ?", [price])
    assert rows(compute(shop, "interest", by="price_band")) == [[band, 1, 0, 1]]


def test_price_bands_are_in_the_order_of_their_prices(shop_of):
    shop = visited(shop_of(""), "zoe 2024-01-30 saw=Tea saw=Milk\nzoe 2024-01-31 saw=Tea saw=Milk")
    with shop.write() as cursor:
        cursor.execute("update visit_product set price = case when category = 'Tea' then 150 else 9 end")
    assert rows(interest(shop, by=Subject.PRICE_BAND)) == [["5–10", 1, 0, 1], ["100–200", 1, 0, 1]]


def test_a_segment(shop_of):
    shop = shop_of("ann 2024-01-01 1\nbob 2024-01-01 1", attributes={"ann": {"country": "France"}})
    visited(shop, "\n".join(f"{who} 2024-01-{day} saw=Tea" for who in ("ann", "bob") for day in (30, 31)))
    assert rows(interest(shop)) == [["Tea", 2, 0, 2]]
    assert rows(interest(shop, segment=Segment(((Attribute.COUNTRY, "France"),)))) == [["Tea", 1, 0, 1]]


def people(result):
    """{customer_key: purchases}"""
    return dict(result.rows[["customer_key", "purchases"]].to_numpy().tolist())


def test_the_people_behind(ten_visited):
    result = interest_members(ten_visited, " tea")
    assert people(result) == {6: 0} and result.metric == "customers"
    assert (result.facts["customers"], result.facts["subject"]) == (1, " tea")
    assert result.rows["stage"].isna().all() and result.rows["first_at"].isna().all()


def test_the_people_are_as_many_as_the_row_says(shop_of):
    """Ann has bought Tea lately, bob only Cups, zoe nothing; all three look at both."""
    shop = lined(shop_of("ann 2024-01-20 5\nbob 2024-01-20 5"), "ann 1 Tea 5\nbob 1 Cup 5")
    looks = [f"{name} 2024-01-{day} saw=Tea saw=Cup" for name in ("ann", "bob", "zoe") for day in (21, 22)]
    visited(shop, "\n".join(looks))
    assert rows(interest(shop)) == [["Cup", 3, 1, 2], ["Tea", 3, 1, 2]]
    assert people(interest_members(shop, "Tea")) == {2: 1, 3: 0}
    assert people(interest_members(shop, "CUP")) == {1: 1, 3: 0}
    assert people(interest_members(shop, "Tea box", by=Subject.PRODUCT)) == {2: 1, 3: 0}
    assert people(interest_members(shop, "Soap")) == {}
    assert people(interest_members(shop, "Tea", as_of=date(2024, 1, 21))) == {}


def test_people_of_a_segment_and_of_a_band_that_nobody_knows(ten_visited):
    spain = Segment(((Attribute.COUNTRY, "Spain"),))
    assert people(interest_members(ten_visited, "Tea", segment=spain)) == {}
    assert people(interest_members(ten_visited, "0–1", by=Subject.PRICE_BAND)) == {}
    assert people(interest_members(ten_visited, "cheap", by=Subject.PRICE_BAND)) == {}
