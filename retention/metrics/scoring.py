"""The statements that measure, score and place customers, put together from their parts.

Most questions are about the last day of the data, for which the customer mart keeps what `bought` and `measured` count
from the purchases: then it is read there.
"""

from __future__ import annotations

from retention.shop.statements import filled, statement

KEPT = "metrics/bought_kept"


def bought(*, is_last_day: bool) -> str:
    """How often and how long ago everybody bought."""
    return statement(KEPT if is_last_day else "metrics/bought")


def measured(*, is_last_day: bool) -> str:
    """The same with everybody's money."""
    if is_last_day:
        return statement(KEPT)
    return filled("metrics/measured", {"bought": bought(is_last_day=False)})


def scores(*, is_last_day: bool) -> str:
    """The same with the three scores."""
    base = measured(is_last_day=is_last_day)
    return filled("metrics/scores", {"measured": base, "score_cuts": statement("metrics/score_cuts")})


def stages(base: str) -> str:
    """The rows of `base` (any of these) with the stage of each customer; `{chosen}` stays open."""
    return filled("metrics/stages", {"base": base})
