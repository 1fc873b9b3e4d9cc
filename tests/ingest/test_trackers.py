"""The exports of trackers, as they come: each fixture was worked out by hand."""

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from retention.ingest import undo_import
from retention.ingest.recognise import recognise
from retention.shop import Shop
from tests.ingest.support import load, orders, read_here, refusal, rejects, rows

pytestmark = pytest.mark.usefixtures("reads_here")

FIXTURES = Path(__file__).parent / "fixtures"
COUNTS = ("read", "loaded", "rejected", "duplicate")


def read(folder: Path, name: str, **options):
    """How a fixture is read, its row counts, and its tables."""
    reading, found = read_here(folder, (FIXTURES / name).read_bytes(), name, **options)
    return reading, [getattr(reading, f"rows_{part}") for part in COUNTS], found


def picked(table: list[dict], *names: str) -> list[tuple]:
    """Columns of a table, in the order of its rows' text."""
    return sorted((tuple(row[name] for name in names) for row in table), key=repr)


def products(found: dict, *names: str) -> list[tuple]:
    """Steps and products of the visits."""
    return picked(
        found["session_products"], *(names or ("step", "sku", "category", "price", "pieces", "times"))
    )


@pytest.mark.parametrize("name", ["metrica_visits.tsv", "metrica_visits_new_names.tsv"])
def test_metrica_visits(tmp_path: Path, name: str):
    """Lists in cells, with two ways to write quotation marks and both generations of names; the doubled row is the
    second visit's. Two lamps in the cart are 3,000; the buyer's visit holds two orders; one visitor has no number."""
    reading, counts, found = read(tmp_path, name)
    assert (reading.platform, counts) == ("metrica_visits", [5, 4, 0, 1])
    flags = ("session_id", "started_at", "device", "has_cart", "has_purchase", "cart_value", "pages")
    client = "16700000001234567890"
    assert picked(found["sessions"], *flags) == [
        ("1234567890123456784", datetime(2024, 3, 3, 20), "desktop", False, False, None, 1),
        (f"{client}:1234567890123456781", datetime(2024, 3, 1, 10), "mobile", True, False, 3000, 5),
        (f"{client}:1234567890123456782", datetime(2024, 3, 2, 11, 30), "desktop", False, True, None, 9),
        (
            "9700000001234567891:1234567890123456783",
            datetime(2024, 3, 3, 9, 15),
            "tablet",
            False,
            False,
            None,
            2,
        ),
    ]
    assert picked(found["session_purchases"], "transaction_id", "amount", "currency") == [
        ("A-7", 3000, "RUB"),
        ("A-8", Decimal("450.5"), "RUB"),
    ]
    assert products(found, "step", "sku", "product", "category", "price", "pieces") == [
        ("cart", "L-1", "Lamp, blue", "Home/Lamps", 1500, 2),
        ("purchase", "L-1", "Lamp, blue", "Home/Lamps", 1500, 2),
        ("purchase", "M-2", "Mug 'Anna'", "Kitchen", Decimal("450.5"), 1),
        ("view", "L-1", "Lamp, blue", "Home/Lamps", 1500, 1),
        ("view", "M-2", "Mug", "Kitchen", 450, 1),
    ]


MARKS = ('"lamp', 'a "lamp" b', '"lamp"', '"', "lamp", '""', '"a" lamp', 'la"mp')
VISIT = "ym:s:visitID\tym:s:dateTime\tym:s:lastsignUTMCampaign\tym:s:clientID\tym:s:pageViews\n"


@pytest.mark.parametrize("last", MARKS)
def test_quotation_marks_of_a_metrica_log_are_text(tmp_path: Path, last: str):
    """Its cells are parted by tabs alone: a mark that is not closed swallows nothing."""
    cells = (*MARKS, last)
    text = VISIT + "".join(f"{n}\t2024-03-01 10:00:00\t{cell}\t4{n}\t2\n" for n, cell in enumerate(cells))
    reading, found = read_here(tmp_path, text)
    assert (reading.rows_loaded, reading.rows_rejected) == (len(cells), 0)
    assert sorted(visit["campaign"] for visit in found["sessions"]) == sorted(cells)


def test_a_metrica_log_saved_anew_has_doubled_marks(tmp_path: Path):
    text = (
        VISIT + '1\t2024-03-01 10:00:00\t"a ""lamp"" b"\t41\t2\n2\t2024-03-02 10:00:00\t"two\tthree"\t42\t1\n'
    )
    _, found = read_here(tmp_path, text)
    assert picked(found["sessions"], "campaign") == [('a "lamp" b',), ("two\tthree",)]


