"""Traps into which tables of customers fall, each with the answer worked out by hand."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import mean, median

import pytest

from retention.figures import LIGHT
from retention.figures.cohort_heatmap import _colour
from retention.figures.theme import shade
from retention.metrics import churn, cohort_retention, compute, concentration, describe, lifecycle
from retention.shop import Shop
from retention.values import Caveat
from tests.ingest.support import load

JANUARY, FEBRUARY, MARCH = (date(2024, month, 1) for month in (1, 2, 3))


@pytest.fixture
def shop(tmp_path: Path, new_shop: Callable[[Path], Shop]) -> Iterator[Shop]:
    """An empty shop to load files into."""
    with new_shop(tmp_path / "shop" / "shop.duckdb") as opened:
        yield opened


def notes(result):
    """The caveats of a result with their values."""
    return {note.caveat: note.fields for note in result.notes}


def cells(result, *columns):
    """These columns of the cohorts, then of all together."""
    return result.rows[["cohort", "period", *columns]].to_numpy().tolist()


def file_of(header: str, *rows: str) -> str:
    return "\n".join([header, *rows]) + "\n"


def test_an_unfinished_last_month_is_marked_and_in_no_average(shop_of):
    """Data to 15 February. December: cid and dan, cid again in January, dan not: 1 of 2, over.
    January: ann and bob, nobody again by 15 February: 0 of 2, but half of February is still to come.
    All together, month 1: December alone = 1 of 2 = 50 %; with the open cell it would have been 1 of 4."""
    shop = shop_of(
        "cid 2023-12-04 1\ndan 2023-12-05 1\ncid 2024-01-20 1\nann 2024-01-03 1\nbob 2024-01-31 1\neve 2024-02-15 1"
    )
    found = cohort_retention(shop)
    second = [row for row in cells(found, "customers", "size", "is_complete", "cohorts") if row[1] == 1]
    assert second == [
        [date(2023, 12, 1), 1, 1, 2, True, 1],
        [JANUARY, 1, 0, 2, False, 1],
        ["all", 1, 1, 2, True, 1],
    ]
    assert notes(found)[Caveat.OPEN_PERIOD] == {
        "count": 3
    }  # February itself, and month 1 and 2 of the others
    for periods in (churn(shop, window=30), lifecycle(shop), concentration(shop)):
        assert periods.rows["is_open"].tolist() == [False, False, True]
        assert Caveat.OPEN_PERIOD in notes(periods)


def test_an_export_that_starts_mid_life_may_hold_older_customers(shop: Shop, tmp_path: Path):
    """The export starts on 1 March. Its March cohort has three "new" customers; the shop's list says that ann has
    bought since 2022: two are left, one of them came back in April. Ann is a returning customer, never a new one."""
    load(
        shop,
        tmp_path,
        file_of(
            "Order ID,Order date,Email,Order total",
            "1,2024-03-01,ann@x.ru,10",
            "2,2024-03-02,bob@x.ru,10",
            "3,2024-03-03,cid@x.ru,10",
            "4,2024-04-10,ann@x.ru,10",
            "5,2024-04-30,bob@x.ru,10",
        ),
    )
    before = cohort_retention(shop)
    assert cells(before, "customers", "size")[:2] == [[MARCH, 0, 3, 3], [MARCH, 1, 2, 3]]
    assert notes(before)[Caveat.MAY_CONTAIN_OLDER_CUSTOMERS]["count"] == 1
    people = file_of("Email,First order", "ann@x.ru,2022-05-01", "bob@x.ru,2024-03-02", "cid@x.ru,2024-03-03")
    load(shop, tmp_path, people, "customers.csv")
    after = cohort_retention(shop)
    assert cells(after, "customers", "size")[:2] == [[MARCH, 0, 2, 2], [MARCH, 1, 1, 2]]
    assert Caveat.MAY_CONTAIN_OLDER_CUSTOMERS not in notes(after)
    assert lifecycle(shop).rows["new"].tolist() == [2, 0]


def test_cohorts_of_unequal_size_are_pooled_by_people(shop_of):
    """January: one customer, who came back. February: nine, none of whom did. Together 1 of 10 = 10 %;
    the mean of the two shares, 50 %, is that of nobody."""
    drawn = "ann 2024-01-05 1\nann 2024-02-05 1\n" + "\n".join(f"c{n} 2024-02-10 1" for n in range(9))
    rows = cohort_retention(shop_of(drawn, as_of=date(2024, 3, 31))).rows.query("period == 1")
    assert rows["share"].tolist() == [1, 0, 0.1]
    assert mean(rows["share"][:2]) == 0.5


def test_tiny_cohorts_are_greyed_and_the_tiniest_have_no_colour(shop_of):
    """9, 29 and 30 customers; one of each comes back. Below 30 the cell is grey and the caveat counts it,
    below 10 it has no colour at all. The interval of 1 of 9 is wide: 2.0 to 43.5 %."""
    sizes = {JANUARY: 9, FEBRUARY: 29, MARCH: 30}
    lines = [f"m{day.month}n{n} {day} 1" for day, size in sizes.items() for n in range(size)]
    lines += [f"m{day.month}n0 {day.replace(month=day.month + 1)} 1" for day in sizes]
    found = cohort_retention(shop_of("\n".join(lines), as_of=date(2024, 4, 30)))
    rows = found.rows[(found.rows["period"] == 1) & (found.rows["cohort"] != "all")]
    assert rows["size"].tolist() == [9, 29, 30]
    assert [round(float(end), 3) for end in rows[["share_low", "share_high"]].iloc[0]] == [0.02, 0.435]
    assert notes(found)[Caveat.SMALL_NUMBERS] == {"limit": 30, "count": 2}
    colours = [_colour(row, "share", 1.0, LIGHT) for row in rows.itertuples()]
    assert colours == [LIGHT.background, LIGHT.few, shade(LIGHT, 1 / 30, 1.0)]
    assert len(set(colours)) == 3


def test_ties_in_quintiles_do_not_depend_on_the_order_of_rows(tmp_path: Path, new_shop):
    """Ten customers with one purchase each, all at noon: four on 31 January, six on 31 March; eight pay 10, two 50.
    Recency: four share the worst rank 1 -> score 1; six share rank 5 -> 1 + floor(5 * 4 / 10) = 3.
    Money: eight share rank 1 -> 1; two share rank 9 -> 1 + floor(5 * 8 / 10) = 5. One purchase -> 1."""
    people = [
        (f"p{n}@x.ru", "2024-01-31" if n < 4 else "2024-03-31", 50 if n in (3, 9) else 10) for n in range(10)
    ]
    wanted = {
        mail: (1 if day == "2024-01-31" else 3, 1, 5 if amount == 50 else 1) for mail, day, amount in people
    }
    found = []
    for seed in range(3):
        lines = [f"{n},{day} 12:00,{mail},{amount}" for n, (mail, day, amount) in enumerate(people, start=1)]
        random.Random(seed).shuffle(lines)
        with new_shop(tmp_path / str(seed) / "shop.duckdb") as shop:
            load(shop, tmp_path, file_of("Order ID,Order date,Email,Order total", *lines))
            rows = compute(shop, "customers").rows.set_index("customer_key")
            with shop.cursor() as cursor:
                keys = dict(cursor.execute("select email, customer_key from customer").fetchall())
        assert {mail: tuple(rows.loc[key, ["R", "F", "M"]]) for mail, key in keys.items()} == wanted
        found.append({mail: rows.loc[key, "segment"] for mail, key in keys.items()})
    assert found[0] == found[1] == found[2]
    assert len(set(found[0].values())) > 1


def test_two_currencies_are_never_added(shop: Shop, tmp_path: Path):
    """Roubles 1,000 + 2,000 count; 30 and 40 euros are left out and told, they are no 3,070 of anything.
    Cid paid in euros alone: no customer; ann's second order was in euros: she has not come back."""
    load(
        shop,
        tmp_path,
        file_of(
            "Order ID,Order date,Email,Order total,Currency",
            "1,2024-01-01,ann@x.ru,1000,RUB",
            "2,2024-01-02,bob@x.ru,2000,RUB",
            "3,2024-02-03,ann@x.ru,30,EUR",
            "4,2024-02-04,cid@x.ru,40,EUR",
            "5,2024-02-05,bob@x.ru,500,RUB",
        ),
    )
    told = describe(shop)
    assert (told["currency"], told["net_revenue"], told["customers"]) == ("RUB", 3500.0, 2)
    found = cohort_retention(shop)
    assert cells(found, "customers", "revenue")[:2] == [[JANUARY, 0, 2, 3000], [JANUARY, 1, 1, 500]]
    assert notes(found)[Caveat.OTHER_CURRENCIES] == {"count": 2, "currency": "RUB"}


