"""A made-up month of visits as trackers export it, with its known answer (file-formats, section 2)."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from tests.ingest.generated.month import FIRST
from tests.ingest.generated.styles import EPOCH, Cell, Style, Table

PRICES = [Decimal("12.50"), Decimal("1399.00"), Decimal("0.95"), Decimal("250.00")]


@dataclass(frozen=True)
class Visit:
    """One visit: its events by time, and what was bought."""

    number: int
    visitor: str
    customer: str
    at: datetime
    events: tuple[str, ...]
    order: str = ""
    prices: tuple[Decimal, ...] = ()

    @property
    def revenue(self) -> Decimal:
        """What the purchase came to."""
        return sum(self.prices, Decimal(0))

    def moment(self, place: int) -> datetime:
        """When an event happened: they follow one another within minutes."""
        return self.at + timedelta(seconds=20 * place)


def visits(seed: int, count: int = 24) -> list[Visit]:
    """Visits by time, each at least an hour from the last: browsing, carts left, purchases with and without a cart."""
    rng = random.Random(seed)
    hours = sorted(rng.sample(range(31 * 24), count))
    buyers = {f"17094{n}8812345678{n}": rng.choice(["", f"C{n}"]) for n in range(7)}
    kinds = [
        ("view", "view"),
        ("view", "cart"),
        ("view", "cart", "purchase"),
        ("view", "purchase"),
        ("view",),
    ]
    made = []
    for n, hour in enumerate(hours):
        visitor = rng.choice(list(buyers))
        visit = Visit(
            7_000_000 + n, visitor, buyers[visitor], FIRST + timedelta(hours=hour), kinds[n % len(kinds)]
        )
        if "purchase" in visit.events:
            visit = replace(visit, order=f"{5000 + n}", prices=tuple(rng.sample(PRICES, rng.choice([1, 2]))))
        made.append(visit)
    return made


@dataclass(frozen=True)
class Tracker:
    """One tracker's export. `tells_carts`, `tells_amounts`: whether the file says so."""

    name: str
    header: str
    rows: Callable[[Visit], list[dict[str, Cell]]]
    native: Style = field(default_factory=Style)
    tells_carts: bool = True
    tells_amounts: bool = True
    names_orders: bool = True
    delimiters: tuple[str, ...] = (",", ";", "\t", "|")

    def table(self, made: list[Visit]) -> Table:
        """Header and rows."""
        header = self.header.split(",")
        rows = [row for visit in made for row in self.rows(visit)]
        assert all(set(row) <= set(header) for row in rows)
        return [list(header), *([row.get(name, "") for name in header] for row in rows)]


GA4_EVENTS = {"view": "view_item", "cart": "add_to_cart", "purchase": "purchase"}