def test_a_broken_row_of_a_metrica_log_is_named(tmp_path: Path):
    rows = [
        '1\t2024-03-01 10:00:00\t"x\t41\t2',
        "2\t2024-03-01",
        "",
        '3\t2024-03-01 25:00:00\t"y\t43\t2',
        *["4\t2024-03-01 10:00:00\tz\t44\t2"] * 4,
    ]
    _, found = read_here(tmp_path, VISIT + "\n".join(rows))
    assert picked(found["rejects"], "line", "reason") == [(3, "columns_missing"), (5, "date")]


@pytest.mark.parametrize(("goal", "carts"), [("555", 2), ("777", 2), ("55", 1)])
def test_a_goal_can_mark_the_cart(tmp_path: Path, goal: str, carts: int):
    """The e-commerce events show one cart; goals 555 and 777 add the buyer's visit, and 55 is no part of 555."""
    _, _, found = read(tmp_path, "metrica_visits.tsv", mapping={"cart_goal": goal})
    assert sum(visit["has_cart"] for visit in found["sessions"]) == carts


def test_a_goal_can_be_a_column(tmp_path: Path):
    text = "Session ID,Visitor ID,Started at,Goal 5 reached\ns1,v1,2024-01-01,2\ns2,v1,2024-01-02,0\n"
    _, found = read_here(tmp_path, text, mapping={"cart_goal": "Goal 5 reached"})
    assert picked(found["sessions"], "session_id", "has_cart") == [("v1:s1", True), ("v1:s2", False)]


def test_a_goal_without_goals_is_refused(shop: Shop, tmp_path: Path):
    error = refusal(shop, tmp_path, "Session ID,Started at\ns1,2024-01-01\n", mapping={"cart_goal": "5"})
    assert (error.code, error.fields["column"]) == ("column_unknown", "5")


def test_metrica_hits(tmp_path: Path):
    """Three page views in two visits; the goal is no page."""
    reading, counts, found = read(tmp_path, "metrica_hits.tsv", mapping={"cart_goal": "555"})
    assert (reading.platform, counts) == ("metrica_hits", [4, 4, 0, 0])
    assert picked(found["sessions"], "session_id", "pages", "has_cart", "device") == [
        ("55500000001234567890:71", 2, True, "mobile"),
        ("66600000001234567890:72", 1, False, "desktop"),
    ]


def test_streamed_versions_of_a_visit_collapse(shop: Shop, tmp_path: Path):
    """801 was taken back and sent again with four pages, 803 was taken back: two visits of six rows. 21:30 in UTC is
    half past midnight in Moscow."""
    name = "metrica_stream.tsv"
    content = (FIXTURES / name).read_bytes()
    report = load(shop, tmp_path, content, name, time_zone="Europe/Moscow", mapping={"cart_goal": "555"})
    assert [report[f"rows_{part}"] for part in COUNTS] == [6, 2, 0, 4]
    assert rows(shop, "select session_id, visited_at, has_cart from visit order by 1") == [
        ("42:801", datetime(2024, 3, 2, 0, 30), True),
        ("43:802", datetime(2024, 3, 1, 11), False),
    ]


STREAM = "CounterID\tStartDate\tSign\tVisitID\tClientID\tUTCStartTime\tPageViews\n"


def version(sign: int, visit: int, pages: int) -> str:
    return f"1\t2024-03-01\t{sign}\t{visit}\t4{visit}\t2024-03-01 21:30:00\t{pages}\n"


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_newer_version_takes_back_one_of_an_earlier_file(shop: Shop, tmp_path: Path, newest_first: bool):
    """The second file takes the version with one page back and brings the one with four, in either order."""
    load(shop, tmp_path, STREAM + version(1, 1, 1) + version(1, 2, 7), "one.tsv")
    rows_of_it = [version(-1, 1, 1), version(1, 1, 2), version(-1, 1, 2), version(1, 1, 4)]
    text = STREAM + "".join(reversed(rows_of_it) if newest_first else rows_of_it)
    report = load(shop, tmp_path, text, "two.tsv")
    assert [report[f"rows_{part}"] for part in COUNTS] == [4, 1, 0, 3]
    pages = "select session_id, max(pages), count(*) from session_version group by 1 order by 1"
    assert rows(shop, pages) == [("41:1", 4, 2), ("42:2", 7, 1)]
    assert rows(shop, "select count(*) from visit") == [(2,)]


