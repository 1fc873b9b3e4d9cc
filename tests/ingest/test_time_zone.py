"""Whose clock an order's time is (definitions, section 1)."""

from datetime import date, datetime
from pathlib import Path

import pytest

from retention.errors import ImportRefused
from retention.ingest import undo_import
from retention.shop import Shop
from tests.ingest.support import HEADER, load, numbers, orders, refusal

pytestmark = pytest.mark.usefixtures("reads_here")

MOSCOW = "Europe/Moscow"  # three hours before UTC, no summer time since 2014


def file_of(*stamps: str, first: int = 1) -> str:
    """One order for each stamp."""
    return f"{HEADER}\n" + "".join(f"{n},{stamp},a{n}@x.ru,10\n" for n, stamp in enumerate(stamps, first))


@pytest.mark.parametrize(
    ("stamp", "moves"),
    [
        ("2024-01-31 22:30:00", False),
        ("2024-01-31T22:30:00+03:00", False),
        ("2024-01-31 22:30:00 +0000", False),
        ("2024-01-31T22:30:00Z", True),
        ("2024-01-31 22:30:00 UTC", True),
        ("1706740200", True),
    ],
)
def test_only_utc_stamps_move_with_the_zone(shop: Shop, tmp_path: Path, stamp: str, moves: bool):
    """Half past ten in the evening in UTC is half past one on the first of February in Moscow: another month."""
    load(shop, tmp_path, file_of(stamp), time_zone=MOSCOW)
    at = datetime(2024, 2, 1, 1, 30) if moves else datetime(2024, 1, 31, 22, 30)
    assert orders(shop, "ordered_at, ordered_on") == [(at, at.date())]
    assert (numbers(shop)["time_zone"], numbers(shop)["as_of"]) == (MOSCOW, str(at.date()))


def test_a_stamp_with_an_offset_among_utc_stamps_is_moved_by_it(shop: Shop, tmp_path: Path):
    """It was read as if it were in UTC, three hours late."""
    utc = ["2024-01-31T10:00:00Z", "2024-01-31T11:00:00Z", "2024-01-31T12:00:00Z"]
    load(
        shop,
        tmp_path,
        file_of(*utc, "2024-01-31T22:30:00+03:00", "2024-01-31T22:30:00-0530"),
        time_zone=MOSCOW,
    )
    at = [row[0] for row in orders(shop, "ordered_at")]
    assert at[3:] == [datetime(2024, 1, 31, 22, 30), datetime(2024, 2, 1, 7, 0)]
    assert at[0] == datetime(2024, 1, 31, 13, 0)


def test_stamps_without_a_zone_among_utc_stamps_are_counted_in_the_report(shop: Shop, tmp_path: Path):
    """They are read as UTC, which nothing but the others says."""
    utc = [f"2024-01-31T1{hour}:00:00Z" for hour in range(5)]
    text = file_of(
        *utc, "2024-01-31T22:30:00+03:00", "2024-01-31T21:30:00", "2024-01-31 21:30:00", "2024-01-31"
    )
    report = load(shop, tmp_path, text, time_zone=MOSCOW)
    assert ["stamps_without_zone", {"count": 3, "column": "Order date"}] in report["warnings"]
    at = [row[0] for row in orders(shop, "ordered_at")]
    assert (at.count(datetime(2024, 2, 1, 0, 30)), at.count(datetime(2024, 1, 31, 3))) == (2, 1)


@pytest.mark.parametrize("bare", ["2024-01-31T22:30:00+03:00", "2024-01-31T22:30:00Z"])
def test_where_every_stamp_names_its_zone_the_report_is_silent(shop: Shop, tmp_path: Path, bare: str):
    report = load(shop, tmp_path, file_of("2024-01-31T10:00:00Z", "2024-01-31T11:00:00Z", bare))
    assert "stamps_without_zone" not in {code for code, _ in report["warnings"]}


def test_a_utc_stamp_among_wall_clocks_is_set_aside(shop: Shop, tmp_path: Path):
    """Nothing says whose clock the others are, so nothing says where it belongs. It was read as one of them."""
    walls = ["2024-01-31T10:00:00", "2024-01-31T11:00:00+03:00", "2024-01-31T12:00:00"]
    report = load(shop, tmp_path, file_of(*walls, "2024-01-31T22:30:00Z"))
    assert (report["rows_loaded"], report["rows_rejected"]) == (3, 1)
    [reject] = report["rejects"]
    assert "22:30:00Z" in reject["value"]


def test_summer_time_is_that_of_the_day(shop: Shop, tmp_path: Path):
    """Berlin: one hour before UTC until 31 March 2024 1:00 UTC, then two."""
    stamps = ["2024-03-30T23:30:00Z", "2024-03-31T00:59:00Z", "2024-03-31T01:00:00Z", "2024-10-27T00:30:00Z"]
    load(shop, tmp_path, file_of(*stamps), time_zone="Europe/Berlin")
    assert [row[0] for row in orders(shop, "ordered_at")] == [
        datetime(2024, 3, 31, 0, 30), datetime(2024, 3, 31, 1, 59), datetime(2024, 3, 31, 3, 0),
        datetime(2024, 10, 27, 2, 30),
    ]  # fmt: skip


def test_the_first_import_sets_the_zone_and_a_later_one_may_only_repeat_it(shop: Shop, tmp_path: Path):
    load(shop, tmp_path, file_of("2024-01-05T10:00:00Z"), time_zone=MOSCOW)
    load(shop, tmp_path, file_of("2024-01-06T10:00:00Z", first=2))
    load(shop, tmp_path, file_of("2024-01-07T10:00:00Z", first=3), time_zone=MOSCOW)
    error = refusal(shop, tmp_path, file_of("2024-01-08T10:00:00Z", first=4), time_zone="Asia/Omsk")
    assert (error.code, error.fields) == ("time_zone_differs", {"known": MOSCOW, "found": "Asia/Omsk"})
    assert [row[0].hour for row in orders(shop, "ordered_at")] == [13, 13, 13]


def test_a_zone_is_not_taken_from_a_trial_or_a_refused_import(shop: Shop, tmp_path: Path):
    load(shop, tmp_path, file_of("2024-01-05T10:00:00Z"), time_zone=MOSCOW, dry_run=True)
    refusal(shop, tmp_path, "", time_zone=MOSCOW)
    assert shop.setting("time_zone") == "UTC"


def test_without_imports_the_zone_is_free_again(shop: Shop, tmp_path: Path):
    report = load(shop, tmp_path, file_of("2024-01-05T10:00:00Z"))
    with pytest.raises(ImportRefused):
        load(shop, tmp_path, file_of("2024-01-06T10:00:00Z"), time_zone=MOSCOW)
    undo_import(shop, report["import_id"])
    load(shop, tmp_path, file_of("2024-01-05T10:00:00Z"), time_zone=MOSCOW)
    assert orders(shop, "ordered_at") == [(datetime(2024, 1, 5, 13),)]


def test_a_day_may_not_be_said_to_end_before_the_last_order(shop: Shop, tmp_path: Path):
    text = file_of("2024-01-31 22:30:00")
    error = refusal(shop, tmp_path, text, covers_to=date(2024, 1, 30))
    assert (error.code, error.fields["last"]) == ("covers_to_wrong", date(2024, 1, 31))
    assert numbers(shop)["as_of"] is None
    load(shop, tmp_path, text, covers_to=date(2024, 1, 31))
    assert numbers(shop)["as_of"] == "2024-01-31"
