"""Shops of any size, straight into their tables: the same shop for the same size and seed."""

from __future__ import annotations

from pathlib import Path

import duckdb

from benchmarks.files import ORDERS_PER_CUSTOMER, SEED
from retention.shop import Shop
from retention.shop.marts import rebuild

TABLES = Path(__file__).with_name("large_shop.sql")


def write(folder: Path, orders: int, seed: int = SEED) -> Path:
    """The shop file; derived tables are filled by the product itself."""
    file = folder / f"shop_{orders}.duckdb"
    file.unlink(missing_ok=True)
    with Shop.open(file) as shop, shop.write() as cursor:
        customers = max(1, round(orders / ORDERS_PER_CUSTOMER))
        for name, value in (("orders", orders), ("customers", customers), ("seed", seed)):
            cursor.execute(f"set variable {name} = {int(value)}")
        cursor.execute(TABLES.read_text(encoding="utf-8"))
    with (
        Shop.open(file) as shop,
        shop.write() as cursor,
    ):  # opened anew: the memory goes by the size of the file
        rebuild(cursor)
    return file


def write_plain(shop_file: Path) -> Path:
    """The same purchases as one table `orders` of raw texts, as naive SQL and pandas would have them."""
    file = shop_file.with_name(shop_file.stem + "_plain.duckdb")
    file.unlink(missing_ok=True)
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"attach '{shop_file}' as shop (read_only)")
        connection.execute("""
            create table orders as
            select number.order_id, orders.ordered_at, customer.email, orders.amount, traits.channel
            from shop.current_order as orders
            inner join shop.order_number as number on orders.order_key = number.order_key
            inner join shop.order_traits as traits on orders.traits_ref = traits.traits_ref
            inner join shop.customer as customer on orders.customer_key = customer.customer_key
            where orders.purchase_number is not null
            order by hash(orders.order_key)""")
    return file
