"""What files beside orders change in the numbers: who is who, who may be written to, who is new, what is what."""

from datetime import date

import pytest

from retention.ingest import undo_import
from retention.metrics import churn, cohort_retention, describe, repeat_purchase, rfm
from retention.targets import Choice, make_list, people
from retention.values import Caveat
from tests.ingest.support import load, rows

pytestmark = pytest.mark.usefixtures("reads_here")

# W = 180 days (fewer than 50 gaps, 366 covered days): Anna, Boris and Carol have churned by the end of the year.
ORDERS = """\
Order ID,Order date,Customer ID,Email,Phone,Name,SKU,Product,Quantity,Unit price,Order total
1,2024-01-10,7,anna@example.com,,Anna,TEE-S,Plain tee,2,10,20
2,2024-02-10,,boris@example.com,+371 20 00 00 02,Boris,,Mug,1,10,10
3,2024-03-10,,carol@example.com,+371 20 00 00 03,Carol,,mug,1,10,10
4,2024-12-31,9,,,,X,Unknown,1,5,5
5,2024-04-10,7,anna@example.com,,Anna,TEE-S,Plain tee,1,10,10
"""
LATER = date(2025, 1, 10)


@pytest.fixture
def shop(shop, tmp_path):
    load(shop, tmp_path, ORDERS)
    return shop


def customers(shop, columns):
    return rows(shop, f"select {columns} from customer order by customer_key")


def numbers(shop):
    """Every number about purchases."""
    found = [metric(shop).rows.to_csv() for metric in (cohort_retention, repeat_purchase, churn, rfm)]
    return [describe(shop), *found]


# --- who is who ---


def test_people_of_a_customer_list_join_and_change_no_number_of_purchases(shop, tmp_path):
    before = numbers(shop)
    report = load(shop, tmp_path, "Email,Birthday,City\nnew@example.com,1990-05-03,Riga\n")
    assert (report["customers_new"], report["orders_new"]) == (1, 0)
    assert numbers(shop) == before
    assert rows(shop, "select email, purchases, birthday from customer where email = 'new@example.com'") == [
        ("new@example.com", 0, date(1990, 5, 3))
    ]


def test_row_of_a_customer_list_joins_what_orders_hold_apart(shop, tmp_path):
    assert describe(shop)["customers"] == 4
    number = load(shop, tmp_path, "Customer ID,Email,Birthday\n9,carol@example.com,1980-01-01\n")["import_id"]
    assert describe(shop)["customers"] == 3
    assert rows(shop, "select customer_id, email, purchases from customer where birthday is not null") == [
        ("9", "carol@example.com", 2)
    ]
    undo_import(shop, number)
    assert describe(shop)["customers"] == 4


def test_phone_of_many_people_joins_nobody(shop, tmp_path):
    lines = "".join(f"p{n}@example.com,+371 29 99 99 99,1990-01-01\n" for n in range(21))
    load(shop, tmp_path, f"Email,Phone,Birthday\n{lines}")
    assert rows(shop, "select count(*) from customer where birthday is not null") == [(21,)]
    assert shop.coverage().shared_identifiers == 1


def test_list_fills_gaps_and_newer_values_win_one_by_one(shop, tmp_path):
    load(shop, tmp_path, "Email,City,Birthday,Points\nanna@example.com,Riga,1990-05-03,10\n")
    load(shop, tmp_path, "Email,Points,Consent\nanna@example.com,25,yes\n")
    found = rows(shop, "select name, city, birthday, points, consent from customer where customer_id = '7'")
    assert found == [("Anna", "Riga", date(1990, 5, 3), 25, True)]


# --- who may be written to ---


def refused(shop):
    made = make_list(shop, "win_back", Choice(LATER))
    return sorted(people(shop, made.keys)["email"]), made.left_out


def test_nobody_is_left_out_while_nothing_is_said(shop):
    assert refused(shop) == (["a•••@example.com", "b•••@example.com", "c•••@example.com"], {})


def test_who_did_not_agree_is_left_out_and_counted(shop, tmp_path):
    load(shop, tmp_path, "Email,Consent\nanna@example.com,no\nboris@example.com,yes\n")
    assert refused(shop) == (["b•••@example.com", "c•••@example.com"], {"no_consent": 1})


def test_empty_cell_of_consent_changes_nothing(shop, tmp_path):
    load(shop, tmp_path, "Email,Consent\nanna@example.com,no\nboris@example.com,yes\n")
    load(shop, tmp_path, "Email,Consent\nanna@example.com,\nboris@example.com,\ncarol@example.com,\n")
    assert rows(shop, "select consent from customer where consent is not null order by email") == [
        (False,),
        (True,),
    ]
    assert refused(shop) == (["b•••@example.com", "c•••@example.com"], {"no_consent": 1})


def test_suppressed_people_are_left_out_by_any_identifier(shop, tmp_path):
    load(shop, tmp_path, "Phone,Unsubscribed at\n+371 20 00 00 02,2024-12-01\n")
    number = load(shop, tmp_path, "Email,Unsub reason\ncarol@example.com,spam\nx@example.com,spam\n")[
        "import_id"
    ]
    assert refused(shop) == (["a•••@example.com"], {"suppressed": 2})
    undo_import(shop, number)
    assert refused(shop) == (["a•••@example.com", "c•••@example.com"], {"suppressed": 1})


