"""When a page calls two periods different."""

from types import SimpleNamespace

import pytest

from pages.ui.compare import Pair


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
