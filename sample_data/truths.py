"""What is true in the shop, counted from the people and orders themselves, never from the files.

Where the truth is a cause that was planted (the welcome series, the outage, the rhythms), the value is what
was planted, and the tolerance says how near an analysis of the files must come.
"""

from __future__ import annotations

from typing import Any

from sample_data import assortment as a
from sample_data.buying import OUTAGE_FACTOR
from sample_data.paperwork import is_tracked
from sample_data.people import CHANNEL_NAMES
from sample_data.records import Order, Person
from sample_data.tally import (
    AS_OF_DAY,
    Shop,
    first_day,
    month,
    months,
    net,
    repeat_share,
    returned_within,
    share_of,
)
from sample_data.times import OUTAGE, day_number, gift_season_on, is_after_payday
from sample_data.truth_sheet import SHEET

Values = dict[str, Any]

# First purchases that the welcome series could reach and that were followed for 60 days; and the year before.
WELCOME_DAYS = range(day_number(2026, 2, 1), day_number(2026, 9, 1) + 1)
YEAR_BEFORE = range(day_number(2025, 2, 1), day_number(2025, 9, 1) + 1)
BESIDE_OUTAGE = frozenset((*range(OUTAGE.start - 28, OUTAGE.start), *range(OUTAGE.stop, OUTAGE.stop + 28)))


def truths_of(shop: Shop) -> list[Values]:
    """Return the records of truths.json."""
    counts = (_size, _money, _identity, _loyalty, _channels, _welcome, _outage, _rhythms, _habits, _visits)
    values: Values = {}
    for count in counts:
        values |= count(shop)
    return [
        {
            "topic": topic,
            "name": name,
            "value": round(values[name], 6) if unit == "share" else values[name],
            "tolerance": tolerance,
            "unit": unit,
            "definition": definition,
        }
        for topic, name, unit, tolerance, definition in SHEET
    ]


def _size(shop: Shop) -> Values:
    statuses = [order.status for order in shop.orders]
    return {
        "orders": len(shop.orders),
        "purchases": len(shop.purchases),
        "customers": len(shop.customers),
        "cancelled_orders": statuses.count("cancelled"),
        "pending_orders": statuses.count("pending"),
        "test_orders": statuses.count("test"),
    }


def _money(shop: Shop) -> Values:
    sold = [order for order in shop.orders if order.is_sold]
    return {
        "gross": sum(order.amount for order in sold) / 100,
        "refunds": sum(order.refunded for order in sold) / 100,
        "net": net(sold) / 100,
        "orders_refunded_in_full": sum(order.refunded == order.amount for order in sold),
        "orders_refunded_in_part": sum(0 < order.refunded < order.amount for order in sold),
    }


def _identity(shop: Shop) -> Values:
    known = [person for person in shop.people if person.orders]
    anonymous = [order for order in shop.orders if order.person is None]
    return {
        "people": len(known),
        "two_email_people": sum(p.kind == "two e-mails" and len(p.orders) > 1 for p in known),
        "shared_phone_emails": sum(person.kind == "fair" for person in known),
        "anonymous_orders": len(anonymous),
        "anonymous_net_share": net(anonymous) / net(shop.orders),
    }


def _loyalty(shop: Shop) -> Values:
    customers = shop.customers
    bought_in = [months(person) for person in customers if month(first_day(person)) < month(AS_OF_DAY)]
    wholesale = [order for person in customers if person.kind == "wholesale" for order in person.orders]
    return {
        "one_time_share": share_of(len(person.purchases) == 1 for person in customers),
        "repeat_within_90_days": repeat_share(customers, 90),
        "month_1_retention": share_of(found[0] + 1 in found for found in bought_in),
        "wholesale_net_share": net(wholesale) / net(shop.orders),
    }


def _channels(shop: Shop) -> Values:
    shares = {
        channel: repeat_share((p for p in shop.customers if p.purchases[0].channel == channel), 90)
        for channel in CHANNEL_NAMES
    }
    ranking = sorted(shares, key=lambda channel: -shares[channel])
    return {
        "channel_ranking": ranking,
        "best_less_worst_channel": shares[ranking[0]] - shares[ranking[-1]],
    }


def _welcome(shop: Shop) -> Values:
    reached = [person for person in _reachable(shop, WELCOME_DAYS) if first_day(person) not in OUTAGE]
    return {
        # Only the maker knows who would have stayed away: these are the people whom the series brought back.
        "welcome_series_effect": share_of(p.was_persuaded and returned_within(p, 60) for p in reached),
        "repeat_60_before_series": repeat_share(_reachable(shop, YEAR_BEFORE), 60),
        "repeat_60_with_series": repeat_share(reached, 60),
    }


def _reachable(shop: Shop, days: range) -> list[Person]:
    return [p for p in shop.customers if first_day(p) in days and p.purchases[0].channel != "marketplace"]


def _outage(shop: Shop) -> Values:
    hit = [person for person in shop.customers if first_day(person) in OUTAGE]
    beside = [person for person in shop.customers if first_day(person) in BESIDE_OUTAGE]
    return {
        "outage_customers": len(hit),
        "outage_repeat_90": repeat_share(hit, 90),
        "outage_neighbours_repeat_90": repeat_share(beside, 90),
        "outage_factor": OUTAGE_FACTOR,
    }


def _rhythms(shop: Shop) -> Values:
    bought = [sum(a.EQUIPMENT in order.categories for order in person.purchases) for person in shop.customers]
    gifts = [order for order in shop.purchases if a.GIFTS in order.categories]
    return {
        "coffee_rhythm_days": a.RHYTHM_DAYS[a.COFFEE],
        "tea_rhythm_days": a.RHYTHM_DAYS[a.TEA],
        "care_rhythm_days": a.RHYTHM_DAYS[a.CARE],
        "equipment_bought_again": share_of(times > 1 for times in bought if times),
        "gifts_in_season": share_of(gift_season_on(order.day) != "" for order in gifts),
    }


def _habits(shop: Shop) -> Values:
    repeaters = [person.purchases for person in shop.customers if len(person.purchases) > 1]
    return {
        "payday_share": share_of(is_after_payday(order.day) for order in shop.purchases),
        "discounted_share": share_of(_has_discount(order) for order in shop.purchases),
        "sale_only_customers": sum(all(map(_has_discount, purchases)) for purchases in repeaters),
    }


def _has_discount(order: Order) -> bool:
    return any(line.discount for line in order.lines)


def _visits(shop: Shop) -> Values:
    return {
        "sessions": len(shop.visits),
        "tracked_orders": sum(is_tracked(order) for order in shop.orders),
        "cart_abandonment_rate": share_of(visit.order is None for visit in shop.visits if visit.has_cart),
        "conversion": share_of(visit.order is not None for visit in shop.visits),
    }
