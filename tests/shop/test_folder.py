"""The shops of one folder: names that every system takes, nothing overwritten, nothing left behind."""

import os
import threading
import unicodedata

import pytest

from retention.errors import ImportRefused, ShopError
from retention.ingest import sample
from retention.ingest.sample import load_sample
from retention.shop import Shop
from retention.shop.folder import SAMPLE, create, delete, path_of, rename, shops

ORDERS = "Order ID,Date,Email,Total\n1,2024-01-05,a@example.com,10\n2,2024-02-05,a@example.com,20\n"
VISITS = "session_id,started_at,visitor_id,add_to_cart,purchased\ns1,2024-02-01 10:00,v1,1,0\n"


def refused(name, folder):
    with pytest.raises(ShopError) as error:
        path_of(folder, name)
    return error.value.code


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Tea", "Tea"),
        ("Чайная лавка", "Чайная лавка"),
        ("  Tea   and  coffee ", "Tea and coffee"),
        ("shop-2_b", "shop-2_b"),
        ("2024", "2024"),
        ("Ёж", "Ёж"),
        ("茶", "茶"),
        (unicodedata.normalize("NFD", "Чай"), "Чай"),  # as macOS hands names over
        ("x" * 60, "x" * 60),
        ("console", "console"),  # only begins like a reserved name
    ],
)
def test_names_that_shops_may_have(tmp_path, name, stem):
    assert path_of(tmp_path, name) == tmp_path / f"{stem}.duckdb"
    assert create(tmp_path, name).is_file()
    assert [path.stem for path in shops(tmp_path)] == [stem]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "../x",
        "..",
        ".",
        ".hidden",
        "/etc/x",
        "a/b",
        "a\\b",
        "C:x",
        "a.b",
        "a:b",
        "a*",
        "a?",
        "a|b",
        'a"b',
        "<a>",
        "a\0b",
        "~",
        "-a",
        " -a",
        "$HOME",
        "%TEMP%",
        "x" * 61,
        "con",
        "CON",
        "Nul",
        "com1",
        "LPT9",
        "com¹",
        "😀",
    ],
)
def test_names_that_shops_may_not_have(tmp_path, name):
    assert refused(name, tmp_path) == "shop_name_wrong"
    with pytest.raises(ShopError):
        create(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("twin", ["Tea", "tea", "TEA", " tea "])
def test_names_that_differ_in_case_only_are_the_same(tmp_path, twin):
    create(tmp_path, "Tea")
    assert refused(twin, tmp_path) == "shop_exists"


@pytest.mark.parametrize(
    ("name", "twin"),
    [("Чай", "чАЙ"), ("Чай", unicodedata.normalize("NFD", "чай")), ("Straße", "STRASSE")],
)
def test_names_that_a_file_system_may_mix_up_are_the_same(tmp_path, name, twin):
    create(tmp_path, name)
    assert refused(twin, tmp_path) == "shop_exists"


@pytest.mark.parametrize("name", ["sample", "Sample", "SAMPLE"])
def test_sample_is_no_name_for_the_users_own(tmp_path, name):
    assert refused(name, tmp_path) == "shop_exists"
    own = create(tmp_path, "own")
    with pytest.raises(ShopError):
        rename(own, name)


def test_shops_are_in_order_and_the_sample_is_last(tmp_path):
    for name in ("zoo", "Apple", "tea"):
        create(tmp_path, name)
    for other in ("notes.txt", "old.duckdb.wal", "tea.before-format-2.duckdb.backup", f"{SAMPLE}.duckdb"):
        (tmp_path / other).touch()
    (tmp_path / "folder.duckdb").mkdir()
    assert [path.stem for path in shops(tmp_path)] == ["Apple", "tea", "zoo", SAMPLE]


def test_no_shops_in_a_folder_that_is_not_there(tmp_path):
    assert shops(tmp_path / "nowhere") == []


def test_created_shop_is_empty_private_and_opens(tmp_path):
    path = create(tmp_path / "new" / "folder", "Tea")
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0
    with Shop.open(path, create=False) as shop:
        assert shop.coverage().as_of is None


def belongings(folder, stem):
    """Everything that may lie beside a closed shop."""
    names = (f"{stem}.duckdb.wal", f"{stem}.before-format-2.duckdb.backup")
    for name in names:
        (folder / name).write_text(stem)
    work = folder / ".work" / stem
    work.mkdir(parents=True, exist_ok=True)
    (work / "rows.parquet").write_text(stem)
    return [folder / name for name in names]


def test_rename_takes_everything_along(tmp_path):
    path = create(tmp_path, "Tea")
    before = path.read_bytes()
    belongings(tmp_path, "Tea")
    target = rename(path, "Чай")
    assert target == tmp_path / "Чай.duckdb"
    assert target.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == sorted(
        ["Чай.duckdb", "Чай.duckdb.wal", "Чай.before-format-2.duckdb.backup"]
    )


def test_renamed_shop_keeps_what_it_holds(tmp_path):
    path = create(tmp_path, "Tea")
    with Shop.open(path) as shop:
        version = shop.data_version
        with shop.write() as cursor:
            cursor.execute("insert into setting values ('currency', 'EUR')")
    with Shop.open(rename(path, "Coffee"), create=False) as shop:
        assert shop.setting("currency") == "EUR"
        assert shop.data_version == version + 1


def test_journal_of_a_shop_that_is_gone_does_not_join_the_new_one(tmp_path):
    path = create(tmp_path, "Tea")
    (tmp_path / "Coffee.duckdb.wal").write_text("left behind")
    with Shop.open(rename(path, "Coffee"), create=False) as shop:
        assert shop.data_version == 0


def test_rename_overwrites_nothing(tmp_path):
    tea, coffee = create(tmp_path, "Tea"), create(tmp_path, "Coffee")
    coffee.write_text("coffee")
    for name in ("Coffee", "coffee", "../Coffee"):
        with pytest.raises(ShopError):
            rename(tea, name)
    assert coffee.read_text() == "coffee"
    assert tea.is_file()


def test_delete_leaves_nothing_of_the_shop_and_all_of_the_others(tmp_path):
    tea, teapot = create(tmp_path, "Tea"), create(tmp_path, "Teapot")
    gone, kept = belongings(tmp_path, "Tea"), belongings(tmp_path, "Teapot")
    delete(tea)
    assert [file for file in (tea, *gone, tmp_path / ".work" / "Tea") if file.exists()] == []
    assert all(file.exists() for file in (teapot, *kept, tmp_path / ".work" / "Teapot" / "rows.parquet"))


def test_shop_that_is_gone_is_said_to_be(tmp_path):
    for act in (delete, lambda path: rename(path, "Tea")):
        with pytest.raises(ShopError) as error:
            act(tmp_path / "gone.duckdb")
        assert error.value.code == "shop_missing"


# --- the sample shop ---


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A small sample to load, and the folder of shops."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "orders.csv").write_text(ORDERS, "utf-8")
    (source / "sessions.csv").write_text(VISITS, "utf-8")
    monkeypatch.setattr(sample, "SOURCE", source)
    return tmp_path / "shops"


def purchases(path):
    with Shop.open(path, create=False) as shop, shop.cursor() as cursor:
        return cursor.execute("select count(*) from purchase").fetchall()[0][0]


def test_sample_is_a_shop_of_its_own(small):
    stages = []
    path = load_sample(small, stages.append)
    assert path == small / "sample.duckdb"
    assert purchases(path) == 2
    assert stages.count("load") == 2
    with Shop.open(path) as shop:
        assert shop.setting("is_sample") == "yes"
        assert shop.coverage().has_sessions


def test_sample_that_is_there_is_never_overwritten(small):
    path = load_sample(small)
    path.write_text("changed by the user")
    assert load_sample(small) == path
    assert path.read_text() == "changed by the user"


def test_killed_start_leaves_no_half_sample(small, monkeypatch):
    whole = sample.import_file

    def killed_at_sessions(shop, file, **options):
        if file.name == "sessions.csv":
            raise KeyboardInterrupt
        return whole(shop, file, **options)

    monkeypatch.setattr(sample, "import_file", killed_at_sessions)
    with pytest.raises(KeyboardInterrupt):
        load_sample(small)
    assert shops(small) == []
    monkeypatch.setattr(sample, "import_file", whole)
    assert purchases(load_sample(small)) == 2


def test_what_a_killed_start_left_is_thrown_away(small):
    (small / ".work").mkdir(parents=True)
    for name in ("sample.duckdb", "sample.duckdb.wal"):
        (small / ".work" / name).write_text("half")
    assert purchases(load_sample(small)) == 2


def test_refused_sample_file_leaves_no_sample(small):
    (sample.SOURCE / "orders.csv").write_text("")
    with pytest.raises(ImportRefused):
        load_sample(small)
    assert shops(small) == []


def test_two_windows_that_ask_at_once_get_the_same_sample(small):
    found, failed = [], []

    def ask():
        try:
            found.append(load_sample(small))
        except BaseException as error:  # what happens in a thread would else be lost
            failed.append(error)

    windows = [threading.Thread(target=ask) for _ in range(3)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert failed == []
    assert found == [small / "sample.duckdb"] * 3
    assert purchases(found[0]) == 2


def test_missing_sample_files_are_said_to_be(small, monkeypatch, tmp_path):
    monkeypatch.setattr(sample, "SOURCE", tmp_path / "nowhere")
    with pytest.raises(ShopError) as error:
        load_sample(small)
    assert error.value.code == "shop_missing"
