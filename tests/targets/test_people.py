"""The people behind a number: in order, masked for the screen, whole in the file."""

import csv
import io
from datetime import date

import pytest

from retention.targets import people, people_csv, reach
from retention.targets.people import file_rows

from .conftest import made

CONTRACT = (
    "list_id, customer_id, email, phone, name, city, play, reason, suggested_offer, last_purchase_on, purchases, "
    "net_revenue, category, next_category, best_weekday, best_hour, priority, group"
)
SHOWN = [
    "customer_key",
    "customer_id",
    "name",
    "email",
    "phone",
    "city",
    "purchases",
    "net_revenue",
    "last_purchase_on",
    "category",
]
CONTACTS = (
    "example.com ",
    "anna@",
    "boris@",
    "fred@",
    "clara@",
    "eva@",
    "79991234567",
    "37120001234",
    "Kalnina",
)


def rows_of(shop, chosen):
    return file_rows(shop, chosen, list_id="L", play="P", reasons=[f"because {key}" for key in chosen])


def file_row(shop, key):
    return rows_of(shop, [key]).iloc[0]


@pytest.mark.parametrize("order", [("eva", "anna", "dmitri"), ("dmitri", "anna", "eva"), ("anna",), ()])
def test_people_keep_the_order_of_their_keys(shop, keys, order):
    wanted = [keys[name] for name in order]
    shown = people(shop, wanted)
    assert list(shown.columns) == SHOWN
    assert list(shown["customer_key"]) == wanted


def test_keys_that_are_gone_are_left_out_and_doubles_stand_once(shop, keys):
    wanted = [keys["eva"], 987654, keys["anna"], keys["eva"]]
    assert list(people(shop, wanted)["customer_key"]) == [keys["eva"], keys["anna"]]
    rows = rows_of(shop, wanted)
    assert list(rows["reason"]) == [f"because {keys['eva']}", f"because {keys['anna']}"]
    assert list(rows["priority"]) == [1, 2]


def test_no_contact_is_whole_on_the_screen(shop, keys):
    text = people(shop, list(keys.values())).to_csv()
    assert [contact for contact in CONTACTS if contact in text] == []
    assert "a•••@example.com" in text
    assert "+7 ••• ••• 45 67" in text


def test_facts_on_the_screen(shop, keys):
    row = people(shop, [keys["anna"]]).iloc[0].to_dict()
    assert row == {
        "customer_key": keys["anna"],
        "customer_id": "501",
        "name": "Anna K.",
        "email": "a•••@example.com",
        "phone": "",
        "city": "Riga",
        "purchases": 2,
        "net_revenue": 70.0,
        "last_purchase_on": date(2024, 2, 14),
        "category": "Tea",
    }


def test_file_has_the_columns_of_the_contract(shop, keys):
    assert ", ".join(rows_of(shop, list(keys.values())).columns) == CONTRACT
    assert ", ".join(rows_of(shop, []).columns) == CONTRACT


def test_file_holds_whole_contacts(shop, keys):
    dmitri, boris = file_row(shop, keys["dmitri"]), file_row(shop, keys["boris"])
    assert (dmitri["email"], dmitri["phone"], dmitri["name"], dmitri["city"]) == (
        "",
        "+79991234567",
        "Дмитрий Орлов",
        "Москва",
    )
    assert (boris["email"], boris["phone"]) == ("boris@example.org", "+37120001234")
    assert file_row(shop, keys["anna"])["phone"] == ""


def test_customer_id_is_the_shops_own_else_the_key(shop, keys):
    assert file_row(shop, keys["anna"])["customer_id"] == "501"
    assert file_row(shop, keys["clara"])["customer_id"].lower() == "c-7"
    assert file_row(shop, keys["boris"])["customer_id"] == str(keys["boris"])