def summed_by_customer(shop: Shop):
    """What an import writes of the largest customer into the coverage."""
    with shop.write() as cursor:
        cursor.execute("""update coverage set buyers = found.buyers, largest_revenue_share = found.revenue_share,
            largest_purchase_share = found.purchase_share
            from (select count(*) as buyers, max(purchases) / sum(purchases) as purchase_share,
                max(net_revenue) / sum(net_revenue) as revenue_share from customer where purchases > 0) as found""")


def test_one_wholesale_customer_moves_the_mean_and_shows_in_the_concentration(shop_of):
    """Nineteen customers pay 10 in January, the twentieth 9,810: mean (190 + 9,810) / 20 = 500, median 10.
    The best tenth are two of twenty: (9,810 + 10) / 10,000 = 98.2 % of the revenue."""
    drawn = "\n".join(f"c{n} 2024-01-10 10" for n in range(19))
    plain, with_him = (
        shop_of(text, as_of=date(2024, 1, 31)) for text in (drawn, f"{drawn}\nbig 2024-01-11 9810")
    )
    assert (describe(plain)["average_order_value"], describe(with_him)["average_order_value"]) == (10, 500)
    spent = compute(with_him, "customers").rows["net_revenue"]
    assert (mean(spent), median(spent)) == (500, 10)
    assert concentration(with_him).rows["top_decile_share"].tolist() == [0.982]
    assert concentration(plain).rows["top_decile_share"].tolist() == [pytest.approx(2 / 19)]
    summed_by_customer(plain), summed_by_customer(with_him)
    assert notes(concentration(with_him))[Caveat.ONE_LARGE_CUSTOMER] == {"share": 0.981, "part": 0.05}
    assert Caveat.ONE_LARGE_CUSTOMER not in notes(concentration(plain))


