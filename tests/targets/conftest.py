"""A hand-made shop: six customers of 2024, four of them gone, contacts with traps."""

import pytest

from retention.ingest import import_file
from retention.shop import Shop

HEADER = (
    "Order ID,Order date,Customer ID,Email,Phone,Name,City,Order total,Discount,Refunded amount,Category\n"
)
# The data cover 366 days, so the churn window without enough gaps is 180 days:
# Boris (4 July, 180 days before the end) has just churned, Clara (5 July, 179 days) has not.
ORDERS = (
    HEADER
    + """\
1,2024-01-01 09:05,,,8 999 123-45-67,Дмитрий Орлов,Москва,100.00,0,0,
2,2024-01-10 10:15,501,Anna@Example.com ,,Anna Kalnina,Riga,30.00,0,0,Tea
3,2024-02-01 00:00,+700,fred@example.net,,"@Fred, ""Fredo"" Berg",-Riga,50.00,0,45.00,=1+1
4,2024-02-14 10:40,501,anna@example.com,,Anna Kalnina,Riga,40.00,0,0,Tea
5,2024-03-01 20:00,,boris@example.org,+371 20 00 12 34,"=HYPERLINK(""x"")",Tartu,20.00,2.00,0,Gifts
6,2024-03-08 20:30,,boris@example.org,+371 20 00 12 34,"=HYPERLINK(""x"")",Tartu,20.00,2.00,0,Gifts
7,2024-07-04 08:00,,boris@example.org,+371 20 00 12 34,"=HYPERLINK(""x"")",Tartu,20.00,2.00,0,Gifts
8,2024-06-03 12:00,C-7,clara@example.com,,Clara,Riga,80.00,8.00,0,Tea
9,2024-07-05 12:00,C-7,clara@example.com,,Clara,Riga,80.00,0,0,Tea
10,2024-12-31 18:00,600,eva@example.com,,Eva Ozola,Riga,500.00,0,0,Tea
"""
)


def made(folder, text):
    """An open shop that holds one file of orders."""
    file = folder / "orders.csv"
    file.write_text(text, "utf-8")
    shop = Shop.open(folder / "shop.duckdb")
    import_file(shop, file)
    return shop


@pytest.fixture(scope="package")
def shop(tmp_path_factory):
    with made(tmp_path_factory.mktemp("targets"), ORDERS) as opened:
        yield opened


@pytest.fixture(scope="package")
def keys(shop):
    """Customer keys by the part of the e-mail before @; Dmitri has a phone only."""
    with shop.cursor() as cursor:
        rows = cursor.execute("select customer_key, email from customer").fetchall()
    return {(email or "dmitri@").partition("@")[0]: key for key, email in rows}
