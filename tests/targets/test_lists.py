"""Target lists: the right people, most valuable first, under a name that stays the same."""

import csv
import io
from datetime import date

import pytest

from retention.errors import ListRefused, MetricRefused
from retention.ingest import import_file, undo_import
from retention.metrics import customers
from retention.shop import Shop
from retention.targets import PLAYS, Choice, list_of_people, make_list

from .conftest import HEADER, ORDERS, made

DAY = date(2025, 1, 1)
GONE = ["dmitri", "anna", "boris", "fred"]  # net 100, 70, 60, 5


def names(keys, made_list):
    by_key = {key: name for name, key in keys.items()}
    return [by_key[key] for key in made_list.keys]


def test_win_back_is_exactly_the_churned_customers(shop, keys):
    made_list = make_list(shop, "win_back", Choice(DAY))
    rows = customers(shop).rows
    assert set(made_list.keys) == set(rows[rows["stage"] == "churned"]["customer_key"])
    assert names(keys, made_list) == GONE
    assert made_list.rows["net_revenue"].tolist() == [100, 70, 60, 5]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(DAY, limit=2), GONE[:2]),
        (Choice(DAY, limit=0), []),
        (Choice(DAY, limit=-1), []),
        (Choice(DAY, limit=99), GONE),
        (Choice(DAY, least_purchases=2), ["anna", "boris"]),
        (Choice(DAY, least_purchases=3), ["boris"]),
        (Choice(DAY, least_revenue=60), ["dmitri", "anna", "boris"]),
        (Choice(DAY, least_revenue=60.01), ["dmitri", "anna"]),
        (Choice(DAY, limit=1, least_purchases=2), ["anna"]),
        (Choice(DAY, least_revenue=1e9), []),
    ],
)
def test_thresholds_and_limit(shop, keys, choice, expected):
    made_list = make_list(shop, "win_back", choice)
    assert names(keys, made_list) == expected
    assert len(made_list.reasons) == len(expected)


def test_reasons_name_the_right_numbers(shop):
    assert make_list(shop, "win_back", Choice(DAY)).reasons == (
        "No order for 365 days (usual limit 180), orders before: 1",
        "No order for 321 days (usual limit 180), orders before: 2",
        "No order for 180 days (usual limit 180), orders before: 3",
        "No order for 334 days (usual limit 180), orders before: 1",
    )


def test_reasons_are_said_in_the_users_language(shop):
    made_list = make_list(
        shop, "win_back", Choice(DAY, limit=1), lambda text: "{recency_days} дней: {purchases}"
    )
    assert made_list.reasons == ("365 дней: 1",)


def test_list_says_how_old_its_data_are(shop):
    made_list = make_list(shop, "win_back", Choice(date(2025, 1, 31)))
    assert (made_list.as_of, made_list.contact_on, made_list.data_age_days) == (
        date(2024, 12, 31),
        date(2025, 1, 31),
        31,
    )


def test_same_choice_is_the_same_list(shop):
    first, again = make_list(shop, "win_back", Choice(DAY)), make_list(shop, "win_back", Choice(DAY))
    assert first.list_id == again.list_id
    assert first.to_csv(shop) == again.to_csv(shop)


def test_list_id_differs_by_people_day_and_play(shop):
    first = make_list(shop, "win_back", Choice(DAY))
    others = [
        make_list(shop, "win_back", Choice(DAY, limit=3)),
        make_list(shop, "win_back", Choice(date(2025, 1, 2))),
        list_of_people(shop, first.keys, "churn_2024", "", Choice(DAY)),
    ]
    ids = {made_list.list_id for made_list in [first, *others]}
    assert len(ids) == 4
    assert first.list_id.startswith("win_back-20250101-")