@pytest.mark.parametrize(
    ("customers", "purchases", "is_said"),
    [(200, 22, False), (200, 23, True), (50, 11, False), (50, 13, True)],
)
def test_one_customer_with_many_purchases_is_said(shop_of, customers, purchases, is_said):
    """Of 199 + 22 purchases 22 are 9.95%, of 199 + 23 then 10.4%. Among 50 customers ten times the average is 20%:
    11 of 60 are less, 13 of 62 more."""
    drawn = [f"c{n} 2024-01-10 10" for n in range(customers - 1)]
    shop = shop_of("\n".join(drawn + ["big 2024-01-11 1"] * purchases), as_of=date(2024, 1, 31))
    summed_by_customer(shop)
    said = notes(compute(shop, "latency")).get(Caveat.ONE_LARGE_CUSTOMER)
    assert (said is not None) == is_said
    assert said is None or said["part"] == pytest.approx(purchases / (customers - 1 + purchases))


def test_a_shared_phone_joins_nobody(shop: Shop, tmp_path: Path):
    """The shop's own phone stands on the orders of 21 people, all new in January; joined by it they would be one
    customer with 21 purchases. Boris gave a phone of his own with both of his e-mails: one customer."""
    crowd = [f"{n},2024-01-{n:02d},u{n}@x.ru,+7 900 000 00 00,10" for n in range(1, 22)]
    own = [f"{n},2024-02-0{n - 29},b{n}@x.ru,+7 900 111 22 33,10" for n in (30, 31)]
    load(shop, tmp_path, file_of("Order ID,Order date,Email,Phone,Order total", *crowd, *own))
    found = cohort_retention(shop)
    assert cells(found, "customers", "orders")[0] == [JANUARY, 0, 21, 21]
    assert describe(shop)["customers"] == 22
    assert notes(found)[Caveat.SHARED_IDENTIFIER] == {"count": 1}