def test_a_row_that_takes_back_a_visit_of_another_file_is_set_aside(shop: Shop, tmp_path: Path):
    load(shop, tmp_path, STREAM + version(1, 1, 1), "one.tsv")
    gone = version(1, 3, 5) + version(-1, 3, 5)
    report = load(shop, tmp_path, STREAM + version(-1, 1, 1) + gone + version(1, 2, 7), "two.tsv")
    assert [report[f"rows_{part}"] for part in COUNTS] == [4, 1, 1, 2]
    assert rejects(shop, report) == [(2, "Sign", "-1", "takes_back")]
    assert rows(shop, "select session_id from visit order by 1") == [("41:1",), ("42:2",)]


def test_matomo(tmp_path: Path):
    """UTF-16; the visit that ordered had a cart too; the shop gives its tracker the e-mail as the user."""
    reading, counts, found = read(tmp_path, "matomo.csv")
    assert (reading.platform, reading.encoding, counts) == ("matomo", "utf-16", [3, 3, 0, 0])
    shown = ("session_id", "started_at", "email", "has_cart", "has_purchase", "cart_value")
    anna = "a1b2c3d4e5f60718"
    assert picked(found["sessions"], *shown) == [
        (f"{anna}:101", datetime(2024, 3, 1, 10), None, True, False, 80),
        (f"{anna}:102", datetime(2024, 3, 2, 10), "anna@example.com", True, True, 0),
        ("ffff000011112222:103", datetime(2024, 3, 3, 10), None, False, False, 0),
    ]
    bought = picked(found["session_purchases"], "transaction_id", "amount", "currency")
    assert bought == [("W-55", Decimal("120.5"), "EUR")]
    text = (
        (FIXTURES / "matomo.csv")
        .read_bytes()
        .decode("utf-16")
        .replace("actionDetails_0_url", "actionDetails_0_orderId")
    )
    _, found = read_here(
        tmp_path, text.replace("https://shop.example.com/,ecommerceOrder", "W-54,ecommerceOrder")
    )
    assert ("W-54",) in picked(found["session_purchases"], "transaction_id")


def test_rees46(tmp_path: Path):
    """One event doubled, the last row cut short. The cart: 15 and 4.50, of which 4.50 went back. Three pieces bought
    without an order number are one order: 15 + 20.25 + 15."""
    reading, counts, found = read(tmp_path, "rees46.csv")
    assert (reading.platform, counts) == ("rees46", [10, 8, 1, 1])
    assert picked(
        found["sessions"], "session_id", "visitor_id", "has_cart", "has_purchase", "cart_value"
    ) == [
        ("aaaa-1", "700", True, True, 15),
        ("bbbb-2", "701", False, False, None),
    ]
    assert picked(found["session_purchases"], "transaction_id", "bought_at", "amount") == [
        ("session-aaaa-1", datetime(2024, 3, 1, 21, 40), Decimal("50.25"))
    ]
    assert ("purchase", "300", "home.rugs", Decimal("20.25"), 1, 1) in products(found)
    assert ("purchase", "100", "home.lamps", 15, 2, 2) in products(found)


def test_retail_rocket(tmp_path: Path):
    """Milliseconds; visits end with a pause; no prices, so the transaction marks its visit and is no order."""
    reading, counts, found = read(tmp_path, "retail_rocket_events.csv")
    assert (reading.platform, counts) == ("retail_rocket_events", [6, 6, 0, 0])
    assert picked(found["sessions"], "session_id", "has_cart", "has_purchase", "order_id") == [
        ("257597:2024-03-01 10:00:00", True, True, "4000"),
        ("257597:2024-03-01 11:03:20", False, False, None),
        ("992329:2024-03-01 10:00:00", False, False, None),
    ]
    assert found["session_purchases"] == []


def test_ga4_rows_are_items(tmp_path: Path):
    """The purchase tag of T-1 fired twice with two items: two rows too many. v2 bought twice in one visit without a
    transaction id: one order of 20 + 12."""
    reading, counts, found = read(tmp_path, "ga4_items.csv")
    assert (reading.platform, counts) == ("ga4", [10, 8, 0, 2])
    assert picked(found["session_purchases"], "transaction_id", "amount") == [
        ("T-1", Decimal("57.5")),
        ("session-v2:1", 32),
    ]
    steps = [row[:2] for row in products(found)]
    assert steps == [("cart", "L-1"), *(("purchase", sku) for sku in ("L-1", "M-2", "M-2", "R-3")), ("view", "L-1"),
                     ("wishlist", "R-3")]  # fmt: skip
    assert picked(found["sessions"], "visitor_id", "customer_id", "cart_value", "has_checkout") == [
        ("v1", "c-9", 30, False),
        ("v2", None, None, False),
    ]


