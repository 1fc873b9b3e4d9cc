"""Backup and restore: the same shop again, all of it or nothing, whatever happens in between."""

import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from retention.errors import ShopError
from retention.shop import Shop, copies, migrations
from retention.shop.backups import backup, restore
from retention.shop.copies import Occasion
from retention.shop.copies import copies as listed
from tests.ingest.support import GOOD, load, state

MORE = GOOD + "3,2024-03-07 11:00,clara@example.com,30.00\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed shop with two orders, under a name that needs quoting."""
    path = tmp_path / "shops" / "it's «mine».duckdb"
    with Shop.open(path) as shop:
        load(shop, tmp_path, GOOD)
    return path


def held(path: Path) -> dict:
    with Shop.open(path, create=False) as shop:
        return state(shop)


def refusal(act, *arguments, **options) -> ShopError:
    with pytest.raises(ShopError) as caught:
        act(*arguments, **options)
    return caught.value


def beside(path: Path) -> list[str]:
    return sorted(child.name for child in path.parent.iterdir() if child.name != ".work")


def test_backup_and_restore_give_the_same_shop(file: Path, tmp_path: Path):
    with Shop.open(file) as shop:
        made = backup(shop, tmp_path / "copy.backup")
        load(shop, tmp_path, MORE)  # the shop goes on
        changed = state(shop)
    before = held(shutil.copy(made, tmp_path / "look.duckdb"))
    assert len(before["order_version"]) == 2
    kept = restore(file, made)
    assert held(file) == before
    assert held(shutil.copy(kept, tmp_path / "kept.duckdb")) == changed
    assert [copy.occasion for copy in listed(file)] == [Occasion.RESTORE]
    assert restore(file, kept).name == "it's «mine».before-restore-2.duckdb.backup"  # and back again
    assert held(file) == changed


def test_backup_is_one_private_file_and_leaves_nothing_else(file: Path, tmp_path: Path):
    target = tmp_path / "elsewhere" / "copy.backup"
    target.parent.mkdir()
    with Shop.open(file) as shop:
        backup(shop, target)
        assert list(shop.temp_folder.iterdir()) == []
    assert beside(target) == ["copy.backup"]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_backup_keeps_the_lock(file: Path, tmp_path: Path):
    """Reading the open file beside the database would end its lock: another process could write to the shop."""
    command = [sys.executable, "-c", "import sys; from retention.shop import Shop; Shop.open(sys.argv[1])"]
    with Shop.open(file) as shop:
        backup(shop, tmp_path / "copy.backup")
        root = Path(migrations.__file__).parents[2]
        other = subprocess.run([*command, str(file)], capture_output=True, text=True, cwd=root, check=False)
    assert "shop_in_use" in other.stderr or "is open in another program" in other.stderr


def test_backup_while_others_read_and_write(file: Path, tmp_path: Path):
    """Each write adds a pair: no backup holds half of one."""
    with Shop.open(file) as shop:
        done = threading.Event()

        def write() -> None:
            number = 0
            while not done.is_set():
                number += 1
                with shop.write() as cursor:
                    for word in (f"a{number}", f"b{number}"):
                        cursor.execute("insert into status_meaning values ($word, 'counted')", {"word": word})

        writer = threading.Thread(target=write)
        writer.start()
        made = [backup(shop, tmp_path / f"{number}.backup") for number in range(3)]
        done.set()
        writer.join()
    for path in made:
        with Shop.open(path) as copied, copied.cursor() as cursor:
            words = cursor.execute("select count(*) from status_meaning").fetchall()[0][0]
            assert words == 2 * (copied.data_version - 1)


def test_a_backup_overwrites_only_when_told(file: Path, tmp_path: Path):
    target = tmp_path / "copy.backup"
    target.write_text("mine")
    with Shop.open(file) as shop:
        assert refusal(backup, shop, target).code == "backup_exists"
        assert target.read_text() == "mine"
        assert refusal(backup, shop, file, overwrite=True).code == "backup_is_shop"
        backup(shop, target, overwrite=True)
    assert held(file)["order_version"] == held(target)["order_version"]


def test_too_little_space(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made = tmp_path / "copy.backup"
    with Shop.open(file) as shop:
        backup(shop, made)
        monkeypatch.setattr(
            copies.shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(9, 9, 1 << 20)
        )
        assert refusal(backup, shop, tmp_path / "second.backup").code == "space_short"
    before = file.read_bytes()
    error = refusal(restore, file, made)
    assert (error.code, error.fields["found"]) == ("space_short", 1)
    assert file.read_bytes() == before and beside(file) == [file.name]
    assert not (tmp_path / "second.backup").exists()


def foreign(path: Path) -> None:
    with duckdb.connect(str(path)) as other:
        other.execute("create table orders as select 1 as id")


def text(path: Path) -> None:
    path.write_text("Order ID,Order date\n" * 1000, encoding="utf-8")


def empty(path: Path) -> None:
    path.touch()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path: Path) -> None:
    """One letter of a stored text differs: only a checksum can tell."""
    data = path.read_bytes()
    place = data.index(b"@example.com")
    path.write_bytes(data[:place] + b"%" + data[place + 1 :])


