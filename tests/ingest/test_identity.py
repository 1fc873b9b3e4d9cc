"""Who is one customer, and that the key stays the same (definitions, section 2)."""

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retention.ingest import undo_import
from retention.shop import Shop
from tests.ingest.support import DEEP, load, numbers, orders, rows

HEADER = "Order ID,Order date,Order total,Status,Customer ID,Email,Phone\n"


def file_of(*people: tuple[str, str, str], first: int = 1, status: str = "paid") -> str:
    """One order of 10 for each (customer id, e-mail, phone)."""
    lines = (
        f"{n},2024-01-{1 + n % 28:02d},10,{status},{','.join(who)}\n" for n, who in enumerate(people, first)
    )
    return HEADER + "".join(lines)


def keys(shop: Shop) -> dict[str, int | None]:
    """The customer of every order."""
    return dict(orders(shop, "order_id, customer_key"))


def test_components_over_all_three_identifiers(shop: Shop, tmp_path: Path):
    """1-2 by phone (8 becomes 7), 2-3 by e-mail (letter case), 3-4 by id: one person. 5 is alone, 6 is nobody.
    The chain holds over a cancelled order too; an order by phone alone finds its person."""
    text = file_of(
        ("", "anna@x.ru", "8 900 111-22-33"),
        ("", "a2@x.ru", "+7 (900) 111 22 33"),
        ("C7", "A2@X.RU ", ""),
        ("C7", "", ""),
        ("C8", "c8@x.ru", "12345"),
        ("guest", "no mail", "12345"),
    )
    text += file_of(("", "a2@x.ru", "+79005550000"), first=7, status="cancelled").removeprefix(HEADER)
    text += file_of(("0", "", "89005550000"), first=8).removeprefix(HEADER)
    load(shop, tmp_path, text)
    found = keys(shop)
    assert len({found[order] for order in "123478"}) == 1
    assert found["5"] not in (found["1"], None) and found["6"] is None
    assert (numbers(shop)["customers"], numbers(shop)["purchases"], numbers(shop)["anonymous_orders"]) == (
        2,
        6,
        1,
    )


def test_customer_phone_goes_before_the_billing_phone_and_the_shipping_phone_never_counts(
    shop: Shop, tmp_path: Path
):
    text = (
        "Order ID,Order date,Order total,Phone,Billing phone,Shipping phone\n"
        "1,2024-01-01,5,+79001112233,+79009998877,+79000000000\n2,2024-01-02,5,,+79001112233,+79000000000\n"
        "3,2024-01-03,5,,+79009998877,\n4,2024-01-04,5,,,+79000000000\n"
    )
    load(shop, tmp_path, text)
    found = keys(shop)
    assert found["1"] == found["2"] != found["3"] and found["3"] is not None and found["4"] is None


def test_a_phone_with_more_than_twenty_e_mails_joins_nobody(shop: Shop, tmp_path: Path):
    """20 e-mails at one phone are one customer; the 21st makes 21 of them, and an order by the phone alone is
    anonymous then. The shared phone is reported."""
    crowd = [("", f"u{n}@x.ru", "+7 900 000 00 00") for n in range(20)]
    load(shop, tmp_path, file_of(*crowd, ("", "", "+7 900 000 00 00")))
    assert (numbers(shop)["customers"], shop.coverage().shared_identifiers) == (1, 0)
    load(shop, tmp_path, file_of(("", "U20@x.ru", "+7 900 000 00 00"), first=22))
    assert (numbers(shop)["customers"], numbers(shop)["anonymous_orders"]) == (21, 1)
    assert (shop.coverage().shared_identifiers, keys(shop)["21"]) == (1, None)
    undo_import(shop, 2)
    assert numbers(shop)["customers"] == 1


def test_the_older_key_wins_and_undo_brings_both_back(shop: Shop, tmp_path: Path):
    """Anna and Boris are two until an order joins them; who came first keeps the key, whatever the new file's order."""
    load(shop, tmp_path, file_of(("", "anna@x.ru", ""), ("", "boris@x.ru", "")))
    before = keys(shop)
    assert before["1"] < before["2"]
    again = file_of(("", "boris@x.ru", ""), ("", "anna@x.ru", ""), ("", "clara@x.ru", ""), first=3)
    load(shop, tmp_path, again)
    assert keys(shop) | before == keys(shop)
    assert (keys(shop)["3"], keys(shop)["4"]) == (before["2"], before["1"])
    load(shop, tmp_path, file_of(("C1", "boris@x.ru", ""), ("C1", "anna@x.ru", ""), first=6))
    assert {keys(shop)[order] for order in "123467"} == {before["1"]}
    undo_import(shop, 3)
    assert keys(shop) | before == keys(shop)


def test_a_corrected_order_moves_to_its_true_customer(shop: Shop, tmp_path: Path):
    load(shop, tmp_path, file_of(("", "anna@x.ru", ""), ("", "boris@x.ru", "")))
    before = keys(shop)
    load(shop, tmp_path, file_of(("", "anna@x.ru", ""), ("", "anna@x.ru", "")))
    assert keys(shop) == {"1": before["1"], "2": before["1"]}
    assert rows(shop, "select customer_key from customer where purchases > 0") == [(before["1"],)]


def test_contacts_are_those_used_last(shop: Shop, tmp_path: Path):
    load(shop, tmp_path, file_of(("C1", "old@x.ru", "89001112233"), ("C1", "new@x.ru", ""), ("C1", "", "")))
    contacts = rows(shop, "select customer_id, email, phone, purchases from customer")
    assert contacts == [("C1", "new@x.ru", "79001112233", 3)]


def partition(people: list[tuple[str, str, str]]) -> set[frozenset[int]]:
    """The rows of each customer, by joining sets until nothing changes."""
    groups: list[tuple[set, set[int]]] = []
    for row, who in enumerate(people):
        found = ({(kind, value) for kind, value in enumerate(who) if value}, {row})
        if not found[0]:
            continue
        apart = []
        for group in groups:
            if group[0] & found[0]:
                found = (found[0] | group[0], found[1] | group[1])
            else:
                apart.append(group)
        groups = [*apart, found]
    return {frozenset(members) for _, members in groups}


person = st.tuples(
    st.sampled_from(["", *(f"C{n}" for n in range(8))]),
    st.sampled_from(["", *(f"p{n}@x.ru" for n in range(8))]),
    st.sampled_from(["", *(f"7900000000{n}" for n in range(8))]),
)


@settings(
    max_examples=100 if DEEP else 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(person, min_size=2, max_size=25), st.randoms(use_true_random=False))
def test_any_file_in_two_parts_gives_the_connected_components(
    tmp_path: Path, people: list[tuple[str, str, str]], rng: random.Random
):
    """Long chains too; keys of the first part are kept by the second unless an older one takes over."""
    cut = rng.randint(1, len(people) - 1)
    with Shop.open(Path(tempfile.mkdtemp(dir=tmp_path)) / "shop.duckdb") as shop:
        load(shop, tmp_path, file_of(*people[:cut]))
        before = keys(shop)
        load(shop, tmp_path, file_of(*people[cut:], first=cut + 1))
        after = keys(shop)
    groups: dict[int, set[int]] = {}
    for order, key in after.items():
        if key is not None:
            groups.setdefault(key, set()).add(int(order) - 1)
    assert {frozenset(group) for group in groups.values()} == partition(people)
    for key, group in groups.items():
        old = {before[str(row + 1)] for row in group if row < cut}
        assert not old or key == min(old)
