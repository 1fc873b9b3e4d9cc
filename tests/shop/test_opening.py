"""One file, one process: who may open it, what is not ours, what is newer or older, and who may read it."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from retention.errors import ShopError
from retention.ingest import sample
from retention.metrics import describe
from retention.shop import Shop, migrations, opening, private
from retention.shop.folder import SAMPLE
from retention.shop.settings import change
from tests.ingest.support import GOOD, load

posix = pytest.mark.skipif(os.name != "posix", reason="rights of files are a POSIX matter")
HOLD = """
import sys
from retention.shop import Shop
with Shop.open(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


def refused(path: Path, *, create: bool = True) -> ShopError:
    """The error that refuses to open the file."""
    with pytest.raises(ShopError) as caught:
        Shop.open(path, create=create)
    assert "{" not in caught.value.sentence and path.name in caught.value.sentence
    return caught.value


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed shop with two orders."""
    path = tmp_path / "shop.duckdb"
    with Shop.open(path) as shop:
        load(shop, tmp_path, GOOD)
    return path


def test_the_database_draws_nothing_between_the_answers(file: Path):
    """A migration of a large shop takes seconds, and a bar on stdout would stand in the table that was asked for."""
    connection = opening.connect(file, create=False)
    assert connection.execute("select current_setting('enable_progress_bar')").fetchall() == [(False,)]
    connection.close()


@pytest.mark.parametrize(
    ("lean", "times", "limit"),
    [(False, 4, "953.6 MiB"), (True, 4, "381.4 MiB"), (True, 1000, "1000 files"), (False, 10**9, "own")],
)
def test_memory_goes_by_the_size_of_the_shop(file: Path, monkeypatch, lean, times, limit):
    """A small shop is content with little; a large one gets more, never more than the database would take itself."""
    monkeypatch.setattr(opening, "TIMES_FILE", times)
    with duckdb.connect() as plain:
        own = plain.execute("select current_setting('memory_limit')").fetchall()[0][0]
    connection = opening.connect(file, create=False, lean=lean)
    [[found]] = connection.execute("select current_setting('memory_limit')").fetchall()
    connection.close()
    files = f"{file.stat().st_size * times / opening.UNITS['GiB']:.1f} GiB"
    assert found == {"1000 files": files, "own": own}.get(limit, limit)


def test_a_second_process_is_told_who_has_the_shop(file: Path):
    before = file.read_bytes()
    command = [sys.executable, "-c", HOLD, str(file)]
    root = Path(migrations.__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as holder:
        assert holder.stdout.readline() == "open\n"
        error = refused(file)
        assert (error.code, error.fields["found"]) == ("shop_in_use", f"process {holder.pid}")
        holder.stdin.close()
        holder.wait()
    assert file.read_bytes() == before
    with Shop.open(file) as shop:
        assert describe(shop)["purchases"] == 2


def test_the_same_process_cannot_open_it_twice(file: Path):
    """It would empty the folder of the first one's running import."""
    with Shop.open(file) as shop:
        running = shop.temp_folder / "import-1"
        running.mkdir()
        error = refused(file)
        assert error.code == "shop_in_use" and str(os.getpid()) in error.fields["found"]
        assert running.is_dir() and describe(shop)["purchases"] == 2
    with Shop.open(file) as shop:
        assert list(shop.temp_folder.iterdir()) == []


def test_a_large_sort_may_go_to_the_disk_from_the_first_query(file: Path):
    """The database makes only the last folder of the path by itself: a sort beyond the memory failed without."""
    with Shop.open(file) as shop:
        with shop.cursor() as cursor:
            [[folder]] = cursor.execute("select current_setting('temp_directory')").fetchall()
        spill = Path(folder)
        assert spill.parent.is_dir() and not spill.exists()


def test_missing(tmp_path: Path):
    path = tmp_path / "folder" / "shop.duckdb"
    assert refused(path, create=False).code == "shop_missing"
    assert not path.parent.exists()


def foreign_database(path: Path) -> None:
    with duckdb.connect(str(path)) as other:
        other.execute("create table orders as select 1 as id")


def foreign_database_with_migrations(path: Path) -> None:
    with duckdb.connect(str(path)) as other:
        other.execute("create table migration (name text); create table setting (name text, value text)")


def foreign_database_with_numbered_migrations(path: Path) -> None:
    with duckdb.connect(str(path)) as other:
        other.execute("create table migration as select 1 as number")


def text_file(path: Path) -> None:
    path.write_text("Order ID,Order date\n" * 1000, encoding="utf-8")


def cut_shop(path: Path) -> None:
    Shop.open(path).close()
    path.write_bytes(path.read_bytes()[:5000])


def sqlite_database(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("create table orders (id)")
    other.close()


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    "make",
    [
        foreign_database, foreign_database_with_migrations, foreign_database_with_numbered_migrations, text_file,
        cut_shop, sqlite_database, folder,
    ],
)  # fmt: skip
def test_what_is_no_shop_is_refused_untouched(tmp_path: Path, make):
    """Also where the path holds the word “lock”: DuckDB's messages hold the path."""
    path = tmp_path / "locked blocks" / "shop.duckdb"
    path.parent.mkdir()
    make(path)
    before = None if path.is_dir() else path.read_bytes()
    assert refused(path).code == "shop_not_ours"
    assert path.is_dir() or path.read_bytes() == before
    left = {child.name for child in path.parent.iterdir()} - {".work"}  # from when the cut shop was whole
    assert left == {"shop.duckdb"}


def test_a_newer_shop_is_refused_untouched(file: Path):
    newer = migrations.newest() + 1
    with duckdb.connect(str(file)) as other:
        other.execute("insert into migration values ($number)", {"number": newer})
    before = file.read_bytes()
    error = refused(file)
    assert (error.code, error.fields["found"], error.fields["known"]) == ("shop_newer", newer, newer - 1)
    assert file.read_bytes() == before


def next_version(monkeypatch: pytest.MonkeyPatch, sql: str) -> int:
    """The program as it will be with one more migration; its number."""
    known, statement = migrations.known(), migrations.statement
    number = known[-1][0] + 1
    monkeypatch.setattr(migrations, "known", lambda: [*known, (number, "migrations/next")])
    monkeypatch.setattr(
        migrations, "statement", lambda name: sql if name == "migrations/next" else statement(name)
    )
    return number


def test_an_older_shop_is_copied_and_then_migrated(file: Path, monkeypatch: pytest.MonkeyPatch):
    before = file.read_bytes()
    number = next_version(monkeypatch, "create table next_table as select 42 as answer")
    with Shop.open(file) as shop:
        assert shop.format_version == number
        assert describe(shop)["purchases"] == 2
        with shop.cursor() as cursor:
            assert cursor.execute("select answer from next_table").fetchall() == [(42,)]
    backups = [path for path in file.parent.iterdir() if "before-format" in path.name]
    assert [path.read_bytes() for path in backups] == [before]
    assert str(number) in backups[0].name
    if os.name == "posix":
        assert stat.S_IMODE(backups[0].stat().st_mode) == 0o600
    with Shop.open(file):  # up to date: no second copy
        assert len([path for path in file.parent.iterdir() if "before-format" in path.name]) == 1


def test_a_new_shop_gets_all_migrations_without_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    number = next_version(monkeypatch, "create table next_table as select 42 as answer")
    with Shop.open(tmp_path / "shop.duckdb") as shop:
        assert shop.format_version == number
    assert not [path for path in tmp_path.iterdir() if "before-format" in path.name]


def test_a_migration_that_fails_leaves_the_older_shop(file: Path, monkeypatch: pytest.MonkeyPatch):
    version = migrations.newest()
    with monkeypatch.context() as patched:
        next_version(patched, "create table next_table as select 1 as one; select * from no_such_table")
        with pytest.raises(duckdb.Error):
            Shop.open(file)
    with Shop.open(file) as shop:
        assert shop.format_version == version
        assert describe(shop)["purchases"] == 2


def rights(path: Path) -> dict[str, int]:
    """The rights of everything below, by name."""
    return {child.name: stat.S_IMODE(child.stat().st_mode) for child in [path, *path.rglob("*")]}


@posix
def test_only_the_owner_may_read(tmp_path: Path):
    """The shop, its journal and its folders, also those above it that were made, under an open mask."""
    mask = os.umask(0o022)
    try:
        top = tmp_path / "data"
        with Shop.open(top / "mine" / "shop.duckdb") as shop:
            for number in (1, 2):
                with shop.write() as cursor:
                    cursor.execute(
                        "insert into status_meaning values ($word, 'counted')", {"word": f"w{number}"}
                    )
                assert shop.temp_folder.is_relative_to(top)
                found = rights(top)
                assert found.pop("shop.duckdb.wal") == 0o600, number
                assert found.pop("shop.duckdb") == 0o600
                assert set(found) >= {"data", "mine", ".work", "shop"} and set(found.values()) == {0o700}
                with shop.cursor() as cursor:
                    cursor.execute("checkpoint")  # the journal goes and is born again
        assert os.umask(0o022) == 0o022  # the process keeps its own mask
    finally:
        os.umask(mask)


@posix
def test_files_that_were_open_to_all_are_closed(file: Path):
    file.chmod(0o644)
    Shop.open(file).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_shops_of_one_folder_do_not_share_their_work(tmp_path: Path):
    folders = {private.temp_folder(tmp_path / name) for name in ("a.duckdb", "b.duckdb", "a.db", "a")}
    assert len(folders) == 3  # “a” and “a.duckdb” cannot be told apart by users either
    with Shop.open(tmp_path / "a.duckdb") as first:
        (first.temp_folder / "import-1").mkdir()
        Shop.open(tmp_path / "a.db").close()
        assert (first.temp_folder / "import-1").is_dir()


def test_a_sample_whose_making_was_killed_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The journal of the killed one must not be replayed into the new file."""
    (tmp_path / "orders.csv").write_text(GOOD, encoding="utf-8")
    visits = "session_id,visitor_id,started_at,cart\ns1,v1,2024-01-05 10:00,1\n"
    (tmp_path / "sessions.csv").write_text(visits, encoding="utf-8")
    monkeypatch.setattr(sample, "SOURCE", tmp_path)
    work = private.folder(tmp_path / ".work")
    with duckdb.connect(str(work / "other.duckdb")) as other:
        other.execute("create table leftover as select 1 as one")
        shutil.copy(work / "other.duckdb.wal", work / f"{SAMPLE}.duckdb.wal")
    with Shop.open(sample.load_sample(tmp_path)) as shop:
        assert (describe(shop)["purchases"], describe(shop)["sessions"]) == (2, 1)
        assert shop.setting("is_sample") == "yes"


def test_settings_are_read_once_and_again_after_each_change(file: Path, monkeypatch):
    """A page asks a dozen times; a change is seen at once, one that is rolled back is not, nor what a caller does."""
    with Shop.open(file) as shop:
        asked = []
        read = shop.records
        monkeypatch.setattr(shop, "records", lambda name, *rest: asked.append(name) or read(name, *rest))
        before = shop.data_version
        shop.settings()["time_zone"] = "Mars"
        assert (shop.setting("time_zone"), asked) == ("UTC", ["shop/settings"])
        change(shop, "currency", "EUR")
        assert (shop.setting("currency"), shop.data_version) == ("EUR", before + 1)
        with pytest.raises(ZeroDivisionError), shop.write() as cursor:
            cursor.execute("update setting set value = 'GBP' where name = 'currency'")
            assert shop.setting("currency") == "EUR"
            raise ZeroDivisionError
        assert (shop.setting("currency"), asked) == ("EUR", ["shop/settings"] * 2)
