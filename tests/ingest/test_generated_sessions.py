"""A made-up month of visits as every tracker exports it: visits, carts, purchases and money come out."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.generated import styles
from tests.ingest.generated.sessions import TRACKERS, Tracker, Visit, visits
from tests.ingest.generated.styles import ENCODINGS, Style
from tests.ingest.support import DEEP, SEED, read_here, share

READY = tuple(tracker for tracker in TRACKERS)
FACTORS = {
    "tracker": tuple(tracker.name for tracker in READY),
    **{name: styles.FACTORS[name] for name in ("delimiter", "encoding", "number", "end")},
    "wrapping": ("plain", "gz", "zip"),
}
NAMED = {tracker.name: tracker for tracker in TRACKERS}


def possible(combination: dict[str, str]) -> bool:
    """Latin texts go into every encoding; the addresses of one tracker hold Cyrillic."""
    if combination.get("tracker") == "yandex" and ENCODINGS[combination.get("encoding", "utf-8")][0] == "en":
        return False
    return styles.is_possible(combination)


def styled(combination: dict[str, str]) -> tuple[Tracker, Style]:
    """The combination as a tracker and a style."""
    style = {name: value for name, value in combination.items() if name != "tracker"}
    return NAMED[combination["tracker"]], Style(**style)


CASES = [
    *((tracker, tracker.native) for tracker in READY),
    *map(styled, share(styles.pairwise(FACTORS, possible, SEED), 10)),
]


@pytest.mark.parametrize(("tracker", "style"), CASES, ids=lambda value: getattr(value, "name", None))
def test_visits(tmp_path: Path, tracker: Tracker, style: Style):
    made = visits(SEED)
    table = tracker.table(made)
    reading, found = read_here(tmp_path, style.file(table), style.file_name)
    assert (reading.kind, reading.rows_read, reading.rows_rejected) == ("sessions", len(table) - 1, 0)
    assert len(found["rejects"]) == 0
    assert marks(found["sessions"], tracker.tells_carts) == marks_of(made, tracker.tells_carts)
    if tracker.tells_amounts:
        assert bought(found["session_purchases"], tracker.names_orders) == sold(made, tracker.names_orders)


def marks(sessions: list[dict], with_carts: bool) -> Counter:
    """How many visits had (a cart,) a purchase."""
    return Counter((one["has_cart"] and with_carts, one["has_purchase"]) for one in sessions)


def marks_of(made: list[Visit], with_carts: bool) -> Counter:
    """The known answer."""
    return Counter(("cart" in visit.events and with_carts, bool(visit.order)) for visit in made)


def bought(purchases: list[dict], named: bool) -> list[tuple[str, Decimal]]:
    """Order numbers, where the tracker has them, and amounts."""
    return sorted((one["transaction_id"] if named else "", one["amount"]) for one in purchases)


def sold(made: list[Visit], named: bool) -> list[tuple[str, Decimal]]:
    """The known answer."""
    return sorted((visit.order if named else "", visit.revenue) for visit in made if visit.order)


def test_every_case_is_drawn_in_a_deep_run():
    assert len(CASES) == (
        len(READY) + len(styles.pairwise(FACTORS, possible, SEED)) if DEEP else len(READY) + 10
    )