def test_generic_rows_are_visits(tmp_path: Path):
    reading, counts, found = read(tmp_path, "generic_sessions.csv")
    assert (reading.platform, counts) == ("generic", [3, 3, 0, 0])
    assert picked(found["session_purchases"], "transaction_id", "amount") == [("#1001", 45)]
    assert products(found, "step", "category") == [("view", "Lamps"), ("view", "Lamps")]
    text = "session_id,started_at,categories_viewed\ns1,2024-01-01,Lamps | Rugs;Mugs\n"
    assert products(read_here(tmp_path, text)[1], "category") == [("Lamps",), ("Mugs",), ("Rugs",)]


SUMMARIES = {
    "ga4": "# ------\n# Free form 1\n# 20240101-20240131\n# ------\n\nEvent name,Event count,Total users\nview,5,3\n",
    "ga4 by day": "Date,Sessions,Transactions,Revenue\n2024-01-01,100,3,50.5\n2024-01-02,90,2,40\n",
    "metrica": "Источник трафика;Визиты;Посетители;Отказы\nПоиск;100;90;0,12\nРеклама;50;49;0,3\n",
    "metrica by day": "Дата визита;Визиты;Посетители;Доход\n2024-01-01;100;90;5000\n2024-01-02;50;49;700\n",
    "matomo": "label,nb_uniq_visitors,nb_visits,nb_actions\nGoogle,10,12,50\nDirect,3,4,9\n",
}


@pytest.mark.parametrize("name", SUMMARIES)
def test_summaries_are_refused(tmp_path: Path, shop: Shop, name: str):
    """Counts by day or source cannot be joined to people: the sentence says what to ask for."""
    error = refusal(shop, tmp_path, SUMMARIES[name], "report.csv")
    assert error.code == "summary_table"
    assert "Which file?" in error.sentence


LINKED = "Order ID,Order date,Email,Customer ID,Order total\n#1001,2024-03-02 11:00,anna@example.com,77,45\n"


def test_order_numbers_match_with_and_without_their_sign(shop: Shop, tmp_path: Path):
    """The tracker sends 1001, the shop writes #1001: v1 is its buyer before and after. v2 logged in as 77, who is the
    same customer; so all three visits are hers."""
    load(shop, tmp_path, LINKED)
    text = (FIXTURES / "generic_sessions.csv").read_text("utf-8").replace("#1001", "1001")
    load(shop, tmp_path, text, "visits.csv")
    buyer = orders(shop, "customer_key")
    assert rows(shop, "select distinct customer_key from visit") == buyer
    assert (
        rows(shop, "select step, category, customer_key from visit_product")
        == [("view", "Lamps", *buyer[0])] * 2
    )


TRACKED = """event_time,event_type,product_id,price,user_id,user_session
2024-03-01 10:00:00 UTC,view,1,5,77,a
2024-03-02 10:00:00 UTC,view,1,5,78,b
2024-03-04 10:00:00 UTC,view,2,5,79,c
"""


def people(shop: Shop) -> list[frozenset[str]]:
    """The visits of each person who ordered, apart by person; and the visits of everybody else."""
    found = rows(shop, "select customer_key, list(session_id) from visit group by 1")
    buyers = {key for (key,) in rows(shop, "select customer_key from named_order")}
    return sorted((frozenset(visits) for key, visits in found if key in buyers), key=sorted)


def test_a_trackers_user_is_a_customer_if_an_order_says_so(shop: Shop, tmp_path: Path):
    """77 is a customer's number in the shop and 78 is none; undo of the orders makes both visitors again."""
    load(shop, tmp_path, TRACKED, "visits.csv")
    alone = rows(shop, "select count(distinct customer_key) from visit")
    report = load(shop, tmp_path, LINKED)
    assert people(shop) == [{"a"}]
    undo_import(shop, report["import_id"])
    assert rows(shop, "select count(distinct customer_key) from visit") == alone == [(3,)]


