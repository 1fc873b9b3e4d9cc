"""Large order exports, the same bytes for the same size and seed: every value is derived from its row's number."""

from __future__ import annotations

from pathlib import Path

import duckdb

SEED = 20240105
ORDERS_PER_CUSTOMER = 40 / 11
"""One million orders have 275,000 customers."""
LINES = 2.5
"""Item rows an order has, on average."""

ORDERS = """
    select
        printf('SO-%010d', number) as "Order ID",
        strftime(timestamp '2022-01-01' + to_seconds(number * 94608000 // $orders + hash(number, 1, $seed) % 3600),
            '%Y-%m-%d %H:%M:%S') as "Order date",
        printf('customer.%09d@mail.example.com', cast(hash(number, 2, $seed) % $customers as bigint)) as "Email",
        printf('%.2f', (100 + hash(number, 3, $seed) % 1000000) / 100) as "Order total",
    from range(1, $orders + 1) as made (number)"""
"""One row an order, about 80 bytes."""

ITEMS = """
    select
        orders."Order ID", orders."Order date", orders."Email",
        substr(orders."Email", 10, 9) as "Customer ID", '+7900' || substr(orders."Email", 12, 7) as "Phone",
        ['paid', 'paid', 'paid', 'shipped', 'pending', 'refunded', 'cancelled'][
            cast(1 + hash(number, 4, $seed) % 7 as integer)] as "Status",
        printf('sku-%05d', cast(hash(number, line, $seed) % 20000 as bigint)) as "SKU",
        printf('Product %05d', cast(hash(number, line, $seed) % 20000 as bigint)) as "Product",
        printf('Category %02d', cast(hash(number, line, $seed) % 20 as bigint)) as "Category",
        1 + hash(line, number, $seed) % 3 as "Quantity",
        printf('%.2f', (100 + hash(number, line, 5, $seed) % 10000) / 100) as "Price",
    from (select *, cast(substr("Order ID", 4) as bigint) as number from ({orders})) as orders
    cross join range(1, 5) as lines (line)
    where line <= 1 + hash(number, 6, $seed) % 4"""
"""One row an item: three identifiers, a status word, one to four items an order."""


def write(target: Path, rows: int, *, items: bool = False, seed: int = SEED) -> Path:
    """Writes a file of about so many rows, and returns its path."""
    orders = round(rows / LINES) if items else rows
    values = {"orders": orders, "customers": max(1, round(orders / ORDERS_PER_CUSTOMER)), "seed": seed}
    sql = ITEMS.replace("{orders}", ORDERS) if items else ORDERS
    for name, value in values.items():  # copy takes no parameters
        sql = sql.replace(f"${name}", str(value))
    quoted = str(target).replace("'", "''")
    with duckdb.connect() as cursor:
        cursor.execute(f"copy ({sql}) to '{quoted}' (format csv, header)")
    return target