def test_list_id_survives_import_and_undo_of_other_data(tmp_path):
    with made(tmp_path, ORDERS) as shop:
        before = make_list(shop, "win_back", Choice(DAY))
        more = tmp_path / "more.csv"
        more.write_text(HEADER + "77,2024-12-30 10:00,501,,,,,5.00,0,0,Tea\n", "utf-8")
        loaded = import_file(shop, more)
        back = make_list(shop, "win_back", Choice(DAY))
        undo_import(shop, loaded["import_id"])
        after = make_list(shop, "win_back", Choice(DAY))
    assert back.keys == [key for key in before.keys if key != before.keys[1]]  # Anna has come back
    assert back.list_id != before.list_id
    assert after.list_id == before.list_id


def test_contact_must_lie_after_the_data(shop):
    with pytest.raises(ListRefused) as refused:
        make_list(shop, "win_back", Choice(date(2024, 12, 31)))
    assert refused.value.code == "contact_on_wrong"
    assert refused.value.fields == {"first": DAY, "found": date(2024, 12, 31)}
    with pytest.raises(ListRefused):
        list_of_people(shop, [], "x", "", Choice(date(2024, 12, 31)))


def test_unknown_play_and_empty_shop_are_refused(shop, tmp_path):
    with pytest.raises(ListRefused) as refused:
        make_list(shop, "fly_me", Choice(DAY))
    assert refused.value.code == "play_unknown"
    assert "win_back" in refused.value.sentence
    with Shop.open(tmp_path / "empty.duckdb") as empty:
        for make in (
            lambda: make_list(empty, "win_back", Choice(DAY)),
            lambda: list_of_people(empty, [1], "x", "", Choice(DAY)),
        ):
            with pytest.raises(MetricRefused) as empty_shop:
                make()
            assert empty_shop.value.code == "shop_empty"


def test_list_of_people_holds_those_asked_for_who_have_purchased(shop, keys):
    asked = [keys["eva"], keys["clara"], 987654]
    made_list = list_of_people(shop, asked, "cohort_x", "Came in {June}", Choice(DAY))
    assert names(keys, made_list) == ["eva", "clara"]  # 500 before 160
    assert made_list.reasons == ("Came in {June}",) * 2
    assert made_list.play == "cohort_x"
    assert names(keys, list_of_people(shop, asked, "x", "", Choice(DAY, limit=1))) == ["eva"]


def test_file_of_a_list(shop):
    made_list = make_list(shop, "win_back", Choice(DAY))
    rows = list(csv.DictReader(io.StringIO(made_list.to_csv(shop).decode("utf-8-sig"), newline="")))
    assert [row["phone"] for row in rows] == ["+79991234567", "", "+37120001234", ""]
    assert [row["priority"] for row in rows] == ["1", "2", "3", "4"]
    assert {row["group"] for row in rows} == {"target"}
    assert {row["play"] for row in rows} == {"win_back"}
    assert {row["list_id"] for row in rows} == {made_list.list_id}
    assert [row["reason"] for row in rows] == list(made_list.reasons)
    assert [row["purchases"] for row in rows] == ["1", "2", "3", "1"]


def test_making_a_list_writes_nothing(shop):
    before = shop.data_version
    make_list(shop, "win_back", Choice(DAY)).to_csv(shop)
    assert shop.data_version == before


def test_plays_are_whole():
    for key, play in PLAYS.items():
        assert play.key == key
        assert play.title and play.why
        assert play.reason.format(recency_days=1, window_days=2, purchases=3)


def test_without_a_threshold_nobody_is_left_out(tmp_path):
    """A customer who got more back than the one purchase that stands brought is churned all the same."""
    rows = (
        "Order ID,Order date,Customer ID,Order total\n"
        "1,2024-01-05,a,10.00\n2,2024-01-06,a,-25.00\n3,2024-01-05,b,10.00\n4,2024-12-31,c,5.00\n"
    )
    file = tmp_path / "orders.csv"
    file.write_text(rows)
    with Shop.open(tmp_path / "shop.duckdb") as shop:
        import_file(shop, file)
        assert [
            len(make_list(shop, "win_back", Choice(date(2025, 1, 1), least_revenue=least)).keys)
            for least in (None, 0)
        ] == [2, 1]
