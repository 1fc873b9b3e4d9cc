"""The statements that measure, score and place customers, put together from their parts."""

from __future__ import annotations

from retention.shop.statements import filled, statement


def bought() -> str:
    """How often and how long ago everybody bought."""
    return statement("metrics/bought")


def measured() -> str:
    """The same with everybody's money."""
    return filled("metrics/measured", {"bought": bought()})


def scores() -> str:
    """The same with the three scores."""
    return filled("metrics/scores", {"measured": measured(), "score_cuts": statement("metrics/score_cuts")})


def stages(base: str) -> str:
    """The rows of `base` (any of these) with the stage of each customer; `{chosen}` stays open."""
    return filled("metrics/stages", {"base": base})
