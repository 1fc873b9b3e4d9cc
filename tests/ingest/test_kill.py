"""An import killed at any moment leaves all of it or nothing, and no litter."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from retention.errors import ImportRefused
from retention.ingest import import_file, reader
from retention.shop import Shop
from retention.shop.marts import rebuild
from tests.ingest.support import DEEP, GOOD, HEADER, SEED, dump, load, numbers, rows, state, written

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is a word of POSIX systems")

ORDERS = 40_000
KILLS = 20 if DEEP else 3
PROGRAM = """
import sys
from retention.ingest import import_file
from retention.shop import Shop
with Shop.open(sys.argv[1]) as shop:
    import_file(shop, sys.argv[2], on_progress=lambda stage: print(stage, flush=True))
    print("done", flush=True)
"""


def started(shop: Path, source: Path) -> subprocess.Popen:
    """A process of its own that imports the file."""
    command = [sys.executable, "-c", PROGRAM, str(shop), str(source)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=reader.ROOT)


def stages(process: subprocess.Popen) -> dict[str, float]:
    """When each stage began, in seconds since the first."""
    begun = {line.strip(): time.perf_counter() for line in process.stdout}
    return {stage: at - begun["unpack"] for stage, at in begun.items()}


@pytest.fixture(scope="module")
def killable(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """A shop with a small import, a file of 40,000 orders, what the shop is with and without it, and the timing."""
    folder = tmp_path_factory.mktemp("kill")
    lines = (
        f"{n},2024-{n % 12 + 1:02d}-05 10:00,u{n % 9000}@x.ru,{n % 90 + 1}.50\n"
        for n in range(10, ORDERS + 10)
    )
    source = written(folder, f"{HEADER}\n" + "".join(lines), "many.csv")
    with Shop.open(folder / "base.duckdb") as shop:
        load(shop, folder, GOOD)
        without = (numbers(shop), shop.data_version)
    shutil.copy(folder / "base.duckdb", folder / "full.duckdb")
    process = started(folder / "full.duckdb", source)
    timing = stages(process)
    assert process.wait() == 0
    with Shop.open(folder / "full.duckdb") as shop:
        full = (numbers(shop), shop.data_version)
    return {"folder": folder, "source": source, "without": without, "full": full, "timing": timing}


def moments(timing: dict[str, float]) -> list[float]:
    """Seeded moments over the whole run: the share of each stage is cut evenly."""
    rng = random.Random(SEED)
    whole = timing["done"] * 1.02
    return [whole * (number + rng.random()) / KILLS for number in range(KILLS)]


def readers_of(folder: Path) -> list[str]:
    """Command lines of running readers that work in this folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if "retention.ingest.child" in words and str(folder) in words:
            found.append(words)
    return found


def assert_whole_or_nothing(shop: Shop, killable: dict) -> bool:
    """Journal, versions, marts and settings belong together; whether the import is there."""
    ids = [row["import_id"] for row in shop.records("shop/journal")]
    there = ids == [1, 2]
    assert there or ids == [1]
    assert (numbers(shop), shop.data_version) == killable["full" if there else "without"]
    held = rows(shop, "select import_id, count(*) from order_version group by import_id order by import_id")
    assert held == ([(1, 2), (2, ORDERS)] if there else [(1, 2)])
    before = dump(shop)
    with shop.write() as cursor:
        rebuild(cursor)
    assert dump(shop) == before
    return there


@pytest.mark.parametrize("number", range(KILLS))
def test_kill_of_the_importing_process(killable: dict, number: int):
    folder = killable["folder"] / f"kill-{number}"
    folder.mkdir()
    file = folder / "shop.duckdb"
    shutil.copy(killable["folder"] / "base.duckdb", file)
    process = started(file, killable["source"])
    assert process.stdout.readline().strip() == "unpack"
    time.sleep(moments(killable["timing"])[number])
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with Shop.open(file) as shop:
        there = assert_whole_or_nothing(shop, killable)
        deadline = time.perf_counter() + 10
        while readers_of(folder) and time.perf_counter() < deadline:
            time.sleep(0.05)
        assert readers_of(folder) == []  # the reader ends with the process that started it
        assert list(shop.temp_folder.iterdir()) == []
        if not there:
            report = import_file(shop, killable["source"])
            assert (report["orders_new"], numbers(shop)) == (ORDERS, killable["full"][0])


