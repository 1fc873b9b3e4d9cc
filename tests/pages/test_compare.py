"""What a page compares, when it calls two periods different, and what its cards say."""

import re
from types import SimpleNamespace

import pytest

from pages.ui import cached
from pages.ui.compare import Pair
from retention.i18n import Words
from retention.metrics import compute
from retention.shop import Shop
from retention.values import Grain


def pair(now: tuple[int, int], before: tuple[int, int] | None) -> Pair:
    rows = [counts and SimpleNamespace(churned=counts[0], active_start=counts[1]) for counts in (now, before)]
    return Pair(rows[0], rows[1], "")


@pytest.mark.parametrize(
    ("now", "before", "is_usual"),
    [
        ((56, 70), (48, 80), False),  # + 20 points, 5 to 33: Newcombe (1998), table II
        (
            (56, 100),
            (45, 100),
            True,
        ),  # + 11 points, -3 to 24: 45 % lies outside the interval of 56 of 100 alone
        ((5, 56), (0, 29), True),  # -4 to 19
        ((3, 10), (0, 0), False),  # nobody to compare with
        ((3, 10), None, False),
    ],
)
def test_the_interval_of_the_difference_decides(now, before, is_usual):
    assert pair(now, before).is_usual("churned", "active_start") == is_usual


def test_the_churn_page_compares_as_the_metric_does(open_page, loaded_shop):
    """A week goes with the week 364 days earlier, which no rule by the date of a year ago would find."""
    cached.close(loaded_shop)  # another test's page may still have it open
    with Shop.open(loaded_shop) as shop:
        rows = compute(shop, "period_comparison", of="churn", grain=Grain.WEEK).rows.set_index("measure")
    active = rows.loc["active_end"]
    assert (active.period - active.compared_with).days == 364
    card = open_page("understand/churn", grain="week").metric[1]
    assert card.proto.delta_description == "vs " + Words("en").since(active.compared_with, Grain.WEEK)
    assert int(card.proto.delta.replace(",", "")) == abs(active.difference)


@pytest.mark.parametrize(("language", "short"), [("en", "₽54.6M"), ("ru", "54,6 млн ₽")])
def test_a_large_sum_is_short_on_its_card_and_exact_below(open_page, load_orders, language, short):
    """W = 301 days of data / 2 = 150: who ordered on 1 June left on 29 October."""
    load_orders(
        "Order ID,Order date,Email,Order total,Currency\n1,2024-01-05,a@example.com,10,RUB\n"
        "2,2024-06-01,b@example.com,54575900,RUB\n3,2024-10-31,a@example.com,10,RUB\n"
    )
    app = open_page("understand/churn", shop="made", language=language)
    assert app.metric[-1].value.replace("\N{NO-BREAK SPACE}", " ") == short
    assert any("54575900" in re.sub(r"\D", "", item.value) for item in app.caption)