def micros(moment: datetime) -> str:
    """Microseconds since 1970."""
    return str((moment - EPOCH) // timedelta(microseconds=1))


def ga4_rows(visit: Visit, amount: str = "value", source: str = "source") -> list[dict[str, Cell]]:
    """One row an event."""
    rows: list[dict[str, Cell]] = []
    for place, event in enumerate(("start", *visit.events)):
        moment = visit.moment(place)
        bought = event == "purchase"
        rows.append({
            "event_date": f"{moment:%Y%m%d}", "event_timestamp": micros(moment),
            "event_name": GA4_EVENTS.get(event, "session_start"), "user_pseudo_id": f"{visit.visitor}.1709",
            "user_id": visit.customer, "ga_session_id": str(visit.number), source: "google",
            "device_category": "mobile", "transaction_id": visit.order if bought else "",
            amount: visit.revenue if bought else "", "currency": "EUR" if bought else "",
        })  # fmt: skip
    return rows


def ga4_flat_rows(visit: Visit) -> list[dict[str, Cell]]:
    """The layout of the open data: other names for amount and source."""
    return ga4_rows(visit, "purchase_revenue", "traffic_source_source")


def listed(values: list[str]) -> str:
    """An array in a cell."""
    return "[" + ",".join(values) + "]"


def yandex_rows(visit: Visit) -> list[dict[str, Cell]]:
    """One row a visit; purchases are arrays, ids have 19 digits and more."""
    bought = bool(visit.order)
    return [{
        "ym:s:visitID": f"63190000000{visit.number}1", "ym:s:counterID": "24226447",
        "ym:s:date": f"{visit.at:%Y-%m-%d}", "ym:s:dateTime": f"{visit.at:%Y-%m-%d %H:%M:%S}",
        "ym:s:clientID": visit.visitor, "ym:s:startURL": "https://shop.example.com/?utm_source=mail&q=чай",
        "ym:s:pageViews": len(visit.events), "ym:s:visitDuration": 65, "ym:s:bounce": 0,
        "ym:s:lastTrafficSource": "organic", "ym:s:goalsID": listed(["1234", "1234"]),
        "ym:s:purchaseID": listed([f"'{visit.order}'"] if bought else []),
        "ym:s:purchaseRevenue": listed([str(visit.revenue)] if bought else []),
    }]  # fmt: skip


def matomo_rows(visit: Visit) -> list[dict[str, Cell]]:
    """One row a visit."""
    return [{
        "idVisit": str(visit.number), "visitorId": f"{int(visit.visitor) % 16**12:012x}abcd", "userId": visit.customer,
        "country": "Germany", "deviceType": "Desktop", "visitDuration": 65,
        "lastActionDateTime": f"{visit.at:%Y-%m-%d %H:%M:%S}", "actions": len(visit.events),
        "referrerType": "search", "referrerName": "Google", "totalEcommerceConversions": int(bool(visit.order)),
        "totalEcommerceRevenue": str(visit.revenue) if visit.order else "0",
        "totalAbandonedCarts": int("cart" in visit.events and not visit.order),
    }]  # fmt: skip


def rees46_rows(visit: Visit) -> list[dict[str, Cell]]:
    """One row an event and product; a purchase has no number."""
    rows: list[dict[str, Cell]] = []
    for place, event in enumerate(visit.events):
        for n, price in enumerate(visit.prices if event == "purchase" else (Decimal("9.99"),)):
            rows.append({
                "event_time": f"{visit.moment(place):%Y-%m-%d %H:%M:%S} UTC", "event_type": event,
                "product_id": f"{3900800 + n}", "category_id": "2053013552326770905",
                "category_code": "appliances.kitchen", "brand": "", "price": str(price),
                "user_id": visit.visitor[-9:], "user_session": f"72d76fde-8bb3-4e00-8c23-{visit.number:012d}",
            })  # fmt: skip
    return rows


ROCKET_EVENTS = {"view": "view", "cart": "addtocart", "purchase": "transaction"}


def retailrocket_rows(visit: Visit) -> list[dict[str, Cell]]:
    """One row an event; no visits, no amounts."""
    return [
        {
            "timestamp": str((visit.moment(place) - EPOCH) // timedelta(milliseconds=1)),
            "visitorid": visit.visitor[-7:], "event": ROCKET_EVENTS[event], "itemid": "355908",
            "transactionid": visit.order if event == "purchase" else "",
        } for place, event in enumerate(visit.events)
    ]  # fmt: skip


def generic_rows(visit: Visit) -> list[dict[str, Cell]]:
    """Our own proposal: one row a visit."""
    return [{
        "session_id": str(visit.number), "visitor_id": visit.visitor, "started_at": visit.at,
        "customer_id": visit.customer, "source": "mail", "cart": int("cart" in visit.events),
        "purchased": int(bool(visit.order)), "order_id": visit.order,
        "revenue": visit.revenue if visit.order else "", "device": "mobile", "pages": 3,
    }]  # fmt: skip


TRACKERS = (
    Tracker(
        "ga4", "event_date,event_timestamp,event_name,user_pseudo_id,user_id,ga_session_id,ga_session_number,"
        "page_location,source,medium,campaign,device_category,transaction_id,value,currency,item_id,item_name,"
        "item_category,quantity", ga4_rows,
    ),
    Tracker(
        "ga4_flat", "event_date,event_timestamp,event_name,user_pseudo_id,user_id,ga_session_id,"
        "traffic_source_source,traffic_source_medium,device_category,geo_country,transaction_id,purchase_revenue,"
        "currency", ga4_flat_rows,
    ),
    Tracker(
        "yandex", "ym:s:visitID,ym:s:counterID,ym:s:date,ym:s:dateTime,ym:s:clientID,ym:s:startURL,ym:s:pageViews,"
        "ym:s:visitDuration,ym:s:bounce,ym:s:lastTrafficSource,ym:s:goalsID,ym:s:purchaseID,ym:s:purchaseRevenue",
        yandex_rows, Style("\t"), tells_carts=False,
    ),
    Tracker(
        "matomo", "idVisit,visitorId,userId,country,deviceType,visitDuration,lastActionDateTime,actions,referrerType,"
        "referrerName,totalEcommerceConversions,totalEcommerceRevenue,totalAbandonedCarts", matomo_rows,
        Style(encoding="utf-16le bom"), tells_carts=False, names_orders=False,
    ),
    Tracker(
        "rees46", "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session",
        rees46_rows, names_orders=False,
    ),
    Tracker("retailrocket", "timestamp,visitorid,event,itemid,transactionid", retailrocket_rows, tells_amounts=False),
    Tracker(
        "generic", "session_id,visitor_id,started_at,customer_id,source,cart,purchased,order_id,revenue,device,pages",
        generic_rows,
    ),
)  # fmt: skip
