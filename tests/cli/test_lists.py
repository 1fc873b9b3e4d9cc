"""`list` and `plays`."""

import re
from datetime import date

import pytest

from retention.shop import Shop
from retention.targets import Choice, make_list

from .conftest import as_rows

CONTRACT = (
    "list_id, customer_id, email, phone, name, city, play, reason, suggested_offer, last_purchase_on, purchases, "
    "net_revenue, category, next_category, best_weekday, best_hour, priority, group"
)
DAY = ("--contact-on", "2024-07-10")


def test_list_is_the_table_of_the_contract(run, loaded):
    answer = run("list", "win_back", *DAY, shop=loaded)
    columns, rows = as_rows(answer.out)
    assert answer.code == 0
    assert ", ".join(columns) == CONTRACT
    assert [(row["customer_id"].lower(), row["email"]) for row in rows] == [
        ("c3", "carl@example.net"),
        ("a1", "anna@example.com"),
        ("b2", "boris@example.org"),
    ]
    assert [row["purchases"] for row in rows] == ["1", "2", "1"]
    assert rows[1]["phone"] == "+79991234567"
    assert answer.err.startswith(f"{rows[0]['list_id']}: 3 people, data to 2024-07-01 (9 days old)")


def test_list_equals_the_function(run, loaded):
    with Shop.open(loaded) as shop:
        made = make_list(shop, "win_back", Choice(date(2024, 7, 10)))
        expected = made.to_csv(shop).decode("utf-8-sig").replace("\r\n", "\n")
    assert run("list", "win_back", *DAY, shop=loaded).out == expected


def test_output_is_the_file_for_excel(run, loaded, tmp_path):
    target = tmp_path / "list.csv"
    answer = run("list", "win_back", *DAY, "--output", target, shop=loaded)
    assert (answer.code, answer.out) == (0, "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbflist_id,")
    assert len(as_rows(target.read_text("utf-8-sig"))[1]) == 3
    assert target.stat().st_mode & 0o077 == 0


def test_preview_masks_contacts(run, loaded):
    answer = run("list", "win_back", *DAY, "--preview", shop=loaded)
    _, rows = as_rows(answer.out)
    assert [(row["name"], row["email"], row["phone"]) for row in rows] == [
        ("Carl", "c•••@example.net", ""),
        ("Anna K.", "a•••@example.com", "+7 ••• ••• 45 67"),
        ("Борис", "b•••@example.org", ""),
    ]
    for contact in ("anna@", "Kalnina", "9991234567"):
        assert contact not in answer.out + answer.err


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (("--limit", "1"), ["c3"]),
        (("--limit", "0"), []),
        (("--least-purchases", "2"), ["a1"]),
        (("--least-revenue", "40.5"), ["c3", "a1"]),
        (("--least-revenue", "40.51"), ["c3"]),
    ],
)
def test_thresholds(run, loaded, option, expected):
    _, rows = as_rows(run("list", "win_back", *DAY, *option, shop=loaded).out)
    assert [row["customer_id"].lower() for row in rows] == expected


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("fly_me",), 1, "play_unknown"),
        (("win_back", "--to", "moon"), 1, "destination_unknown"),
        (("win_back", "--contact-on", "2024-07-01"), 1, "contact_on_wrong"),
        (("win_back", "--contact-on", "tomorrow"), 2, "write it like 2026-10-31"),
        (("win_back", "--limit", "-1"), 2, "write a whole number"),
        (("win_back", "--limit", "some"), 2, "write a whole number"),
        (("win_back", "--least-revenue", "nan"), 2, "write it like 49.90"),
        (("win_back", "--least-revenue", "much"), 2, "write it like 49.90"),
    ],
)
def test_wrong_lists_are_refused(run, loaded, arguments, code, words):
    answer = run("list", *arguments, shop=loaded)
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err.strip().splitlines()[-1]


def test_default_day_is_today(run, loaded):
    answer = run("list", "win_back", "--preview", shop=loaded)
    assert re.match(rf"win_back-{date.today():%Y%m%d}-", answer.err)  # the data end in 2024


def test_default_day_is_not_before_the_data_end(run, tmp_path):
    file = tmp_path / "later.csv"
    file.write_text("Order ID,Date,Email,Total\n1,2099-01-05,a@example.com,10\n", "utf-8")
    shop = tmp_path / "new.duckdb"
    assert run("import", file, shop=shop).code == 0
    assert run("list", "win_back", "--preview", shop=shop).err.startswith("win_back-20990106-")


def test_plays_are_listed(run):
    answer = run("plays")
    assert answer.code == 0
    assert answer.out.startswith("win_back: ")
