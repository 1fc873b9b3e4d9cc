"""Ten orders whose every number can be worked by hand; the shop's file ends on 31 May 2024.

| no | time             | who                    | amount | refund             | what it is                  |
|----|------------------|------------------------|--------|--------------------|-----------------------------|
|  1 | 2024-01-05 10:00 | ann@                   | 100.00 |                    | Ann 1                       |
|  2 | 2024-01-20 09:00 | bob@, phone            |  40.00 |                    | Bob 1                       |
|  3 | 2024-01-31 23:59 | ANN@ with a blank      |  60.00 | 20.00 on 10 Feb    | Ann 2                       |
|  4 | 2024-02-01 00:00 | bobby@, the same phone |  30.00 |                    | Bob 2, joined by telephone  |
|  5 | 2024-02-29 12:00 | id C7                  |  80.00 |                    | Cy 1, first by order number |
| 10 | 2024-02-29 12:00 | id C7                  |  20.00 |                    | Cy 2, the same moment       |
|  7 | 2024-02-15 08:00 | id C7                  | -25.00 |                    | refund before Cy's first    |
|  8 | 2024-03-10 15:00 | dee@                   |  70.00 |                    | Dee 1                       |
|  9 | 2024-04-30 18:00 | id 0                   |  10.00 |                    | anonymous                   |
|  6 | 2024-05-31 20:00 | ann@                   |  50.00 |                    | Ann 3                       |
"""

from datetime import date, datetime
from decimal import Decimal

from tests.strategies import MadeUpShop
from tests.twin.records import Order


def order(number: int, at: str, amount: str, **who: str) -> Order:
    """One line of the table."""
    identifiers = tuple((kind, who.get(kind, "")) for kind in ("customer_id", "email", "phone"))
    back = (Decimal("20.00"), date(2024, 2, 10)) if number == 3 else (Decimal(0), None)
    return Order(
        str(number), number, datetime.fromisoformat(at), identifiers, Decimal(amount), "counted", *back
    )


ORDERS = [
    order(1, "2024-01-05 10:00", "100.00", email="ann@example.com"),
    order(2, "2024-01-20 09:00", "40.00", email="bob@example.com", phone="+7 (900) 111-22-33"),
    order(3, "2024-01-31 23:59", "60.00", email=" ANN@example.com "),
    order(4, "2024-02-01 00:00", "30.00", email="bobby@example.com", phone="89001112233"),
    order(10, "2024-02-29 12:00", "20.00", customer_id="C7"),
    order(5, "2024-02-29 12:00", "80.00", customer_id="C7"),
    order(7, "2024-02-15 08:00", "-25.00", customer_id="C7"),
    order(8, "2024-03-10 15:00", "70.00", email="dee@example.com"),
    order(9, "2024-04-30 18:00", "10.00", customer_id="0"),
    order(6, "2024-05-31 20:00", "50.00", email="ann@example.com"),
]
SHOP = MadeUpShop("the ten orders", ORDERS)
