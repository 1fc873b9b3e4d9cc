"""Threads read while one writes, and nothing that reaches a connection can reach beyond it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from retention.shop import Shop
from tests.ingest.support import GOOD, load

WRITES = 60


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """An empty shop."""
    with Shop.open(tmp_path / "shop" / "shop.duckdb") as opened:
        yield opened


def test_readers_see_whole_writes_only(shop: Shop):
    """Each write adds a pair of words; no reader ever sees an odd number, or fewer than before."""
    done, wrong = threading.Event(), []

    def read() -> None:
        last = 0
        while not done.is_set():
            with shop.cursor() as cursor:
                words, versions = cursor.execute("""
                    select count(*), (select cast(value as int) from setting where name = 'data_version')
                    from status_meaning""").fetchall()[0]
            if words % 2 or words < last or words != 2 * versions:
                wrong.append((last, words, versions))
            last = words

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(WRITES):
        with shop.write() as cursor:
            for word in (f"a{number}", f"b{number}"):
                cursor.execute("insert into status_meaning values ($word, 'counted')", {"word": word})
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert shop.data_version == WRITES


def test_writers_follow_one_another(shop: Shop):
    """Every writer reads a number and writes the next one: none is lost."""

    def count() -> None:
        for _ in range(10):
            with shop.write() as cursor:
                held = int(
                    cursor.execute("select value from setting where name = 'last_import_id'").fetchall()[0][0]
                )
                values = {"next": str(held + 1)}
                cursor.execute("update setting set value = $next where name = 'last_import_id'", values)

    writers = [threading.Thread(target=count) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (shop.setting("last_import_id"), shop.data_version) == ("40", 40)


def test_a_write_that_fails_leaves_nothing(shop: Shop):
    before = shop.data_version
    with pytest.raises(ZeroDivisionError), shop.write() as cursor:
        cursor.execute("insert into status_meaning values ('w', 'counted')")
        raise ZeroDivisionError
    with shop.cursor() as cursor:
        assert cursor.execute("select count(*) from status_meaning").fetchall() == [(0,)]
    assert shop.data_version == before
    with shop.write() as cursor:
        cursor.execute("insert into status_meaning values ('w', 'counted')")
    assert shop.data_version == before + 1


REACHING = [
    "select * from read_csv('{secret}')",
    "select * from read_text('{secret}')",
    "select * from read_blob('{secret}')",
    "select * from '{secret}'",
    "select * from glob('{folder}/*')",
    "copy (select 1) to '{folder}/leak.csv'",
    "copy status_meaning from '{secret}'",
    "export database '{folder}/leak'",
    "attach '{folder}/leak.duckdb'",
    "attach '{folder}/leak.db' (type sqlite)",
    "install httpfs",
    "load httpfs",
    "load '{folder}/some.duckdb_extension'",
    "select * from read_csv('https://example.com/orders.csv')",
    "create persistent secret s (type s3)",
    "set enable_external_access = true",
    "set allowed_directories = ['/']",
    "set lock_configuration = false",
    "set autoinstall_known_extensions = true",
    "set temp_directory = '{folder}'",
    "pragma memory_limit = '99GB'",
]


@pytest.mark.parametrize("sql", REACHING)
def test_no_statement_reaches_other_files_or_the_network(shop: Shop, tmp_path: Path, sql: str):
    secret = tmp_path / "secret.csv"
    secret.write_text("word,meaning\nsecret,counted\n", encoding="utf-8")
    statement = sql.format(secret=secret.as_posix(), folder=tmp_path.as_posix())
    with shop.cursor() as cursor, pytest.raises(duckdb.Error) as caught:
        cursor.execute(statement).fetchall()
    words = str(caught.value).lower()
    assert any(word in words for word in ("disabled", "locked", "permission", "cannot access")), words
    assert {path.name for path in tmp_path.iterdir()} == {"shop", "secret.csv"}


def test_the_same_statements_work_where_they_may(tmp_path: Path):
    """The guard's own proof: an unguarded connection reads the file that a shop's connection cannot."""
    secret = tmp_path / "secret.csv"
    secret.write_text("word,meaning\nsecret,counted\n", encoding="utf-8")
    with duckdb.connect() as free:
        assert free.execute(REACHING[0].format(secret=secret.as_posix())).fetchall() == [
            ("secret", "counted")
        ]


def test_the_work_folder_may_be_read(shop: Shop, tmp_path: Path):
    """There the loader finds what the reading child left."""
    path = shop.temp_folder / "parquet.csv"
    path.write_text("a\n1\n", encoding="utf-8")
    with shop.cursor() as cursor:
        assert cursor.execute("select a from read_csv($path)", {"path": str(path)}).fetchall() == [(1,)]


@pytest.mark.parametrize("name", ["it's «mine»", "a [b] c", "100 %"])
def test_any_folder_name(tmp_path: Path, name: str):
    with Shop.open(tmp_path / name / f"{name}.duckdb") as shop:
        assert load(shop, tmp_path, GOOD)["rows_loaded"] == 2
