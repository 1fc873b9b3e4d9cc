"""A made-up month of orders, and what is true about it: plain Python records, nothing of the product."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

CENT = Decimal("0.01")
FIRST = datetime(2024, 3, 1)
NAMES = {
    "en": ["Zoë Müller", "Renée O'Hara", 'Søren "Sly" Ångström', "Ann Lee", "Iñigo Ruiz", "Bea Novak"],
    "ru": ["Анна Ёлкина", 'Пётр "Мастер" Щукин', "Мария Цой", "Юлия Объедкова", "Глеб Эйхе", "Иван Жуков"],
}
CITIES = {
    "en": ["Köln", "São Paulo", "Orléans", "Leeds"],
    "ru": ["Орёл", "Санкт-Петербург", "Йошкар-Ола", "Щёлково"],
}
PRODUCTS = {
    "en": ['Tea "Grün", 100 g', "Filter; coffee | fine", "Mug\nfor café", "Cup, white", "Spoon"],
    "ru": ['Чай "Зелёный", 100 г', "Кофе; молотый | мелкий", "Кружка\nдля чая", "Чашка, белая", "Ложка"],
}
CATEGORIES = {"en": ["Tea & more", "Tableware"], "ru": ["Чай и кофе", "Посуда"]}
NOTES = {
    "en": ["", 'Ring "twice",\nplease; thanks | bye', "back door", "\tafter 6 pm, please"],
    "ru": ["", 'Звонить "дважды",\nпожалуйста; спасибо | да', "во двор", "\tпосле 18, пожалуйста"],
}
STATES = ["paid", "paid", "part", "pending", "paid", "cancelled", "refunded", "paid", "test", "paid"]


@dataclass(frozen=True)
class Item:
    """One line of an order."""

    sku: str
    product: str
    category: str
    quantity: int
    price: Decimal
    discount: Decimal = Decimal("0.00")

    @property
    def amount(self) -> Decimal:
        """What the line costs."""
        return self.quantity * self.price - self.discount


@dataclass(frozen=True)
class Person:
    """One made-up customer."""

    number: int
    name: str
    email: str
    digits: str
    city: str

    @property
    def phone(self) -> str:
        """As a shop prints it."""
        d = self.digits
        return f"+{d[0]} ({d[1:4]}) {d[4:7]}-{d[7:9]}-{d[9:]}"


@dataclass(frozen=True)
class Order:
    """One order: `shows` = which identifiers of the person this order carries."""

    number: int
    at: datetime
    changed_at: datetime
    person: Person
    shows: frozenset[str]
    items: tuple[Item, ...]
    discount: Decimal
    shipping: Decimal
    state: str
    refund: Decimal
    note: str
    coupon: str

    @property
    def goods(self) -> Decimal:
        """The lines together."""
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def total(self) -> Decimal:
        """What the customer was charged."""
        return self.goods - self.discount + self.shipping

    def identifier(self, kind: str) -> str:
        """The customer number, e-mail or phone that stands on the order; empty where it does not."""
        spoken = {"id": str(self.person.number), "email": self.person.email, "phone": self.person.phone}
        return spoken[kind] if kind in self.shows else ""


def words_of(language: str, texts: dict[str, list[str]]) -> list[str]:
    """The texts of a language; "mixed" has both."""
    return texts["en"] + texts["ru"] if language == "mixed" else texts[language]


def month(seed: int, language: str, first: datetime = FIRST, count: int = 15, days: int = 31) -> list[Order]:
    """The orders of one month by time: every state, every kind of customer."""
    rng = random.Random(f"{seed} {language}")
    people = [
        Person(40 + n, name, f"buyer{n}@example.com", f"7000{5550000 + n * 7}", rng.choice(words_of(language, CITIES)))
        for n, name in enumerate(rng.sample(words_of(language, NAMES), 6))
    ]  # fmt: skip
    minutes = sorted(rng.sample(range(days * 1440), count - 2))
    moments = [
        timedelta(minutes=m) for m in [5, *minutes, days * 1440 - 1]
    ]  # the first and last day are there
    states = [STATES[n % len(STATES)] for n in range(count)]
    rng.shuffle(states)
    numbers = iter(range(1001, 1001 + count))
    return [
        order(rng, next(numbers), first + moment, people, state, language)
        for moment, state in zip(moments, states, strict=True)
    ]


def order(
    rng: random.Random, number: int, at: datetime, people: list[Person], state: str, language: str
) -> Order:
    """One order; most show an e-mail, some other traces, some none."""
    shows = rng.choice(["id email", "email phone", "id email phone", "email", "phone", "id phone", ""])
    products = list(enumerate(words_of(language, PRODUCTS)))
    chosen = rng.sample(products, rng.choice([1, 1, 2, 3]))
    kinds = words_of(language, CATEGORIES)
    items = tuple(
        Item(f"SKU-{n}", name, kinds[n % len(kinds)], rng.randint(1, 4), Decimal(rng.randint(95, 250099)) / 100)
        for n, name in chosen
    )  # fmt: skip
    goods = sum(item.amount for item in items)
    discount = (goods / 10).quantize(CENT) if rng.random() < 0.3 else Decimal("0.00")
    made = Order(
        number,
        at,
        at + timedelta(minutes=rng.choice([3, 90, 2000])),
        rng.choice(people),
        frozenset(shows.split()),
        items,
        discount,
        Decimal(rng.choice(["0.00", "4.95", "350.00"])),
        state,
        Decimal(0),
        rng.choice(words_of(language, NOTES)),
        "SPRING" if discount else "",
    )
    share = {"part": Decimal("0.4"), "refunded": Decimal(1)}.get(state, Decimal(0))
    return Order(**{**made.__dict__, "refund": (made.total * share).quantize(CENT)})


@dataclass(frozen=True)
class Said:
    """What a file says of one order."""

    number: str
    at: datetime
    amount: Decimal
    meaning: str
    refund: Decimal = Decimal(0)
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What must come out of a file."""

    orders: int
    buyers: int
    anonymous: int
    gross: Decimal
    refunds: Decimal
    steps: Counter[str]
    first: datetime
    last: datetime

    @property
    def net(self) -> Decimal:
        """Gross less refunds."""
        return self.gross - self.refunds


