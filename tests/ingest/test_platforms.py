"""One invented export of every platform, loaded as it is: what comes out was worked out by hand."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from retention.errors import ImportRefused
from retention.ingest import platforms
from retention.ingest.features import COSTS, FEATURES
from retention.ingest.fields import all_fields
from retention.ingest.platforms import PLATFORMS
from retention.ingest.words import READINGS
from retention.shop import Shop
from retention.shop.status_words import STATUS_KEY
from retention.values import Meaning
from tests.ingest.generated.reading import Tried, tried
from tests.ingest.support import load, read_here

FIXTURES = Path(__file__).parent / "fixtures" / "platforms"


@dataclass(frozen=True)
class Known:
    """What a file holds. `gross` and `refunds` are of counted orders; buyers have at least one purchase."""

    file: str
    platform: str
    gross: float
    refunds: float
    buyers: int
    lines: int
    orders: int = 8
    statuses: dict[str, str] = field(default_factory=dict)
    some_lines: tuple[tuple, ...] = ()  # sku, product, quantity, amount
    notes: tuple[str, ...] = ()


EN = {"completed": "counted", "processing": "counted", "cancelled": "cancelled", "refunded": "refunded"}
ANALYTICS = {"completed": "counted", "wc-completed": "counted", "processing": "counted", "on-hold": "pending",
             "cancelled": "cancelled", "refunded": "refunded", "failed": "cancelled"}  # fmt: skip
PACKED_NAMES = (
    (None, "Tea, green", 2, None),
    (None, "Cup", 1, None),
    (None, "Pot 2×3 m", 1, None),
)
SHOPIFY = {"paid": "counted", "partially_refunded": "counted", "pending": "pending", "voided": "cancelled",
           "refunded": "refunded"}  # fmt: skip
KNOWN = [
    Known("shopify_79.csv", "shopify", 234.5, 45, 2, 9, statuses=SHOPIFY,
          some_lines=(("T-1", "Tea, green", 2, 40), ("C-1", "Cup", 1, 15)), notes=("advice_category",)),
    Known("shopify_73.csv", "shopify", 234.5, 45, 2, 9, statuses=SHOPIFY, notes=("advice_category",)),
    Known("woocommerce_analytics_server.csv", "woocommerce_analytics", 1335.5, 37, 0, 10, statuses=ANALYTICS,
          some_lines=PACKED_NAMES, notes=("advice_woocommerce", "net_of_shipping", "no_customer_column")),
    Known("woocommerce_analytics_browser.csv", "woocommerce_analytics", 1335.5, 37, 0, 10, statuses=ANALYTICS,
          some_lines=PACKED_NAMES, notes=("advice_woocommerce", "net_of_shipping", "no_customer_column")),
    Known("woocommerce_export.csv", "woocommerce_export", 220, 105, 3, 9,
          statuses=EN | {"failed": "cancelled", "on-hold": "pending"},
          some_lines=(("T-1", "Tea; green", 2, 30), ("C-1", "Cup | blue", 1, 10), ("C-2", "Cup: small", 1, 10))),
    Known("woocommerce_webtoffee.csv", "woocommerce_webtoffee", 154, 8.5, 3, 11,
          statuses=EN | {"wc-completed": "counted", "pending": "pending", "failed": "cancelled"},
          some_lines=(("T-2", "Tea, black", 3, 24), ("C-1", "Cup", 1, 8.5)),
          notes=("no_refunded_amounts", "platform_not_verified")),
    Known("woocommerce_advanced.csv", "woocommerce_advanced", 190, 70, 2, 10,
          statuses={"Completed": "counted", "On hold": "pending", "Draft": "test", "Refunded": "refunded"},
          some_lines=(("T-1", "Tea", 2, 20), ("P-1", 'Pot, "big"', 1, 30)), notes=("platform_not_verified",)),
    Known("magento.csv", "magento", 1310, 115, 2, 0,
          statuses={"Complete": "counted", "Closed": "refunded", "Suspected Fraud": "pending", "Canceled": "cancelled"},
          notes=("platform_not_verified",)),
    Known("magento_grid.csv", "magento", 1310, 110, 0, 0,
          notes=("advice_magento", "no_customer_column", "platform_not_verified")),
    Known("prestashop_en.csv", "prestashop", 1281.8, 60, 0, 0, notes=("advice_prestashop", "no_customer_column"),
          statuses={"Payment accepted": "counted", "On backorder (paid)": "counted", "Canceled": "cancelled",
                    "On backorder (not paid)": "pending", "Refunded": "refunded"}),
    Known("prestashop_fr.csv", "prestashop", 1281.8, 60, 0, 0, notes=("advice_prestashop", "no_customer_column"),
          statuses={"Paiement accepté": "counted", "Annulé": "cancelled", "Remboursé": "refunded",
                    "En attente du paiement par chèque": "pending"}),
    Known("prestashop_ru.csv", "prestashop", 1281.8, 60, 0, 0, notes=("advice_prestashop", "no_customer_column"),
          statuses={"Платёж принят": "counted", "Отменено": "cancelled", "Возврат денег": "refunded",
                    "Предзаказ (не оплачен)": "pending", "Предзаказ (оплачен)": "counted"}),
    Known("bigcommerce.csv", "bigcommerce", 180, 34, 3, 9, notes=("platform_not_verified",),
          statuses={"Awaiting Fulfillment": "counted", "Awaiting Payment": "pending", "Incomplete": "cancelled",
                    "Declined": "cancelled", "Partially Refunded": "counted", "Shipped": "counted"},
          some_lines=(("T-1", "Tea, green", 2, 20), ("P-1", "Pot", 2, 60))),
    Known("bigcommerce_shift.csv", "bigcommerce", 210, 60, 2, 0, notes=("platform_not_verified",),
          statuses={"Disputed": "pending", "Awaiting Shipment": "counted"}),
    Known("ecwid.csv", "ecwid", 120, 35, 3, 11, orders=9, notes=("platform_not_verified",),
          statuses={"Paid": "counted", "Returned": "refunded", "Will Not Deliver": "cancelled", "Accepted": "counted",
                    "Awaiting Payment": "pending", "Cancelled": "cancelled", "Partially Refunded": "counted"},
          some_lines=(("T-1", "Tea", 2, 10), ("P-1", "Pot", 1, 20))),
    Known("bitrix_old.csv", "bitrix", 16200.5, 700, 2, 9,
          notes=("no_refunded_amounts", "platform_not_verified"),
          statuses={"Выполнен": "counted", "Оплачен, формируется к отправке": "counted", "Не выкуплен": "cancelled",
                    "Возврат": "refunded"},
          some_lines=(("11", "Чай зелёный (рассыпной)", 2, None), ("14", "Ложка, чайная", 7, None))),
    Known("bitrix_list.csv", "bitrix", 12500, 2000, 2, 10,
          notes=("advice_bitrix", "no_refunded_amounts", "platform_not_verified"),
          statuses={"Выполнен": "counted", "Недозвон": "pending", "Отказ": "cancelled", "Не выкуплен": "cancelled"},
          some_lines=(("11", "Чай зелёный", 2, 1000), ("12", "Чашка", 1, 500), ("13", "Чайник", 1, 2000))),
    Known("insales.csv", "insales", 9500, 2500, 2, 9, notes=("line_total_read", "platform_not_verified"),
          statuses={"Доставлен": "counted", "Отгружен": "counted", "Возврат": "refunded", "Согласован": "pending"},
          some_lines=(("Т-1", "Чай", 2, 1000), ("Ч-1", "Чайник", 1, 2500))),
    Known("retailcrm.csv", "retailcrm", 8000, 2000, 2, 9, notes=("platform_not_verified",),
          statuses={"Недозвон": "cancelled", "Не устроила цена": "cancelled", "Выполнен частично": "counted",
                    "Комплектуется": "pending", "Возврат": "refunded"},
          some_lines=(("T-1", "Чай", 3, 1500), ("P-1", "Чайник", 1, 2000))),
    Known("tilda.csv", "tilda", 10200, 0, 5, 9,
          notes=("items_not_understood", "no_refunds_inside", "platform_not_verified"),
          statuses={"Входящие": "counted", "Отменён": "cancelled"},
          some_lines=((None, "Чай зелёный", 2, 1000), (None, "Плед 2 x 3 м", 1, 4000), (None, "Сертификат", None, None),
                      (None, "Чашка, синяя", 3, None))),
    Known("metrica_orders.csv", "metrica_orders", 2300, 0, 3, 0,
          statuses={"PAID": "counted", "IN_PROGRESS": "pending", "CANCELLED": "cancelled", "SPAM": "test"}),
    Known("metrica_orders_simple.csv", "metrica_orders", 360, 0, 5, 0),
    Known("minishop2.csv", "minishop2", 2200, 0, 3, 0, notes=("no_emails_inside", "platform_not_verified"),
          statuses={"1": "pending", "2": "counted", "3": "counted", "4": "cancelled"}),
    Known("retail_rocket.csv", "retail_rocket", 425, 50, 4, 9, notes=("platform_not_verified",),
          some_lines=(("460002", None, 1, 15), ("460001", None, -1, -50))),
    Known("online_retail.csv", "online_retail", 141.08, 22.55, 3, 9,
          some_lines=(("T1", "TEA, GREEN", 6, 15.3), ("P1", "POT", 1, -20))),
]  # fmt: skip


def read(shop: Shop, folder: Path, name: str) -> Tried:
    """The fixture, loaded without any option and taken back."""
    return tried(shop, folder, (FIXTURES / name).read_bytes(), name)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.file)
def test_export_loads_as_it_is(shop: Shop, tmp_path: Path, known: Known):
    made = read(shop, tmp_path, known.file)
    report = made.report
    assert (report["dialect"], report["orders_new"], report["rows_rejected"]) == (
        known.platform,
        known.orders,
        0,
    )
    assert report["bridge"]["refunds_amount"] == pytest.approx(known.refunds)
    assert report["revenue"] == pytest.approx(known.gross - known.refunds)
    meanings = {word: status["meaning"] for word, status in report["statuses"].items()}
    assert known.statuses.items() <= meanings.items()
    assert report["unknown_statuses"] == []
    assert report["customers_new"] == known.buyers
    assert tuple(sorted(code for code, _ in report["warnings"])) == known.notes
    names = ("sku", "product", "quantity", "amount")
    lines = [tuple(line[name] for name in names) for line in made.frames["lines"]]
    assert len(lines) == known.lines
    for line in known.some_lines:
        wanted = tuple(Decimal(str(cell)) if isinstance(cell, int | float) else cell for cell in line)
        assert wanted in lines


def test_every_order_platform_has_an_export_here():
    wanted = {one.key for one in PLATFORMS if one.kind == "orders"}
    assert {known.platform for known in KNOWN} == wanted


def test_what_platforms_say_has_a_sentence():
    for one in PLATFORMS:
        assert {*one.notes, *one.advice.values()} <= set(READINGS), one.key


def test_special_status_words_are_written_as_keys(shop: Shop):
    """Lower case, ё as е, blanks for hyphens: otherwise they are never met. What means the usual stands nowhere."""
    with shop.cursor() as cursor:
        cursor.execute(STATUS_KEY)
        for one in PLATFORMS:
            for word, meaning in one.statuses.items():
                assert cursor.execute("select status_key($word)", {"word": word}).fetchall() == [(word,)], (
                    one.key
                )
                assert meaning in list(Meaning)


def test_first_telling_platform_wins():
    assert platforms.told_by(["order id", "date"]) is platforms.GENERIC
    assert platforms.told_by(["tranid", "formid", "email"]).key == "tilda"
    assert platforms.told_by(["tranid", "formid"], kind="sessions") is platforms.GENERIC


# --- a word of one platform does not speak for another ---


CLOSED = (
    "Order ID,Order date,Email,Order total,Status\n"
    "1,2024-01-05,anna@example.com,10,Closed\n2,2024-01-06,boris@example.com,5,paid\n"
)


def test_closed_is_a_question_elsewhere(shop: Shop, tmp_path: Path):
    """Magento means a full credit by it, other shops a finished order: there it is asked."""
    report = tried(shop, tmp_path, CLOSED.encode()).report
    assert report["unknown_statuses"] == ["Closed"]


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("WC-Completed", "counted"), ("ON_HOLD", "pending"), ("Отменён", "cancelled"), ("не  выкуплен", "cancelled"),
     ("ВОЗВРАЩЁН", "refunded"), ("checkout-draft", "test"), ("partially-refunded", "counted")],
)  # fmt: skip
def test_spelling_of_a_word_does_not_matter(shop: Shop, tmp_path: Path, word: str, meaning: str):
    report = tried(shop, tmp_path, CLOSED.replace("Closed", word).encode()).report
    assert report["statuses"][word]["meaning"] == meaning


# --- tables that are something else ---


@pytest.mark.parametrize(
    ("header", "row", "code"),
    [
        ("ID,frequency,recency,T", "1,2,30.43,38.86", "model_summary"),
        ("ID,x,t_x,T,zbar", "1,2,30.43,38.86,22.35", "model_summary"),
        ("Date,Orders,Revenue", "2024-01-05,12,1200.50", "orders_summed_up"),
        ("Date,Product,Orders,Revenue", "2024-01-05,Tea,12,1200.50", "orders_summed_up"),
        ("Дата;Количество заказов;Выручка", "05.01.2024;12;1200,50", "orders_summed_up"),
        ("Order,Name,Kind,Gateway,Created At,Amount,Currency,Status", "1,#1,sale,stripe,2024-01-05,10,EUR,success",
         "payments_table"),
        ("Administrative,BounceRates,ExitRates,PageValues,Month,Revenue", "0,0.2,0.2,0,Feb,FALSE", "summary_table"),
    ],
)  # fmt: skip
def test_what_a_table_is_stands_in_the_refusal(tmp_path: Path, header: str, row: str, code: str):
    with pytest.raises(ImportRefused) as refused:
        read_here(tmp_path, f"{header}\n{row}\n{row}\n")
    assert refused.value.code == code


def test_orders_with_a_count_beside_are_orders(tmp_path: Path):
    """A number of orders in a file with order numbers sums nothing up."""
    reading, _ = read_here(
        tmp_path, "Order ID,Order date,Email,Order total,Orders\n1,2024-01-05,a@example.com,10,3\n"
    )
    assert reading.kind == "orders"


def test_spend_may_count_orders(tmp_path: Path):
    reading, _ = read_here(
        tmp_path, "Month,Channel,Spend,Orders\n2024-01,google,1000,12\n2024-02,google,1100,14\n"
    )
    assert reading.kind == "spend"


# --- what is missing ---


def test_costs_name_what_the_missing_columns_cost(tmp_path: Path):
    reading, _ = read_here(tmp_path, "Order ID,Order date,Order total,Customer ID\n1,2024-01-05,10,7\n")
    assert reading.costs == ["mail_lists", "cancellations", "net_revenue", "products", "category_interest", "channels",
                             "discounts"]  # fmt: skip
    assert set(COSTS) == {feature for features in FEATURES.values() for feature in features}
    for kind, features in FEATURES.items():
        known = set(all_fields(kind))
        assert all(set(fields) <= known for fields in features.values())


# --- items ---


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("Tea, green x 2, Cup x 1", [("Tea, green", 2, None), ("Cup", 1, None)]),
        ("2× Tea, green, 1× Cup", [("Tea, green", 2, None), ("Cup", 1, None)]),
        ("Чай - 2 шт. - 500 руб.; Чашка - 1 шт. - 1 200,50 руб.", [("Чай", 2, 1000), ("Чашка", 1, 1200.5)]),
        ("Tea (A-1) - 2x195=390; Mug (blue) (B; 2) - 1x5=5", [("Tea", 2, 390), ("Mug (blue)", 1, 5)]),
        ("[7] Чай (2 шт)\n[8] Чай [крупный] (1,5 кг)", [("Чай", 2, None), ("Чай [крупный]", 1.5, None)]),
        ("something, nobody knows", [("something, nobody knows", None, None)]),
        ("", []),
    ],
)
def test_packed_items(tmp_path: Path, cell: str, lines: list[tuple]):
    quoted = cell.replace('"', '""')
    text = f'Order ID;Order date;Email;Order total;Products\n1;2024-01-05;anna@example.com;10;"{quoted}"\n'
    _, found = read_here(tmp_path, text + "2;2024-01-06;boris@example.com;5;\n")
    got = [(line["product"], line["quantity"], line["amount"]) for line in found["lines"]]
    wanted = [
        tuple(Decimal(str(cell)) if isinstance(cell, int | float) else cell for cell in line)
        for line in lines
    ]
    assert sorted(got, key=str) == sorted(wanted, key=str)
    assert sorted(row["amount"] for row in found["orders"]) == [5, 10]


def test_items_are_added_up_only_where_each_has_a_price(tmp_path: Path):
    """Without an order total: 2 × 500 + 300 = 1300; an item without price leaves the order without amount."""
    text = "tranid;formid;Email;Дата;Товары в заказе\n"
    text += '1;f;anna@example.com;2024-01-05;"Чай x 2 ≡ 500\nЧашка x 1 ≡ 300"\n'
    reading, found = read_here(
        tmp_path, text + '2;f;boris@example.com;2024-01-06;"Чай x 2 ≡ 500\nЧашка x 1"\n'
    )
    assert [(row["order_id"], row["amount"]) for row in found["orders"]] == [("1", 1300)]
    assert [row["reason"] for row in found["rejects"]] == ["no_amount"]
    assert (reading.rows_read, reading.rows_loaded, reading.rows_rejected) == (2, 1, 1)


NUMBERED = [
    ("Order number,Date,Total,Product 1,Quantity 1,Price 1,Product 2,Quantity 2,Price 2", "Tea,2,5,Cup,1,3"),
    ("Order number,Date,Total,Product 1,Quantity,Price,Product 2,Quantity,Price", "Tea,2,5,Cup,1,3"),
    ("Order number,Date,Total,Product 1 name,Product 1 qty,Product 1 price,Product 2 name,Product 2 qty,"
     "Product 2 price", "Tea,2,5,Cup,1,3"),
    ("Номер заказа,Дата,Сумма,Товар 1,Товар 1 количество,Товар 1 цена,Товар 2,Товар 2 количество,Товар 2 цена",
     "Tea,2,5,Cup,1,3"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells"), NUMBERED, ids=["numbers behind", "repeated", "in the middle", "russian"]
)
def test_numbered_items(tmp_path: Path, header: str, cells: str):
    _, found = read_here(tmp_path, f"{header}\n1,2024-01-05,13,{cells}\n2,2024-01-06,10,Tea,2,5,,,\n")
    got = sorted((line["product"], line["quantity"], line["amount"]) for line in found["lines"])
    assert got == [("Cup", 1, 3), ("Tea", 2, 10), ("Tea", 2, 10)]
    assert sorted(row["amount"] for row in found["orders"]) == [10, 13]


def test_another_item_in_the_cell_is_another_version(shop: Shop, tmp_path: Path):
    """Though every amount is the same."""
    header = "Order ID;Order date;Email;Order total;Products\n"
    counted = []
    for name, cell in (("a", "2× Tea"), ("b", "2× Tea"), ("c", "2× Cup")):
        text = f"{header}1;2024-01-05;anna@example.com;10;{cell}\n"
        report = load(shop, tmp_path, text + "\n" * (name == "b"), f"{name}.csv")
        counted.append(tuple(report[f"orders_{what}"] for what in ("new", "updated", "unchanged")))
    assert counted == [(1, 0, 0), (0, 0, 1), (0, 1, 0)]