@pytest.mark.parametrize("damage", [foreign, text, empty, cut, flipped])
def test_what_is_no_backup_is_refused_and_nothing_changes(file: Path, tmp_path: Path, damage):
    source = tmp_path / "copy.backup"
    if damage in (cut, flipped):
        shutil.copy(file, source)
    damage(source)
    before, given = file.read_bytes(), source.read_bytes()
    error = refusal(restore, file, source)
    assert (error.code, error.fields["backup"]) == ("backup_not_ours", "copy.backup")
    assert (file.read_bytes(), source.read_bytes()) == (before, given)
    assert beside(file) == [file.name]


def test_missing_newer_and_the_shop_itself(file: Path, tmp_path: Path):
    assert refusal(restore, file, tmp_path / "none.backup").code == "backup_missing"
    assert refusal(restore, file, file).code == "backup_is_shop"
    newer = Path(shutil.copy(file, tmp_path / "newer.backup"))
    with duckdb.connect(str(newer)) as other:
        other.execute("insert into migration values (999)")
    error = refusal(restore, file, newer)
    assert (error.code, error.fields["shop"], error.fields["found"]) == ("shop_newer", "newer.backup", 999)
    assert beside(file) == [file.name]


def test_an_open_shop_is_not_replaced(file: Path, tmp_path: Path):
    with Shop.open(file) as shop:
        made = backup(shop, tmp_path / "copy.backup")
        assert refusal(restore, file, made).code == "shop_in_use"
        assert beside(file) in ([file.name], [file.name, f"{file.name}.wal"])
    assert held(file)["order_version"]


def test_a_damaged_shop_can_be_replaced(file: Path, tmp_path: Path):
    made = Path(shutil.copy(file, tmp_path / "copy.backup"))
    before = held(Path(shutil.copy(file, tmp_path / "look.duckdb")))
    file.write_bytes(b"broken" * 1000)
    (file.parent / f"{file.name}.wal").write_text("left behind")
    kept = restore(file, made)
    assert held(file) == before
    assert kept.read_bytes() == b"broken" * 1000
    assert copies.journal_of(kept).read_text() == "left behind"


def test_restore_where_there_is_no_shop(file: Path, tmp_path: Path):
    target = tmp_path / "new" / "computer.duckdb"
    assert restore(target, file) is None
    assert held(target) == held(file)


def test_disk_without_second_names(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made = Path(shutil.copy(file, tmp_path / "copy.backup"))
    before = file.read_bytes()

    def refuse(*arguments: object) -> None:
        raise OSError("not here")

    monkeypatch.setattr(os, "link", refuse)
    assert restore(file, made).read_bytes() == before


KILLED = """
import os, sys
from pathlib import Path
from retention.shop import backups
whole = {name: getattr(os, name) for name in ("link", "replace")}
def die(name):
    def killed(*arguments, **options):
        if sys.argv[4] == "after":
            whole[name](*arguments, **options)
        os._exit(9)
    return killed
setattr(os, sys.argv[3], die(sys.argv[3]))
backups.restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize(
    ("step", "moment", "is_restored"),
    [
        ("link", "before", False),
        ("link", "after", False),
        ("replace", "before", False),
        ("replace", "after", True),
    ],
)
def test_a_killed_restore_leaves_one_shop_or_the_other(file: Path, tmp_path: Path, step, moment, is_restored):
    with Shop.open(file) as shop:
        made = backup(shop, tmp_path / "copy.backup")
        load(shop, tmp_path, MORE)
    command = [sys.executable, "-c", KILLED, str(file), str(made), step, moment]
    root = Path(migrations.__file__).parents[2]
    assert subprocess.run(command, cwd=root, check=False).returncode == 9
    assert len(held(file)["order_version"]) == (2 if is_restored else 5)
    with Shop.open(file) as shop:
        assert list(shop.temp_folder.iterdir()) == []
    restore(file, made)
    assert len(held(file)["order_version"]) == 2


def test_copies_are_listed_newest_first_and_only_this_shops(tmp_path: Path):
    shop = tmp_path / "Tea.duckdb"
    names = [
        "Tea.before-format-2.duckdb.backup",
        "Tea.saved-2026-11-21-1.duckdb.backup",
        "Tea.before-restore-1.duckdb.backup",
    ]
    for number, name in enumerate(names):
        (tmp_path / name).write_text("x" * number)
        os.utime(tmp_path / name, (1000 + number, 1000 + number))
    for other in (
        "Teapot.before-format-2.duckdb.backup",
        "Tea.duckdb.wal",
        "Tea.mine.duckdb.backup",
        "Tea.duckdb",
    ):
        (tmp_path / other).touch()
    found = listed(shop)
    assert [(copy.path.name, copy.size) for copy in found] == [(names[2], 2), (names[1], 1), (names[0], 0)]
    assert found[-1].occasion == Occasion.FORMAT and found[0].made_at.year == 1970


def test_a_copy_can_be_deleted_with_its_journal(file: Path):
    copies.copy_whole(file, copies.path_of(file, Occasion.RESTORE, "1"))
    (copy,) = listed(file)
    copies.journal_of(copy.path).write_text("changes")
    copies.delete(copy)
    assert beside(file) == [file.name]