HISTORY = {
    "orders": "Order ID,Order date,Email,Order total\n1001,2024-03-02 11:00,anna@example.com,45\n"
    "1002,2024-03-09 12:00,boris@example.com,30\n",
    # v1 looks, then buys as Anna; logs in as crm-5 while buying, and with it on another device, v2
    "march": "Session ID,Visitor ID,Started at,Customer ID,Order ID,Purchased\n"
    "s1,v1,2024-03-01 10:00,,,0\ns2,v1,2024-03-02 11:00,crm-5,#1001,1\ns3,v3,2024-03-03 10:00,,,0\n",
    "april": "Session ID,Visitor ID,Started at,Customer ID,Order ID,Purchased\n"
    "s4,v2,2024-04-01 10:00,crm-5,,0\ns5,v2,2024-04-02 10:00,,,0\ns6,v4,2024-04-03 10:00,,,0\n",
    # v3 turns out to be Boris, without any order in the visit
    "may": "Session ID,Visitor ID,Started at,Email,Cart\ns7,v3,2024-05-01 10:00,Boris@example.com,1\n",
}


@pytest.mark.parametrize("sequence", [("orders", "march", "april", "may"), ("may", "april", "march", "orders"),
                                      ("april", "orders", "may", "march")])  # fmt: skip
def test_visitors_are_customers_before_and_after_in_any_order_of_loading(
    shop: Shop, tmp_path: Path, sequence
):
    """Anna: s1, s2, s4, s5. Boris: s3, s7. s6 stays a stranger."""
    for name in sequence:
        load(shop, tmp_path, HISTORY[name], f"{name}.csv")
    assert people(shop) == [{"v1:s1", "v1:s2", "v2:s4", "v2:s5"}, {"v3:s3", "v3:s7"}]


def test_a_login_that_bought_nothing_is_whoever_its_visitor_is(shop: Shop, tmp_path: Path):
    """crm-9 logs in on v1; v1 buys as Anna without logging in: all three visits are hers."""
    load(shop, tmp_path, "Session ID,Visitor ID,Started at,Customer ID,Order ID,Purchased\n"
         "s1,v1,2024-03-01 10:00,crm-9,,0\ns2,v1,2024-03-02 11:00,,1001,1\ns3,v2,2024-03-05 11:00,crm-9,,0\n",
         "visits.csv")  # fmt: skip
    load(shop, tmp_path, LINKED)
    assert people(shop) == [{"v1:s1", "v1:s2", "v2:s3"}]


def test_visits_without_visitors_are_nobodys(shop: Shop, tmp_path: Path):
    """With no orders loaded, and with some."""
    load(shop, tmp_path, "Session ID,Started at,Cart\ns1,2024-03-01,1\ns2,2024-03-02,0\n", "visits.csv")
    alone = rows(shop, "select session_id, customer_key, has_cart from visit order by 1")
    assert alone == [("s1", None, True), ("s2", None, False)]
    load(shop, tmp_path, LINKED)
    assert rows(shop, "select session_id, customer_key, has_cart from visit order by 1") == alone


def test_an_empty_matomo_export_is_empty(shop: Shop, tmp_path: Path):
    error = refusal(shop, tmp_path, "\ufeffNo data available".encode("utf-16-le"), "matomo.csv")
    assert error.code == "file_empty"


@pytest.mark.parametrize("text", [
    "Visitor ID,Started at,Event\n1.03293E+19,2024-01-01 10:00,view\n1.03293E+19,2024-01-02 10:00,view\n",
    "Order ID;Order date;Customer ID;Order total\n1;2024-01-01;1,6E+19;10\n2;2024-01-02;1,6E+19;20\n",
])  # fmt: skip
def test_numbers_shortened_by_a_spreadsheet_are_refused(shop: Shop, tmp_path: Path, text: str):
    error = refusal(shop, tmp_path, text)
    assert error.code == "ids_damaged" and "E+19" in error.sentence


def test_what_the_request_asks_for_is_recognised():
    """Every field of the Logs API list, and every column of the BigQuery query that is not a date beside a time."""
    folder = Path(__file__).parents[2] / "docs" / "queries"
    fields = (folder / "metrica_visits.txt").read_text("utf-8").strip().split(",")
    assert set(recognise(fields, [], "auto", {}, "x").titles.values()) == set(fields)
    query = (folder / "ga4.sql").read_text("utf-8").split("select\n", 1)[1].split("\nfrom `")[0]
    query = re.sub(r"\(select .*?\) as", "as", query)
    header = [re.split(r"[ .]", column.strip())[-1] for column in query.split(",")]
    columns = recognise(header, [], "auto", {}, "x")
    assert (columns.platform, set(header) - set(columns.titles.values())) == ("ga4", {"event_date"})
