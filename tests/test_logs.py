"""The log beside the shop: bounded, for the owner only, about files and never about people."""

import logging
import os
import re

import pytest

from retention import logs
from retention.cli import main

PEOPLE = ("anna", "kalnina", "9991234567", "123-45-67", "example.com", "boris")
GOOD = (
    "Order ID,Date,Email,Phone,Name,Total\n1,2024-01-05,anna@example.com,+7 999 123-45-67,Anna Kalnina,10\n"
)
FAILING = {
    "no table": "anna@example.com +7 999 123-45-67",
    "no dates": GOOD.replace("2024-01-05", "Anna Kalnina anna@example.com"),
    "bad rows": GOOD + "2,boris@example.com,boris@example.com,Boris,x,Boris Kalnina\n",
    "no columns": "a,b\nanna@example.com,79991234567\nboris@example.org,1\n",
    "ambiguous": GOOD.replace("2024-01-05", "01/02/2024"),
}


@pytest.fixture(autouse=True)
def own_log():
    """The process's log and file rights as they were afterwards, and files closed."""
    mask = os.umask(0o077)
    log = logging.getLogger(logs.NAME)
    kept, level, told = log.handlers[:], log.level, log.propagate
    log.handlers[:] = []
    yield log
    for handler in log.handlers:
        handler.close()
    log.handlers[:], log.level, log.propagate = kept, level, told
    os.umask(mask)


@pytest.fixture
def open_mask(own_log):
    """Files are born readable by all, as on most computers."""
    os.umask(0o022)


def lines(folder):
    return (folder / logs.FILE).read_text("utf-8").splitlines()


def test_line_has_time_level_and_text(tmp_path):
    logs.start(tmp_path).info("import %s", 1)
    assert len(lines(tmp_path)) == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO import 1", lines(tmp_path)[0])


def test_second_start_changes_nothing(tmp_path, own_log):
    assert logs.start(tmp_path) is logs.start(tmp_path) is own_log
    own_log.info("once")
    assert len(lines(tmp_path)) == 1


def test_other_folder_gets_lines_of_its_own(tmp_path, own_log):
    logs.start(tmp_path / "a").info("first")
    logs.start(tmp_path / "b").info("second")
    assert [line.split()[-1] for line in lines(tmp_path / "a")] == ["first"]
    assert [line.split()[-1] for line in lines(tmp_path / "b")] == ["second"]


def test_relative_and_whole_path_are_one_folder(tmp_path, monkeypatch, own_log):
    monkeypatch.chdir(tmp_path)
    logs.start(tmp_path / "a")
    logs.start((tmp_path / "a").relative_to(tmp_path))
    assert len([handler for handler in own_log.handlers if isinstance(handler, logging.FileHandler)]) == 1


def test_debug_is_left_out_and_nothing_goes_further(tmp_path, own_log, capsys):
    logs.start(tmp_path).debug("detail")
    own_log.warning("warned")
    assert [line.split()[-1] for line in lines(tmp_path)] == ["warned"]
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(os.name != "posix", reason="rights of the profile folder protect it")
@pytest.mark.usefixtures("open_mask")
def test_log_is_the_owners_only_also_after_a_rotation(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "LONGEST", 500)
    log = logs.start(tmp_path / "new")
    for number in range(100):
        log.info("line %s", number)
    files = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert files == ["retention.log", "retention.log.1", "retention.log.2", "retention.log.3"]
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "new").iterdir()} == {0o600}
    assert all(path.stat().st_size <= 500 for path in (tmp_path / "new").iterdir())
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name != "posix", reason="rights of the profile folder protect it")
@pytest.mark.usefixtures("open_mask")
def test_open_log_of_an_older_version_is_closed_to_others(tmp_path):
    (tmp_path / logs.FILE).write_text("old\n")
    assert (tmp_path / logs.FILE).stat().st_mode & 0o777 == 0o644
    logs.start(tmp_path)
    assert (tmp_path / logs.FILE).stat().st_mode & 0o777 == 0o600


def about_people(folder):
    text = "\n".join(path.read_text("utf-8") for path in folder.glob(f"{logs.FILE}*")).lower()
    return [word for word in PEOPLE if word in text]


def test_import_names_counts_and_no_people(tmp_path, capsys):
    file = tmp_path / "orders.csv"
    file.write_text(GOOD, "utf-8")
    assert main(["--shop", str(tmp_path / "s" / "shop.duckdb"), "import", str(file)]) == 0
    assert re.search(r"INFO import 1: 1 rows in [\d.]+ s$", lines(tmp_path / "s")[0])
    assert about_people(tmp_path / "s") == []


@pytest.mark.parametrize("text", FAILING.values(), ids=FAILING)
def test_failed_import_names_no_people(tmp_path, capsys, text):
    file = tmp_path / "orders.csv"
    file.write_text(text, "utf-8")
    code = main(["--shop", str(tmp_path / "s" / "shop.duckdb"), "import", str(file)])
    assert "Traceback" not in capsys.readouterr().err
    expected = r"INFO import refused: [a-z_]+$" if code else r"INFO import \d+: "
    assert re.search(expected, lines(tmp_path / "s")[0])
    assert about_people(tmp_path / "s") == []


def test_some_of_the_failing_files_do_fail(tmp_path):
    for name in ("no table", "no dates", "ambiguous"):
        file = tmp_path / "orders.csv"
        file.write_text(FAILING[name], "utf-8")
        assert main(["--shop", str(tmp_path / name / "shop.duckdb"), "import", str(file)]) == 1


def test_other_commands_and_lists_write_no_people(tmp_path, capsys):
    file = tmp_path / "orders.csv"
    file.write_text(GOOD, "utf-8")
    shop = str(tmp_path / "s" / "shop.duckdb")
    assert main(["--shop", shop, "import", str(file)]) == 0
    for command in (
        ["list", "win_back"],
        ["metric", "customers"],
        ["metric", "churn", "--where", "country=Anna"],
    ):
        assert main(["--shop", shop, *command]) == 0
    assert about_people(tmp_path / "s") == []
    assert "anna@example.com" not in capsys.readouterr().err