def answer(said: Iterable[Said]) -> Answer:
    """The known answer (definitions, sections 2 and 3), counted here by hand."""
    known = list(said)
    sold = [order for order in known if order.meaning in ("counted", "refunded")]
    bought = [
        order
        for order in sold
        if order.meaning == "counted" and order.amount > 0 and order.refund < order.amount
    ]
    group = components([order.identifiers for order in known])
    return Answer(
        orders=len(known),
        buyers=len({group(order.identifiers) for order in bought if order.identifiers}),
        anonymous=sum(not order.identifiers for order in bought),
        gross=sum((order.amount for order in sold if order.amount > 0), Decimal(0)),
        refunds=sum((given_back(order) for order in sold), Decimal(0)),
        steps=Counter(step(order) for order in known),
        first=min(order.at for order in known),
        last=max(order.at for order in known),
    )  # fmt: skip


def step(order: Said) -> str:
    """Where the order stands between all orders and ours."""
    if order.meaning in ("cancelled", "pending", "test"):
        return order.meaning
    if order.amount == 0:
        return "free"
    return "given_back" if order.amount < 0 or given_back(order) >= order.amount else "ours"


def given_back(order: Said) -> Decimal:
    """A negative order is a refund; a refunded one went back in full."""
    if order.amount < 0:
        return -order.amount
    return order.amount if order.meaning == "refunded" else order.refund


def components(groups: list[tuple[str, ...]]) -> Callable[[tuple[str, ...]], str]:
    """Identifiers that stand together belong to one customer; the function names a group's customer."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for group in groups:
        for other in group[1:]:
            parent[root(other)] = root(group[0])
    return lambda group: root(group[0])
