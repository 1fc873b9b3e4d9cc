"""Files beside orders and sessions: customers, products, spend, suppression, feedback, checkouts, wishlists."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from retention.errors import ImportRefused
from retention.ingest import undo_import
from retention.ingest.headers import folded
from retention.ingest.kinds import FACT_KINDS
from retention.ingest.kinds.words import FIELDS as OWN_FIELDS
from retention.ingest.kinds.words import IN_SENTENCES, NAMES, NEEDED_WORDS
from retention.ingest.telling import kinds_told_by
from retention.ingest.words import FIELDS, REASONS
from retention.metrics import describe
from retention.values import Kind
from tests.ingest.support import dump, load, read_here, rows

pytestmark = pytest.mark.usefixtures("reads_here")

FIXTURES = Path(__file__).parent / "fixtures" / "kinds"
VERSIONS = tuple(kind.table for kind in FACT_KINDS.values())
DERIVED = ("product", "spend", "suppression", "feedback", "checkout", "wishlist_item")
ORDERS = (
    "Order ID,Order date,Customer ID,Email,Product,Order total\n"
    "1,2024-01-10,К-1,anna@example.com,Plain tee,20\n2,2024-02-10,,boris@example.com,Mug,10\n"
)


def read(folder, name, **options):
    """How a fixture is read, its facts and its rejects, as plain values."""
    reading, found = read_here(folder, (FIXTURES / name).read_bytes(), name, **options)
    assert reading.rows_read == reading.rows_loaded + reading.rows_rejected + reading.rows_duplicate
    return reading, found["facts"], [tuple(row.values()) for row in found["rejects"]]


def picked(facts, *names):
    return [tuple(row[name] for name in names) for row in facts]


# --- what a header tells ---


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("Email,Birthday", ["customers"]),
        ("Email;Согласие на рассылку", ["customers"]),
        ("ID;Имя;Фамилия;Email;Телефон;Дата регистрации;Группа;Бонусы", ["customers"]),
        ("Email", ["customers", "suppression"]),
        ("Имя;Телефон", ["customers", "suppression"]),
        ("Email Address,First Name,UNSUB_TIME,UNSUB_REASON", ["suppression"]),
        ("Email,Birthday,Unsubscribed", ["customers", "suppression"]),
        ("SKU,Category,Cost", ["products"]),
        ("Артикул;Наименование;Раздел;Цена", ["products"]),
        ("Month,Channel,Spend", ["spend"]),
        ("Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)", ["orders"]),
        ("День;Кампания;Расход", ["spend"]),
        ("Дата;Телефон;Итог звонка;Комментарий", ["feedback"]),
        ("Order number,Date,Email,Total,Rating", ["orders", "feedback"]),
        ("Email,Created at,Total,Abandoned Checkout URL", ["checkouts"]),
        ("E-mail;Дата корзины;Сумма корзины;Состав корзины", ["checkouts"]),
        ("Customer ID,Product,Added to wishlist", ["wishlist"]),
        ("Order ID,Order date,Email,Total,Birthday,Accepts marketing", ["orders"]),
        ("Date,Email,Total,Birthday", ["orders", "customers"]),
        ("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID", ["orders"]),
        ("Date,SKU,Category,Quantity,Price", ["orders"]),
        ("Session ID,Started at,Email,Rating", ["sessions"]),
        ("alpha,beta", ["orders"]),
    ],
)
def test_header_tells_the_kind_or_leaves_it_open(header, kinds):
    assert list(kinds_told_by([folded(cell) for cell in header.replace(";", ",").split(",")], set())) == kinds


def test_field_that_only_one_kind_has_tells_it():
    assert kinds_told_by(["a", "b"], {"points"}) == ("customers",)


def test_what_could_be_two_kinds_is_asked(tmp_path):
    with pytest.raises(ImportRefused) as refused:
        read_here(tmp_path, "Email,Name\nanna@example.com,Anna\n", "people.csv")
    assert refused.value.code == "kind_ambiguous"
    assert refused.value.fields["second"] == IN_SENTENCES["suppression"]


def test_kind_that_is_said_is_taken(tmp_path):
    for kind in ("customers", "suppression"):
        (tmp_path / kind).mkdir()
        reading, found = read_here(tmp_path / kind, "Email,Name\nanna@example.com,Anna\n", kind=kind)
        assert (reading.kind, len(found["facts"])) == (kind, 1)


@pytest.mark.parametrize("header", ["", "Email\n"])
def test_one_address_a_line_is_a_list(tmp_path, header):
    options = {"kind": "suppression"} | ({} if header else {"mapping": {"email": "#1"}})
    reading, found = read_here(tmp_path, f"{header}anna@example.com\nboris@example.com\n", **options)
    assert (reading.has_header, reading.rows_read) == (bool(header), 2)
    assert picked(found["facts"], "email") == [("anna@example.com",), ("boris@example.com",)]


def test_missing_column_is_named(tmp_path):
    with pytest.raises(ImportRefused) as refused:
        read_here(tmp_path, "Email,Birthday\na@example.com,1990-01-01\n", kind="spend")
    assert (refused.value.code, refused.value.fields["needed"]) == ("column_missing", "the month or the day")


def test_every_kind_has_words():
    assert set(NAMES) == set(IN_SENTENCES) == set(Kind) == {"orders", "sessions", *FACT_KINDS}
    for kind in FACT_KINDS.values():
        file = kind.file
        assert set(file.fields) <= set(FIELDS)
        assert {group[0] for group in file.needed} <= set(NEEDED_WORDS)
        assert {reason for _, reason in kind.unusable} <= set(REASONS)
        assert sorted(file.fields) == sorted([*file.texts, *file.numbers, *file.times, *file.flags])
    assert set(OWN_FIELDS) <= {name for kind in FACT_KINDS.values() for name in kind.file.fields}


# --- how each kind is read ---


def test_customers_of_shopify(tmp_path):
    reading, facts, rejected = read(tmp_path, "customers_shopify.csv")
    assert (reading.kind, reading.platform, rejected) == ("customers", "shopify_customers", [])
    assert picked(facts, "customer_id", "email", "phone", "name", "city", "country", "consent") == [
        ("9001", "anna@example.com", "37120000001", "Anna Ozola", "Riga", "LV", True),
        ("9002", "boris@example.com", "37120000002", "Boris Kalns", "Liepaja", "LV", False),
        ("9003", "carol@example.com", None, None, None, None, True),
    ]


def test_customers_in_russian_and_windows_1251(tmp_path):
    content = (FIXTURES / "customers_ru.csv").read_text("utf-8").encode("cp1251")
    reading, found = read_here(tmp_path, content)
    assert (reading.kind, reading.encoding, reading.rows_duplicate) == ("customers", "windows-1251", 1)
    assert picked(
        found["facts"],
        "customer_id",
        "phone",
        "birthday",
        "consent",
        "first_order_at",
        "points",
        "points_expire_on",
    ) == [
        (
            "К-1",
            "79990000001",
            date(1990, 5, 3),
            True,
            datetime(2023, 11, 15),
            Decimal("1250.5"),
            date(2026, 12, 31),
        ),
        ("К-2", "79990000002", date(1992, 2, 29), False, None, Decimal(0), None),
        ("К-3", None, date(1985, 12, 31), None, datetime(2024, 2, 2), None, None),
    ]
    assert [tuple(row.values()) for row in found["rejects"]] == [
        (5, "Дата рождения", "31.02.1985", "date"),
        (6, "Согласие на рассылку", "может быть", "flag"),
        (7, None, None, "no_customer"),
    ]


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_report_says_what_was_recognised_by_names_alone(tmp_path, name):
    reading, _ = read_here(tmp_path, (FIXTURES / name).read_bytes(), name)
    is_told = ["read_by_names", {}] in reading.notes
    assert is_told == (reading.kind in ("checkouts", "wishlist", "feedback"))


def test_words_of_consent(tmp_path):
    yes, no = (
        ("yes", "Да", "SUBSCRIBED", "2024-01-05 10:00", "1"),
        ("no", "unsubscribed", "Не подписан", "отказ", "0"),
    )
    lines = [f"{n}@example.com,{word},Riga\n" for n, word in enumerate((*yes, *no))]
    _, found = read_here(tmp_path, "Email,Consent,City\n" + "".join(lines))
    assert picked(found["facts"], "consent") == [(True,)] * 5 + [(False,)] * 5


def test_empty_cell_of_consent_says_nothing(tmp_path):
    reading, found = read_here(
        tmp_path, "Email,Consent\na@example.com,yes\nb@example.com,\nc@example.com,no\n"
    )
    assert (reading.rows_loaded, reading.rows_rejected) == (3, 0)
    assert picked(found["facts"], "consent") == [(True,), (None,), (False,)]


@pytest.mark.parametrize("yes", ["yes", "2024-05-01", "да"])
def test_in_a_column_that_only_says_yes_an_empty_cell_is_the_no(tmp_path, yes):
    _, found = read_here(
        tmp_path, f"Email,Consent\na@example.com,{yes}\nb@example.com,\nc@example.com,{yes}\n"
    )
    assert picked(found["facts"], "consent") == [(True,), (False,), (True,)]


def test_an_empty_column_of_consent_says_nothing(tmp_path):
    _, found = read_here(tmp_path, "Email,Consent,City\na@example.com,,Riga\nb@example.com,,Riga\n")
    assert picked(found["facts"], "consent") == [(None,), (None,)]


def test_products_of_shopify_share_title_and_category_of_their_handle(tmp_path):
    reading, facts, _ = read(tmp_path, "products_shopify.csv")
    assert (reading.platform, reading.rows_loaded) == ("shopify_products", 4)
    assert picked(facts, "sku", "product", "category", "cost", "stock") == [
        ("TEE-S", "Plain tee - S / Red", "Tees", Decimal("8.5"), 5),
        ("TEE-M", "Plain tee - M / Red", "Tees", Decimal("8.5"), 0),
        (None, "Plain tee", "Tees", None, None),
        (None, "Mug", "Mugs", 3, 12),
    ]


def test_products_of_woocommerce(tmp_path):
    reading, facts, _ = read(tmp_path, "products_woocommerce.csv")
    assert reading.platform == "woocommerce_products"
    assert picked(facts, "sku", "product", "category", "price", "stock") == [
        ("HOOD-1", "Grey hoodie", "Hoodies", 45, 7),
        (None, "Sticker", "Extras", 2, 100),
    ]


def test_products_in_russian(tmp_path):
    _, facts, rejected = read(tmp_path, "products_ru.csv")
    assert picked(facts, "sku", "product", "category", "cost", "price") == [
        ("А-1", "Чайник", "Посуда", 1200, 1990)
    ]
    assert rejected == [(3, "Закупочная цена", "ошибка", "number"), (4, None, None, "no_product")]


def test_spend_by_months(tmp_path):
    reading, facts, rejected = read(tmp_path, "spend_months.csv")
    assert (reading.kind, reading.rows_duplicate) == ("spend", 0)
    assert picked(facts, "spent_on", "is_month", "channel", "campaign", "amount") == [
        (date(2024, 1, 1), True, "google", "brand", 100),
        (date(2024, 1, 1), True, "google", "brand", 50),
        (date(2024, 1, 1), True, "meta", None, Decimal("80.25")),
        (date(2024, 2, 1), True, "google", "brand", 120),
    ]
    assert rejected == [(6, None, None, "no_channel")]


def test_months_in_every_spelling(tmp_path):
    words = ("2024-03", "03.2024", "3/2024", "202403", "March 2024", "Mar 2024", "март 2024", "Март 2024 г.")
    content = "".join(f"{word};channel {n};1\n" for n, word in enumerate(words))
    _, found = read_here(tmp_path, f"Month;Channel;Spend\n{content}")
    assert picked(found["facts"], "spent_on", "is_month") == [(date(2024, 3, 1), True)] * len(words)


@pytest.mark.parametrize(("written", "day"), [("2024-03-01", 1), ("15.03.2024", 15)])
def test_days_are_no_months(tmp_path, written, day):
    _, found = read_here(tmp_path, f"Month;Channel;Spend\n{written};google;1\n")
    assert picked(found["facts"], "spent_on", "is_month") == [(date(2024, 3, day), False)]


def test_first_days_of_several_months_are_months(tmp_path):
    _, found = read_here(tmp_path, "Date,Channel,Spend\n2024-03-01,google,1\n2024-04-01,google,1\n")
    assert picked(found["facts"], "is_month") == [(True,), (True,)]


def test_suppression(tmp_path):
    _, facts, rejected = read(tmp_path, "suppression.csv")
    assert picked(facts, "email", "reason", "suppressed_on") == [
        ("anna@example.com", "no longer interested", date(2024, 2, 1)),
        ("dora@example.com", None, date(2024, 2, 3)),
    ]
    assert rejected == [(4, None, None, "no_customer")]


def test_feedback_keeps_equal_answers_of_unnamed_people(tmp_path):
    _, facts, rejected = read(tmp_path, "feedback.csv")
    assert picked(facts, "email", "score", "comment", "order_id") == [
        ("anna@example.com", 9, "Good, fast", "1"),
        ("boris@example.com", 3, "Late", "2"),
        (None, 7, None, None),
        (None, 7, None, None),
    ]
    assert rejected == [(6, None, None, "no_answer"), (7, "NPS score", "ten", "number")]


def test_checkouts_are_put_together_from_their_rows(tmp_path):
    reading, facts, rejected = read(tmp_path, "checkouts.csv")
    assert (reading.kind, reading.rows_read, reading.rows_loaded) == ("checkouts", 4, 3)
    assert picked(
        facts, "checkout_id", "email", "phone", "abandoned_at", "amount", "is_recovered", "items"
    ) == [
        ("c1", "anna@example.com", None, datetime(2024, 2, 10, 9), Decimal("29.9"), False, "Plain tee; Mug"),
        ("c2", "new@example.com", "37120000009", datetime(2024, 2, 11, 21, 30), Decimal("9.9"), True, "Mug"),
    ]
    assert rejected == [(5, "Created at", "no day", "date")]


def test_wishlist(tmp_path):
    _, facts, rejected = read(tmp_path, "wishlist.csv")
    assert picked(facts, "email", "sku", "product", "added_at") == [
        ("anna@example.com", "TEE-S", "Plain tee", datetime(2024, 2, 12)),
        ("anna@example.com", None, "Mug", datetime(2024, 2, 13)),
        ("anna@example.com", None, "Mug", datetime(2024, 2, 14)),
    ]
    assert rejected == [(5, None, None, "no_customer")]


# --- what the shop makes of them ---


def loaded(shop, folder, name):
    return load(shop, folder, (FIXTURES / name).read_bytes(), name)


def state(shop):
    return dump(
        shop, (*VERSIONS, *DERIVED, "customer", "identity", "identifier", "purchase", "money", "coverage")
    )


ALL = sorted(path.name for path in FIXTURES.iterdir())


def test_undo_gives_back_exactly_what_was_before(shop, tmp_path):
    load(shop, tmp_path, ORDERS)
    before, told, numbers = [], [], []
    for name in ALL:
        before.append(state(shop))
        told.append(describe(shop))
        numbers.append(loaded(shop, tmp_path, name)["import_id"])
    assert all(rows(shop, f"select 1 from {table} limit 1") for table in (*VERSIONS, *DERIVED))
    for name, number, earlier, described in reversed(list(zip(ALL, numbers, before, told, strict=True))):
        undo_import(shop, number)
        assert state(shop) == earlier, name
        assert describe(shop) == described, name


def test_same_file_again_changes_nothing(shop, tmp_path):
    first = loaded(shop, tmp_path, "spend_months.csv")
    again = loaded(shop, tmp_path, "spend_months.csv")
    assert (first["spend_new"], first["orders_new"]) == (3, 0)
    assert (again["already_loaded"], again["spend_new"], again["spend_unchanged"]) == (True, 0, 3)
    assert rows(shop, "select count(*) from import_journal") == [(1,)]


def test_next_months_file_replaces_key_by_key(shop, tmp_path):
    loaded(shop, tmp_path, "spend_months.csv")
    report = load(
        shop, tmp_path, "Month,Channel,Campaign,Spend,Currency\n2024-01,google,brand,160,EUR\n2024-01,meta,,80.25,EUR\n"
        "2024-03,google,brand,1,EUR\n"
    )  # fmt: skip
    assert [report[f"spend_{change}"] for change in ("new", "updated", "unchanged")] == [1, 1, 1]
    assert (report["rows_loaded"], report["rows_duplicate"]) == (2, 1)
    assert rows(shop, "select spent_on, channel, amount from spend order by spent_on, channel") == [
        (date(2024, 1, 1), "google", 160),
        (date(2024, 1, 1), "meta", Decimal("80.25")),
        (date(2024, 2, 1), "google", 120),
        (date(2024, 3, 1), "google", 1),
    ]


def test_value_that_changes_back_is_a_change(shop, tmp_path):
    for stock, outcome in (("5", "new"), ("4", "updated"), ("5.0", "updated"), ("5.00", "unchanged")):
        report = load(shop, tmp_path, f"SKU,Category,Stock\nA,Tea,{stock}\n")
        assert report[f"products_{outcome}"] == 1
    assert rows(shop, "select stock from product") == [(5,)]


def test_suppression_lists_add_up(shop, tmp_path):
    loaded(shop, tmp_path, "suppression.csv")
    loaded(shop, tmp_path, "suppression_ru.csv")
    assert rows(shop, "select count(*) from suppression") == [(4,)]


def test_same_answers_in_two_files_are_one(shop, tmp_path):
    loaded(shop, tmp_path, "feedback.csv")
    content = (FIXTURES / "feedback.csv").read_text("utf-8").replace("Response date", "Date")
    report = load(shop, tmp_path, content + "2024-02-25,anna@example.com,8,,\n")
    assert (report["feedback_new"], report["feedback_unchanged"], report["rows_duplicate"]) == (1, 4, 4)
    assert rows(shop, "select count(*) from feedback") == [(5,)]


def test_dry_run_changes_nothing(shop, tmp_path):
    load(shop, tmp_path, ORDERS)
    before = state(shop)
    for name in ("customers_ru.csv", "checkouts.csv"):
        report = load(shop, tmp_path, (FIXTURES / name).read_bytes(), name, dry_run=True)
        assert report["import_id"] is None
    assert state(shop) == before


def test_moments_in_utc_follow_the_zone_of_the_shop(shop, tmp_path):
    content = "Email,Created at,Total,Recovered\nanna@example.com,2024-02-10T22:30:00Z,5,no\n"
    load(shop, tmp_path, content, time_zone="Europe/Moscow")
    assert rows(shop, "select abandoned_at from checkout") == [(datetime(2024, 2, 11, 1, 30),)]