def test_numbers_in_the_file_are_net(shop, keys):
    fred = file_row(shop, keys["fred"])
    assert (fred["purchases"], fred["net_revenue"], fred["last_purchase_on"]) == (1, 5.0, date(2024, 2, 1))


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("boris", "Personal discount: buys mostly on offer"),
        ("clara", "Personal discount: buys mostly on offer"),  # one of two: half is enough
        ("anna", "What is new in Tea, no discount needed"),
        ("dmitri", "What is new, no discount needed"),
    ],
)
def test_offer_follows_discounts_and_category(shop, keys, name, offer):
    assert file_row(shop, keys[name])["suggested_offer"] == offer


def test_offer_is_said_in_the_users_language(shop, keys):
    rows = file_rows(
        shop,
        [keys["anna"]],
        list_id="",
        play="",
        reasons=[""],
        say=lambda text: text.replace("What is new", "Новое"),
    )
    assert rows.iloc[0]["suggested_offer"] == "Новое in Tea, no discount needed"


@pytest.mark.parametrize(
    ("name", "weekday", "hour"),
    # Wednesdays; two Fridays of three; a Monday
    [("anna", "Wednesday", 10), ("boris", "Friday", 20), ("dmitri", "Monday", 9)],
)
def test_best_weekday_and_hour_are_those_of_most_purchases(shop, keys, name, weekday, hour):
    row = file_row(shop, keys[name])
    assert (row["best_weekday"], row["best_hour"]) == (weekday, hour)


def test_no_best_hour_without_times(shop, keys):
    rows = rows_of(shop, [keys["fred"]])
    assert rows["best_weekday"].tolist() == ["Thursday"]
    assert rows["best_hour"].isna().all()


def test_reach_counts_contacts(shop, keys):
    assert reach(shop, list(keys.values())) == {"email": 5, "phone": 2, "neither": 0}
    assert reach(shop, [keys["anna"], keys["dmitri"]]) == {"email": 1, "phone": 1, "neither": 0}
    assert reach(shop, []) == {"email": 0, "phone": 0, "neither": 0}


def test_people_csv_is_safe_and_whole(shop, keys):
    data = people_csv(shop, [keys["boris"], keys["fred"]], reason="-why")
    boris, fred = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert boris["name"] == '\'=HYPERLINK("x")'
    assert boris["phone"] == "+37120001234"
    assert (fred["name"], fred["city"], fred["category"]) == ('\'@Fred, "Fredo" Berg', "'-Riga", "'=1+1")
    assert fred["customer_id"] == "'+700"
    assert {boris["reason"], fred["reason"]} == {"'-why"}


LINES = "Order ID,Order date,Customer ID,Item total,Category\n"


def pairs(count, first, second, begin):
    """That many customers who bought `first`, and a month later `second`."""
    return "".join(
        f"{2 * n},2024-01-{n - begin + 1:02} 10:00,P{n},10,{first}\n"
        f"{2 * n + 1},2024-02-{n - begin + 1:02} 10:00,P{n},10,{second}\n"
        for n in range(begin, begin + count)
    )


@pytest.fixture(scope="module")
def next_categories(tmp_path_factory):
    """Ten pairs begin with Tea (six go on to Cups, four to Coffee), nine with Sweets, none with Cups."""
    text = LINES + pairs(6, "Tea", "Cups", 1) + pairs(4, "Tea", "Coffee", 20) + pairs(9, "Sweets", "Tea", 40)
    with made(tmp_path_factory.mktemp("next"), text + "500,2024-03-01,P99,10,Sweets\n") as opened:
        with opened.cursor() as cursor:
            chosen = [row[0] for row in cursor.execute("select customer_key from customer").fetchall()]
        rows = rows_of(opened, chosen)
    return dict(zip(rows["customer_id"].str.lower(), rows["next_category"], strict=True))


def test_next_category_is_what_most_bought_after_the_last_one(next_categories):
    assert next_categories["p40"] == "Cups"  # bought Tea last; six of ten went on to Cups


@pytest.mark.parametrize(("customer", "pairs_seen"), [("p99", 9), ("p1", 0)])
def test_next_category_needs_ten_pairs(next_categories, customer, pairs_seen):
    assert next_categories[customer] == ""