def test_kill_of_the_reader_alone(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killable: dict
):
    """`reader_failed`, nothing changed, and the next import works."""
    load(shop, tmp_path, GOOD)
    before = state(shop)
    children = []

    class Watched(subprocess.Popen):
        def __init__(self, *given, **more):
            super().__init__(*given, **more)
            children.append(self)

    monkeypatch.setattr(reader.subprocess, "Popen", Watched)

    def kill_at(stage: str) -> None:
        if stage == "read":
            children[-1].send_signal(signal.SIGKILL)

    with pytest.raises(ImportRefused) as caught:
        import_file(shop, killable["source"], on_progress=kill_at)
    assert (caught.value.code, caught.value.fields["found"]) == ("reader_failed", "exit code -9")
    assert state(shop) == before
    assert load(shop, tmp_path, GOOD.replace("\n1,", "\n3,"))["orders_new"] == 1


def test_a_reader_that_hangs_is_ended(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reader, "LEAST_SECONDS", 0.05)
    before = state(shop)
    with pytest.raises(ImportRefused) as caught:
        load(shop, tmp_path, GOOD)
    assert caught.value.code == "reader_failed"
    assert state(shop) == before


def test_an_interrupted_import_leaves_no_reader(shop: Shop, tmp_path: Path, killable: dict):
    """The user closes the page: an exception out of the progress callback ends the reader too."""

    class Stop(Exception):
        pass

    def stop(stage: str) -> None:
        if stage == "read":
            raise Stop

    before = state(shop)
    with pytest.raises(Stop):
        import_file(shop, killable["source"], on_progress=stop)
    assert readers_of(shop.temp_folder) == []
    assert state(shop) == before


def test_a_reader_whose_parent_is_gone_ends_at_once(tmp_path: Path, killable: dict):
    """Its stdin closes: no answer, exit code 1, though the file would be read."""
    command = [sys.executable, "-m", "retention.ingest.child", str(killable["source"]), str(tmp_path), "{}"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": reader.ROOT}
    with subprocess.Popen(command, **pipes) as child:
        assert "unpack" in child.stdout.readline()
        child.stdin.close()
        assert "reading" not in child.stdout.read()
    assert child.returncode == 1
    with subprocess.Popen(command, **pipes) as child:
        assert '{"reading": ' in child.stdout.read()
        child.wait()
    assert child.returncode == 0


def test_words_on_stdout_that_are_no_message_are_passed_over(monkeypatch: pytest.MonkeyPatch):
    """A line cut short by a crash must not become a traceback."""

    class Child:
        stdout = ('{"stage": "read"}\n', '{"stag', "Killed\n")

    heard: list[str] = []
    assert reader._listen(Child(), heard.append) == {}
    assert heard == ["read"]


def test_two_imports_at_once_follow_one_another(shop: Shop, tmp_path: Path):
    """Two threads, two files with one order in common: nothing lost, nothing doubled."""
    parts = [GOOD, GOOD.replace("\n1,", "\n3,")]
    failed: list[BaseException] = []

    def work(number: int) -> None:
        folder = tmp_path / str(number)
        folder.mkdir()
        try:
            load(shop, folder, parts[number])
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert rows(shop, "select order_id from named_order order by 1") == [("1",), ("2",), ("3",)]
    assert [row["import_id"] for row in shop.records("shop/journal")] == [1, 2]


def test_a_reader_that_breaks_names_the_error_but_not_its_text(tmp_path: Path):
    errors = tmp_path / "stderr.txt"
    errors.write_text("Traceback …\n_duckdb.BinderException: no anna@example.com\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as caught:
        reader._reading({}, 1, "orders.csv", errors)
    assert caught.value.fields["found"] == "exit code 1, _duckdb.BinderException"
    errors.write_text("Anna Petrova, anna@example.com", encoding="utf-8")
    with pytest.raises(ImportRefused) as caught:
        reader._reading({}, 1, "orders.csv", errors)
    assert caught.value.fields["found"] == "exit code 1"
