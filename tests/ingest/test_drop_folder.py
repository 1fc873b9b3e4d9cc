"""The drop folder: what is new in it, what is left alone, and which folders may be one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from retention.errors import ShopError
from retention.ingest import import_file
from retention.ingest.drop_folder import new_files, waiting
from retention.ingest.journal import hash_of
from retention.shop import Shop
from retention.shop.settings import change
from tests.ingest.support import GOOD, HEADER

LATER = 1e10
"""Seconds: by then every file of the test has settled."""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder for exports."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def shop(tmp_path: Path, inbox: Path) -> Iterator[Shop]:
    """An empty shop that has the folder."""
    with Shop.open(tmp_path / "shop" / "shop.duckdb") as opened:
        change(opened, "drop_folder", str(inbox))
        yield opened


def names(found) -> list[str]:
    return [one.path.name for one in found]


def test_only_files_that_may_be_exports(inbox: Path):
    for name in ("a.csv", "B.TSV", "c.txt", "d.csv.gz", "e.zip", "f.xlsx", "g.xls", "h.ods"):
        (inbox / name).write_text("x")
    for name in (".hidden.csv", "~$f.xlsx", "photo.jpg", "orders.csv.part", "orders.csv.crdownload", "csv"):
        (inbox / name).write_text("x")
    (inbox / "empty.csv").touch()
    (inbox / "folder.csv").mkdir()
    assert sorted(names(waiting(inbox, LATER))) == sorted(
        ["a.csv", "B.TSV", "c.txt", "d.csv.gz", "e.zip", "f.xlsx", "g.xls", "h.ods"]
    )


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_links_are_left_alone(inbox: Path, tmp_path: Path):
    (tmp_path / "secret.csv").write_text(GOOD)
    (inbox / "link.csv").symlink_to(tmp_path / "secret.csv")
    (inbox / "nowhere.csv").symlink_to(tmp_path / "gone.csv")
    assert waiting(inbox, LATER) == []


def test_a_file_that_was_just_written_waits(inbox: Path):
    (inbox / "a.csv").write_text(GOOD)
    changed = (inbox / "a.csv").stat().st_mtime
    assert names(waiting(inbox, changed + 1)) == []
    assert names(waiting(inbox, changed + 60)) == ["a.csv"]


def test_oldest_first(inbox: Path, monkeypatch: pytest.MonkeyPatch):
    for number, name in enumerate(("march.csv", "april.csv", "may.csv")):
        (inbox / name).write_text(name)
        os.utime(inbox / name, (LATER / 2 + number, LATER / 2 + number))  # later than any ctime
    assert names(waiting(inbox, LATER)) == ["march.csv", "april.csv", "may.csv"]


def test_what_is_loaded_is_not_new_under_any_name(shop: Shop, inbox: Path):
    (inbox / "january.csv").write_text(GOOD)
    assert names(new_files(shop, LATER)) == ["january.csv"]
    import_file(shop, inbox / "january.csv")
    (inbox / "january.csv").rename(inbox / "renamed.csv")
    (inbox / "february.csv").write_text(f"{HEADER}\n9,2024-02-09 10:00,dora@example.com,5\n")
    assert names(new_files(shop, LATER)) == ["february.csv"]


def test_a_changed_file_is_new_again(shop: Shop, inbox: Path):
    file = inbox / "orders.csv"
    file.write_text(GOOD)
    import_file(shop, file)
    assert new_files(shop, LATER) == []
    file.write_text(GOOD + "3,2024-03-07 11:00,clara@example.com,30.00\n")
    assert names(new_files(shop, LATER)) == ["orders.csv"]


def test_hashes_may_be_remembered(shop: Shop, inbox: Path):
    (inbox / "a.csv").write_text(GOOD)
    asked = []
    remembered = {}

    def once(one):
        if one not in remembered:
            asked.append(one.path.name)
            remembered[one] = hash_of(one.path)
        return remembered[one]

    for _ in range(3):
        assert names(new_files(shop, LATER, once)) == ["a.csv"]
    assert asked == ["a.csv"]
    (inbox / "a.csv").write_text(GOOD + "\n")
    new_files(shop, LATER, once)
    assert asked == ["a.csv", "a.csv"]


def test_a_file_that_cannot_be_read_is_offered(shop: Shop, inbox: Path):
    (inbox / "a.csv").write_text(GOOD)

    def fails(one):
        raise PermissionError(one.path)

    assert names(new_files(shop, LATER, fails)) == ["a.csv"]


def test_without_a_folder_nothing_is_new(tmp_path: Path):
    with Shop.open(tmp_path / "shop" / "shop.duckdb") as shop:
        assert new_files(shop, LATER) == []


def test_a_folder_that_is_gone_is_said_to_be(shop: Shop, inbox: Path):
    inbox.rmdir()
    with pytest.raises(ShopError) as caught:
        new_files(shop, LATER)
    assert caught.value.code == "drop_folder_missing"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("{shop}", "drop_folder_wrong"),
        ("{shop}/.", "drop_folder_wrong"),
        ("{shop}/../shop", "drop_folder_wrong"),
        ("{shop}/.work", "drop_folder_wrong"),
        ("{shop}/.work/shop", "drop_folder_wrong"),
        ("{shop}/shop.duckdb", "drop_folder_missing"),
        ("{shop}/none", "drop_folder_missing"),
    ],
)
def test_folders_that_cannot_be_one(shop: Shop, inbox: Path, value: str, code: str):
    assert shop.temp_folder.is_dir()
    version = shop.data_version
    with pytest.raises(ShopError) as caught:
        change(shop, "drop_folder", value.format(shop=shop.path.parent))
    assert caught.value.code == code
    assert (shop.setting("drop_folder"), shop.data_version) == (str(inbox), version)


def test_the_folder_is_kept_whole_and_can_be_taken_back(
    shop: Shop, inbox: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(inbox.parent)
    change(shop, "drop_folder", "")
    assert shop.setting("drop_folder") == ""
    change(shop, "drop_folder", '"inbox"')  # as copied from a file manager
    assert shop.setting("drop_folder") == str(inbox)
