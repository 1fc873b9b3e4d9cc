"""A shop file of the first format: everything loaded is kept, everything derived is made anew."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from retention.ingest import undo_import
from retention.metrics import describe
from retention.shop import Shop, migrations
from retention.shop.statements import statement
from tests.ingest.support import load, numbers, orders, rows

JANUARY = """Order ID,Order date,Email,Customer ID,Order total,Discount,Status,SKU,Product,Quantity,Line total
1,2024-01-05 10:00,anna@example.com,A,30,0,paid,c,cup,1,10
1,2024-01-05 10:00,anna@example.com,A,30,0,paid,t,tea,1,20
2,2024-01-06 11:00,boris@example.com,,20,5,paid,c,cup,2,20
3,2024-01-07 12:00,,,7,0,paid,c,cup,1,7
"""
FEBRUARY = """Order ID,Order date,Email,Customer ID,Order total,Discount,Status,SKU,Product,Quantity,Line total
2,2024-01-06 11:00,boris@example.com,,20,5,cancelled,c,cup,2,20
10,2024-02-06 11:00,anna@example.com,A,12.50,0,paid,t,tea,1,12.50
"""
VERSIONS = """
    insert into order_version by name select * from (values
        (1, 1, '1', true, 11::ubigint, timestamp '2024-01-05 10:00', 1, 2, 30.0, 0.0, 'paid'),
        (1, 3, '2', true, 12, timestamp '2024-01-06 11:00', null, 3, 20.0, 5.0, 'paid'),
        (1, 4, '3', true, 13, timestamp '2024-01-07 12:00', null, null, 7.0, 0.0, 'paid'),
        (2, 1, '2', true, 14, timestamp '2024-01-06 11:00', null, 3, 20.0, 5.0, 'cancelled'),
        (2, 2, '10', true, 15, timestamp '2024-02-06 11:00', 1, 2, 12.5, 0.0, 'paid')
    ) as v (import_id, order_row, order_id, is_numbered, content_hash, wall_at, customer_ref, email_ref, amount,
        discount, status);
    insert into order_line_version values
        (1, 1, 1, 'c', 'cup', null, 1, 10), (1, 1, 2, 't', 'tea', null, 1, 20), (1, 3, 1, 'c', 'cup', null, 2, 20),
        (1, 4, 1, 'c', 'cup', null, 1, 7), (2, 1, 1, 'c', 'cup', null, 2, 20), (2, 2, 1, 't', 'tea', null, 1, 12.5);
    insert into identifier values (1, 'customer_id', 'A', 1), (2, 'email', 'anna@example.com', 1),
        (3, 'email', 'boris@example.com', 1);
    insert into import_journal by name select * from (values
        (1, 'orders', 'a.csv', 'h', 'r1', 4, 4, 0, 0,
            timestamp '2024-01-05 10:00', timestamp '2024-01-07 12:00', '{}'),
        (2, 'orders', 'b.csv', 'i', 'r2', 2, 2, 0, 0,
            timestamp '2024-01-06 11:00', timestamp '2024-02-06 11:00', '{}')
    ) as v (import_id, kind, file_name, file_hash, reading_hash, rows_read, rows_loaded, rows_rejected, rows_duplicate,
        first_at, last_at, report);
    update order_version set is_cancelled = false, refunded_amount = 0;
    update setting set value = '3' where name = 'last_identifier_id';
    update setting set value = '2' where name = 'last_import_id';
"""
COLUMNS = (
    "order_id, ordered_at, amount, discount, refunded, meaning, customer_ref, email_ref, product, import_id"
)


def first_format(path: Path) -> Path:
    """A file as the first version of the program left it, its derived tables out of date."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table migration (number integer not null)")
        connection.execute(statement("migrations/0001_shop"))
        connection.execute("insert into migration values (1)")
        connection.execute(VERSIONS)
    return path


def test_a_shop_of_the_first_format_is_the_same_shop(tmp_path: Path):
    with Shop.open(tmp_path / "new.duckdb") as new:
        load(new, tmp_path, JANUARY)
        load(new, tmp_path, FEBRUARY)
        with Shop.open(first_format(tmp_path / "old.duckdb")) as old:
            assert old.format_version == migrations.newest()
            assert describe(old) == describe(new)
            assert orders(old, COLUMNS) == orders(new, COLUMNS)
            purchases = "select customer_key, purchase_number, amount, first_on from purchase order by all"
            assert rows(old, purchases) == rows(new, purchases) != []
    assert list(tmp_path.glob("old.before-format-*.duckdb.backup"))


def test_a_program_that_ends_before_the_derived_tables_are_made_makes_them_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = first_format(tmp_path / "old.duckdb")

    def killed(cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.close()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "rebuild", killed)
        with pytest.raises(KeyboardInterrupt):
            Shop.open(path)
    with Shop.open(path) as shop:
        assert describe(shop)["purchases"] == 2


def test_a_shop_of_the_first_format_lives_on(tmp_path: Path):
    """The same file again changes nothing, a new one adds to it, and an import of the old format can be undone."""
    with Shop.open(first_format(tmp_path / "old.duckdb")) as shop:
        before = numbers(shop)
        again = load(shop, tmp_path, FEBRUARY)
        assert (again["orders_new"], again["orders_updated"], again["rows_duplicate"]) == (0, 0, 2)
        assert numbers(shop) == before
        undo_import(shop, again["import_id"])
        undo_import(shop, 2)
        assert orders(shop, "order_id, meaning") == [("1", "counted"), ("2", "counted"), ("3", "counted")]


def test_stamps_in_utc_stay_in_utc(tmp_path: Path):
    path = first_format(tmp_path / "old.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("update order_version set utc_at = wall_at, wall_at = null where import_id = 2")
        connection.execute("update setting set value = 'Europe/Moscow' where name = 'time_zone'")
    with Shop.open(path) as shop:
        at = dict(orders(shop, "order_id, ordered_at"))
        assert at["10"] == datetime(2024, 2, 6, 14) and at["1"] == datetime(2024, 1, 5, 10)


def test_purchases_that_sessions_reported_stay_orders(tmp_path: Path):
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table migration (number integer not null)")
        connection.execute(statement("migrations/0001_shop"))
        connection.execute("insert into migration values (1)")
        connection.execute("""
            insert into identifier values (1, 'visitor', 'v', 1);
            insert into import_journal by name select 1 as import_id, 'sessions' as kind, 'v.csv' as file_name,
                'h' as file_hash, 'r' as reading_hash, 1 as rows_read, 1 as rows_loaded, 0 as rows_rejected,
                0 as rows_duplicate, '{}' as report;
            insert into session_version by name select 1 as import_id, 1 as session_row, 'v:1' as session_id,
                1 as visitor_ref, timestamp '2024-01-05 10:00' as wall_at, 'mail' as source, false as has_cart,
                false as has_checkout, true as has_purchase, 1::ubigint as content_hash;
            insert into session_purchase_version by name select 1 as import_id, 'v:1' as session_id,
                'T1' as transaction_id, timestamp '2024-01-05 10:00' as wall_at, 9.5 as amount""")
    with Shop.open(path) as shop:
        assert orders(shop, "order_id, amount, channel, customer_key") == [("T1", Decimal("9.5"), "mail", 1)]
        assert numbers(shop)["purchases"] == 1
