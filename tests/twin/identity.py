"""Who is one customer: connected components over normalised identifiers (definitions, section 2)."""

from collections import defaultdict
from collections.abc import Iterable

from tests.twin.records import Order

NOBODY = {"", "0", "guest", "null", "none", "nan"}
MOST_EMAILS = 20

Identifier = tuple[str, str]


def normalise(kind: str, value: str) -> Identifier | None:
    """The identifier in its one spelling, or None where it identifies nobody."""
    text = value.strip()
    if kind == "customer_id":
        return None if text.lower() in NOBODY else (kind, text)
    if kind == "email":
        return (kind, text.lower()) if "@" in text else None
    digits = "".join(letter for letter in text if letter in "0123456789")
    if len(digits) == 11 and digits[0] == "8":
        digits = "7" + digits[1:]
    return (kind, digits) if 10 <= len(digits) <= 15 else None


def usable(order: Order) -> set[Identifier]:
    """The identifiers of one order that identify somebody."""
    found = (normalise(kind, value) for kind, value in order.identifiers)
    return {identifier for identifier in found if identifier}


def shared(orders: Iterable[Order]) -> set[Identifier]:
    """Identifiers that stand with more than 20 different e-mails: they join nobody."""
    emails: dict[Identifier, set[Identifier]] = defaultdict(set)
    for order in orders:
        known = usable(order)
        for identifier in known:
            emails[identifier] |= {other for other in known if other[0] == "email"}
    return {identifier for identifier, others in emails.items() if len(others) > MOST_EMAILS}


def customers_of(orders: list[Order]) -> list[int | None]:
    """For each order the number of its customer, None for an anonymous order.

    All loaded rows take part whatever their status. The flood fill walks from identifier to identifier
    over the orders on which they stand together.
    """
    crowd = shared(orders)
    known = [usable(order) - crowd for order in orders]
    together: dict[Identifier, set[Identifier]] = defaultdict(set)
    for group in known:
        for identifier in group:
            together[identifier] |= group
    component: dict[Identifier, int] = {}
    for number, seed in enumerate(together):
        waiting = [] if seed in component else [seed]
        while waiting:
            identifier = waiting.pop()
            if identifier not in component:
                component[identifier] = number
                waiting.extend(together[identifier])
    return [component[min(group)] if group else None for group in known]
