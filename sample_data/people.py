"""Who comes to the shop: when, through which channel, for what, and with which habits."""

from __future__ import annotations

from sample_data import assortment as a
from sample_data import names
from sample_data.dice import Dice
from sample_data.records import Person
from sample_data.times import DAYS, FAIR, arrivals, gift_season_on, settle_day

CUSTOMERS = 5_900
TWO_EMAIL_PEOPLE = 26
FAIR_VISITORS = 38
# (channel, share of new customers, factor on the chance to come back)
CHANNELS = (
    ("email", 0.10, 1.36),
    ("direct", 0.15, 1.12),
    ("organic", 0.27, 0.96),
    ("paid search", 0.21, 0.78),
    ("social", 0.14, 0.58),
    ("marketplace", 0.13, 0.36),
)
CHANNEL_NAMES = tuple(channel for channel, _, _ in CHANNELS)
RETURN_FACTOR = {channel: factor for channel, _, factor in CHANNELS}

_NEEDS = {
    "": {a.COFFEE: 0.53, a.TEA: 0.20, a.CARE: 0.05, a.SWEETS: 0.07, a.EQUIPMENT: 0.11, a.GIFTS: 0.04},
    "december": {a.COFFEE: 0.35, a.TEA: 0.13, a.CARE: 0.03, a.SWEETS: 0.07, a.EQUIPMENT: 0.10, a.GIFTS: 0.32},
    "march": {a.COFFEE: 0.34, a.TEA: 0.14, a.CARE: 0.03, a.SWEETS: 0.08, a.EQUIPMENT: 0.05, a.GIFTS: 0.36},
}
_WHOLESALE = (
    ("Kafejnīca Paraugs", "orders@paraugs.example.com", "LV", "Riga", 20),
    ("Office pantry Näidis", "pantry@naidis.example.org", "EE", "Tallinn", 96),
)


def make_people(dice: Dice) -> list[Person]:
    """Return all customers, by the day they joined."""
    days = sorted(_arrival_days(dice, CUSTOMERS - FAIR_VISITORS - len(_WHOLESALE)))
    people = [_new_person(dice, key, day) for key, day in enumerate(days, start=1001)]
    _give_two_emails(dice, people)
    key = people[-1].key + 1
    people += [_fair_visitor(dice, key + n) for n in range(FAIR_VISITORS)]
    key += FAIR_VISITORS
    people += [_wholesaler(key + n, *entry) for n, entry in enumerate(_WHOLESALE)]
    return sorted(people, key=lambda person: (person.joined, person.key))


def _arrival_days(dice: Dice, count: int) -> list[int]:
    days = range(DAYS)
    weights = [arrivals(day) for day in days]
    total, running, edges = sum(weights), 0.0, []
    for weight in weights:
        running += weight / total
        edges.append(running)
    # One draw in each slice of equal probability keeps the monthly counts near the plan.
    spots = sorted((n + dice.uniform()) / count for n in range(count))
    found, day = [], 0
    for spot in spots:
        while day < DAYS - 1 and spot > edges[day]:
            day += 1
        found.append(day)
    return found


def _new_person(dice: Dice, key: int, day: int) -> Person:
    is_payday_shopper = dice.chance(0.11)
    if is_payday_shopper:
        settled = settle_day(dice, day, 0, payday_shopper=True)
        day = settled if settled < DAYS else day
    needs = _NEEDS[gift_season_on(day)]
    person = Person(
        key=key,
        joined=day,
        channel=dice.pick(CHANNEL_NAMES, [share for _, share, _ in CHANNELS]),
        need=dice.pick(list(needs), list(needs.values())),
        name=names.full_name(dice),
        device=dice.pick(("mobile", "desktop", "tablet"), (0.63, 0.32, 0.05)),
        rhythm=dice.around(1.0, 0.16),
        frailty=dice.pick((0.45, 1.0, 1.6), (0.3, 0.4, 0.3)),
        is_deal_hunter=dice.chance(0.07),
        is_payday_shopper=is_payday_shopper,
        owns_machine=dice.chance(0.42),
    )
    person.country, person.city = names.home(dice)
    _give_contacts(dice, person)
    return person


def _give_contacts(dice: Dice, person: Person) -> None:
    if person.channel == "marketplace":
        # Marketplaces hide the real address behind one of their own, and write "guest" as the customer id.
        person.kind, person.emails = "marketplace", [f"mp{person.key * 37}@relay.example.net"]
        return
    by_phone_only = dice.chance(0.03)
    if not by_phone_only:
        person.emails = [names.email_of(dice, person.name, person.key)]
    if by_phone_only or dice.chance(0.84):
        person.phone = names.phone_of(person.country, person.key)
    if dice.chance(0.62):
        person.account = str(20_000 + person.key * 3)
        person.account_from = dice.pick((0, 1, 2), (0.6, 0.3, 0.1))


def _give_two_emails(dice: Dice, people: list[Person]) -> None:
    """Let some guests own two addresses; only the phone, which they always leave, joins their orders."""
    fitting = [
        p
        for p in people
        if p.kind == "customer" and p.emails and p.phone and p.joined < DAYS - 200 and p.need == a.COFFEE
    ]
    step = len(fitting) // TWO_EMAIL_PEOPLE
    for person in fitting[step // 2 :: step][:TWO_EMAIL_PEOPLE]:
        person.kind, person.account = "two e-mails", ""
        person.emails.append(names.email_of(dice, person.name, person.key, variant=1))


def _fair_visitor(dice: Dice, key: int) -> Person:
    person = _new_person(dice, key, dice.pick(FAIR))
    person.kind, person.channel, person.account = "fair", "direct", ""
    person.need = dice.pick((a.COFFEE, a.TEA, a.SWEETS), (0.6, 0.2, 0.2))
    person.emails = [names.email_of(dice, person.name, key)]
    person.phone, person.country, person.city = names.SHOP_PHONE, "LV", "Riga"
    return person


def _wholesaler(key: int, name: str, email: str, country: str, city: str, joined: int) -> Person:
    person = Person(
        key, joined, "direct", a.COFFEE, "wholesale", [email], name=name, city=city, country=country
    )
    person.account, person.phone, person.device = str(key), names.phone_of(country, key), ""
    return person