def test_an_order_at_the_end_of_a_month_in_utc_lies_in_the_next_month_of_moscow(shop: Shop, tmp_path: Path):
    """31 January 23:30 UTC is 1 February 02:30 in Moscow. 20:59 UTC is 23:59 there, still January. 23:30 with the
    shop's own offset, in the other file, is 23:30 on the 31st."""
    header = "Order ID,Order date,Email,Order total"
    utc = file_of(header, "1,2024-01-31T23:30:00Z,ann@x.ru,10", "2,2024-01-31T20:59:00Z,bob@x.ru,20")
    load(shop, tmp_path, utc, time_zone="Europe/Moscow")
    load(shop, tmp_path, file_of(header, "3,2024-01-31T23:30:00+03:00,cid@x.ru,30"))
    rows = cohort_retention(shop).rows.query("period == 0 and cohort != 'all'")
    assert rows[["cohort", "size", "revenue"]].to_numpy().tolist() == [[JANUARY, 2, 50], [FEBRUARY, 1, 10]]
    assert describe(shop)["as_of"] == "2024-02-01"


def test_simpsons_paradox_is_told_by_mix_and_rate(shop_of):
    """Second purchases within 30 days. Everybody does better in the second month, and the total is worse:

    | came by | January        | February       | mix                            | rate                          |
    |---------|----------------|----------------|--------------------------------|-------------------------------|
    | mail    | 6 of 8 = 75 %  | 4 of 4 = 100 % | (0.2 - 0.8) * 0.875 = -0.525   | 0.25 * (0.8 + 0.2) / 2 = 0.125 |
    | ads     | 0 of 2 = 0 %   | 4 of 16 = 25 % | (0.8 - 0.2) * 0.125 = 0.075    | 0.25 * (0.2 + 0.8) / 2 = 0.125 |
    | all     | 6 of 10 = 60 % | 8 of 20 = 40 % | -0.45: more came by ads        | 0.25: both behave better      |
    """
    cohorts = [
        ("mail", JANUARY, 8, 6),
        ("ads", JANUARY, 2, 0),
        ("mail", FEBRUARY, 4, 4),
        ("ads", FEBRUARY, 16, 4),
    ]
    lines, channels = [], {}
    for channel, day, size, again in cohorts:
        for n in range(size):
            name = f"{channel}{day.month}n{n}"
            channels[name] = {"first_channel": channel}
            lines += [f"{name} {day} 1", *[f"{name} {day.replace(day=20)} 1"] * (n < again)]
    shop = shop_of("\n".join(lines), as_of=date(2024, 3, 30), attributes=channels)
    rows = compute(shop, "change", of="repeat_purchase", horizon=30, split="first_channel").rows
    assert rows["first_channel"].tolist() == ["ads", "mail", "all"]
    assert rows["value_before"].tolist() == [0, 0.75, 0.6]
    assert rows["value_after"].tolist() == [0.25, 1, 0.4]
    assert rows["mix"].tolist() == pytest.approx([0.075, -0.525, -0.45])
    assert rows["rate"].tolist() == pytest.approx([0.125, 0.125, 0.25])
