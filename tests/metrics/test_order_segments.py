"""Which purchases count: cohorts by a segment of orders, worked out by hand and by a slow loop over all purchases.

What was loaded (a line an item; order 4 was discounted; of order 6 half was given back):
ann 1: 5 Jan tea 10 + cup 20, site, card · 3: 10 Feb tea 30, app, cash · 5: 2 Mar cup 40, site, card
bob 2: 20 Jan cup 50, app, card · 4: 3 Mar tea 8, site, coupon SPRING, cash
cid 6: 7 Feb tea 60 + cup 20, site, card
"""

import random
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from retention.errors import MetricRefused
from retention.ingest import import_file
from retention.metrics import compute
from retention.shop import Shop
from retention.values import OrderAttribute, OrderSegment

HEADER = "Order ID,Order date,Email,Product,Category,Quantity,Price,Channel,Payment method,Coupon,Refunded amount\n"
LINES = """1,2024-01-05,ann@example.com,Green tea,tea,1,10.00,site,card,,
1,2024-01-05,ann@example.com,Cup,cups,1,20.00,site,card,,
2,2024-01-20,bob@example.com,Cup,cups,1,50.00,app,card,,
3,2024-02-10,ann@example.com,Green tea,tea,1,30.00,app,cash,,
4,2024-03-03,bob@example.com,Green tea,tea,1,8.00,site,cash,SPRING,
5,2024-03-02,ann@example.com,Cup,cups,1,40.00,site,card,,
6,2024-02-07,cid@example.com,Green tea,tea,1,60.00,site,card,,40.00
6,2024-02-07,cid@example.com,Cup,cups,1,20.00,site,card,,40.00
"""
JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("orders")
    (folder / "orders.csv").write_text(HEADER + LINES, encoding="utf-8")
    with Shop.open(folder / "shop.duckdb") as opened:
        import_file(opened, folder / "orders.csv")
        yield opened


def cells(shop, *where, **options):
    """(cohort, period) → (size, customers, orders, revenue) of cells in which anything happened."""
    rows = compute(shop, "cohort_retention", orders_where=list(where), **options).rows
    return {
        (row.cohort, row.period): (row.size, row.customers, row.orders, round(row.revenue, 2))
        for row in rows.itertuples()
        if row.cohort != "all" and (row.customers or row.orders or row.revenue)
    }


def test_by_channel(shop):
    assert cells(shop, "channel=site") == {
        (JANUARY, 0): (2, 1, 1, 30),
        (JANUARY, 2): (2, 2, 2, 48),
        (FEBRUARY, 0): (1, 1, 1, 40),
    }


def test_by_category_the_money_is_that_of_the_lines(shop):
    """Of order 6, 60 of 80 are tea: 30 of the 40 given back are the tea's."""
    assert cells(shop, "category=tea") == {
        (JANUARY, 0): (2, 1, 1, 10),
        (JANUARY, 1): (2, 1, 1, 30),
        (JANUARY, 2): (2, 1, 1, 8),
        (FEBRUARY, 0): (1, 1, 1, 30),
    }


def test_conditions_hold_together(shop):
    assert cells(shop, "category=tea", "payment=cash") == {
        (JANUARY, 1): (2, 1, 1, 30),
        (JANUARY, 2): (2, 1, 1, 8),
    }
    assert cells(shop, "product=Cup", "channel=app") == {(JANUARY, 0): (2, 1, 1, 50)}


def test_discounted_and_unknown_values(shop):
    assert cells(shop, "discounted=true") == {(JANUARY, 2): (2, 1, 1, 8)} == cells(shop, "coupon=SPRING")
    assert cells(shop, "delivery=")[JANUARY, 2] == (2, 2, 2, 48)
    assert cells(shop, "delivery=courier") == {}


def test_modes(shop):
    """Site orders: ann in months 0 and 2, bob in 2. Repeat purchases on the site: both in month 2."""
    later = cells(shop, "channel=site", mode="on_or_after")
    assert [later[JANUARY, period][1] for period in range(3)] == [2, 2, 2]
    again = cells(shop, "channel=site", mode="cumulative")
    assert again[JANUARY, 0][1] == 0 and again[JANUARY, 2][1] == 2


def test_customers_and_orders_are_chosen_apart(shop):
    """Those whose first channel was the app (bob), by their orders on the site."""
    assert cells(shop, "channel=site", where="first_channel=app") == {(JANUARY, 2): (1, 1, 1, 8)}


def test_no_condition_is_no_segment(shop):
    whole = compute(shop, "cohort_retention").rows
    assert compute(shop, "cohort_retention", orders_where=OrderSegment()).rows.equals(whole)


@pytest.mark.parametrize("mode", ["in_period", "on_or_after", "cumulative"])
@pytest.mark.parametrize("clock", ["calendar", "age"])
def test_a_segment_of_all_orders_gives_all_numbers(shop, mode, clock):
    """Two statements, one answer: every order here is paid, so the slow way must meet the fast one."""
    whole = compute(shop, "cohort_retention", mode=mode, clock=clock).rows
    assert compute(shop, "cohort_retention", mode=mode, clock=clock, orders_where="manager=").rows.equals(
        whole
    )


@pytest.mark.parametrize("seed", range(3))
def test_random_shops_against_a_loop_over_all_purchases(tmp_path: Path, seed: int):
    dice = random.Random(seed)
    lines = [
        f"{number},2024-{dice.randint(1, 6):02d}-{dice.randint(1, 28):02d} 10:{number % 60:02d},"
        f"c{dice.randint(1, 25)}@example.com,Tea,tea,1,{dice.randint(1, 90)}.50,{dice.choice(['site', 'app'])},card,,"
        for number in range(1, 120)
    ]
    (tmp_path / "orders.csv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    with Shop.open(tmp_path / "shop.duckdb") as shop:
        import_file(shop, tmp_path / "orders.csv")
        found = cells(shop, "channel=app")
    assert found == slowly(lines, "app")


def slowly(lines: list[str], channel: str):
    """Month cohorts of all purchases; activity and money of the channel's."""
    firsts: dict[str, str] = {}
    bought = defaultdict(list)
    for line in lines:
        _, at, email, _, _, _, amount, through, *_ = line.split(",")
        firsts[email] = min(firsts.get(email, at), at)
        if through == channel:
            bought[email].append((at, Decimal(amount)))
    sizes = defaultdict(int)
    for at in firsts.values():
        sizes[at[:7]] += 1
    people, orders, money = defaultdict(set), defaultdict(int), defaultdict(Decimal)
    for email, purchases in bought.items():
        for at, amount in purchases:
            cell = firsts[email][:7], int(at[5:7]) - int(firsts[email][5:7])
            people[cell].add(email)
            orders[cell] += 1
            money[cell] += amount
    return {
        (date.fromisoformat(month + "-01"), period): (
            sizes[month],
            len(people[month, period]),
            orders[month, period],
            float(money[month, period]),
        )
        for month, period in people
    }


def test_an_unknown_attribute_is_refused(shop):
    with pytest.raises(MetricRefused) as refused:
        compute(shop, "cohort_retention", orders_where="colour=red")
    assert refused.value.code == "order_field_unknown"
    assert all(attribute in refused.value.sentence for attribute in OrderAttribute)


def test_values_never_become_sql(shop):
    assert cells(shop, "channel='; drop table current_order; --") == {}
    assert cells(shop, "category='; drop table current_order; --") == {}