def test_limit_is_filled_with_people_who_may_be_contacted(shop, tmp_path):
    load(shop, tmp_path, "Email,Consent\nanna@example.com,no\nboris@example.com,yes\n")
    made = make_list(shop, "win_back", Choice(LATER, limit=1))
    assert (len(made.keys), made.left_out) == (1, {"no_consent": 1})


# --- who is new ---


def cohorts(shop):
    found = cohort_retention(shop).rows
    first = found[(found["period"] == 0) & (found["cohort"] != "all")]
    return {str(cohort)[:7]: int(size) for cohort, size in zip(first["cohort"], first["size"], strict=True)}


def older(shop, metric=cohort_retention):
    return any(note.caveat is Caveat.MAY_CONTAIN_OLDER_CUSTOMERS for note in metric(shop).notes)


def test_customer_who_bought_before_the_data_is_in_no_cohort_and_never_new(shop, tmp_path):
    assert cohorts(shop) == {"2024-01": 1, "2024-02": 1, "2024-03": 1, "2024-12": 1}
    load(shop, tmp_path, "Email,First order\nanna@example.com,2022-05-01\nboris@example.com,2024-02-10\n")
    assert cohorts(shop) == {"2024-02": 1, "2024-03": 1, "2024-12": 1}
    ever = repeat_purchase(shop).rows.iloc[-1]
    assert (ever["eligible"], ever["repeaters"]) == (3, 0)
    found = churn(shop).rows
    assert (found["new"].sum(), found["resurrected"].sum()) == (3, 1)
    moved = found["active_start"] + found["new"] + found["resurrected"] - found["churned"]
    assert (moved == found["active_end"]).all()
    assert describe(shop)["customers"] == 4


def test_first_order_within_the_data_changes_nothing(shop, tmp_path):
    before = cohorts(shop)
    load(shop, tmp_path, "Email,First order\nboris@example.com,2024-01-10\n")
    assert cohorts(shop) == before


def test_caveat_goes_when_the_past_of_all_early_customers_is_known(shop, tmp_path):
    assert older(shop)
    load(shop, tmp_path, "Email,First order\nanna@example.com,2022-05-01\nboris@example.com,2024-02-10\n")
    assert older(shop)
    load(shop, tmp_path, "Email,First order\ncarol@example.com,2024-03-10\n")
    assert not older(shop)


# --- what is what ---


def test_products_give_lines_their_category_and_cost(shop, tmp_path):
    load(shop, tmp_path, "SKU,Name,Category,Cost\nTEE-S,Plain tee,Tees,4\n,Mug,Mugs,3\n")
    assert customers(shop, "first_category, main_category") == [
        ("Tees", "Tees"), ("Mugs", "Mugs"), ("Mugs", "Mugs"), (None, None),
    ]  # fmt: skip
    costs = rows(
        shop,
        "select order_id, cost from order_cost join purchase using (order_key) "
        "join order_number using (order_key) order by order_id",
    )
    assert costs == [("1", 8), ("2", 3), ("3", 3), ("5", 4)]


def test_category_of_the_order_goes_before_the_products(shop, tmp_path):
    load(
        shop,
        tmp_path,
        "Order ID,Order date,Email,SKU,Category,Order total\n9,2024-05-01,z@example.com,TEE-S,Own,5\n",
    )
    load(shop, tmp_path, "SKU,Category\nTEE-S,Tees\n")
    assert rows(shop, "select main_category from customer where email = 'z@example.com'") == [("Own",)]


# --- checkouts, wishlists, feedback ---


def test_people_of_checkouts_are_customers_without_purchases(shop, tmp_path):
    before = numbers(shop)
    load(
        shop, tmp_path, "Checkout ID,Email,Phone,Created at,Total,Recovered\n"
        "1,new@example.com,+371 20 00 00 09,2024-05-01,15,no\n2,anna@example.com,,2024-05-02,5,yes\n"
    )  # fmt: skip
    assert numbers(shop) == before
    assert rows(
        shop, "select email, phone, purchases, is_recovered, amount from checkout join customer using (customer_key) "
        "order by abandoned_at"
    ) == [("new@example.com", "37120000009", 0, False, 15), ("anna@example.com", None, 2, True, 5)]  # fmt: skip


def test_answers_and_wishes_find_their_people(shop, tmp_path):
    load(shop, tmp_path, "SKU,Category\nTEE-S,Tees\n")
    load(shop, tmp_path, "Date,Phone,NPS\n2024-05-01,+371 20 00 00 02,9\n2024-05-02,+371 20 99 99 99,1\n")
    load(shop, tmp_path, "Customer ID,SKU,Added to wishlist\n7,TEE-S,2024-05-03\n")
    assert rows(
        shop, "select name, score from feedback left join customer using (customer_key) order by given_at"
    ) == [("Boris", 9), (None, 1)]
    assert rows(shop, "select name, sku, category from wishlist_item join customer using (customer_key)") == [
        ("Anna", "TEE-S", "Tees")
    ]


def test_day_that_another_file_covers_does_not_move_the_end_of_the_data(shop, tmp_path):
    load(shop, tmp_path, "Month,Channel,Spend\n2025-03,google,1\n", covers_to=date(2025, 3, 31))
    assert shop.coverage().as_of == date(2024, 12, 31)
