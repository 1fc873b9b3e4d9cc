"""How often the 95 % intervals hold the true value: exactly where it can be summed, else by seeded simulation.

`python -m tests.metrics.coverage_table` writes docs/intervals.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import binom

from retention.metrics.churn import churn
from retention.metrics.intervals import newcombe, wilson
from retention.metrics.survival import kaplan_meier
from retention.shop import Shop
from retention.values import Grain

PAGE = Path(__file__).parents[2] / "docs" / "intervals.md"
SHARES = np.arange(1, 100) / 100
SHOWN_COUNTS = (20, 30, 50, 100, 300, 1000)
COUNTS = range(20, 1001)
SAMPLES = 2000
"""Simulated samples a line: by chance the coverage found strays by half a point."""
ENOUGH = 10
"""Expected events, and expected people without, from which on a simulated line is held to 93–97 %."""
NEVER = 10**6
NOISE = 1e-12
"""Of adding fractions of 2: an interval that ends on the true value holds it."""


def wilson_coverage(count: int) -> np.ndarray:
    """For each of SHARES the chance that the interval of `count` people holds it: the binomial sum, exactly."""
    low, high = wilson(np.arange(count + 1), count)
    fewest = np.searchsorted(high, SHARES, side="left")
    most = np.searchsorted(low, SHARES, side="right") - 1
    return np.asarray(binom.cdf(most, count, SHARES) - binom.cdf(fewest - 1, count, SHARES))


class Worst(NamedTuple):
    """The share and number of people with the lowest coverage."""

    coverage: float
    count: int
    share: float


def wilson_worst() -> Worst:
    """The lowest coverage over SHARES and COUNTS."""
    found = ((count, wilson_coverage(count)) for count in COUNTS)
    return min(Worst(float(each.min()), count, lowest_at(each)) for count, each in found)


def lowest_at(coverage: np.ndarray) -> float:
    """The smallest share with the lowest coverage; that of 1 − share is the same."""
    return float(SHARES[np.flatnonzero(coverage < coverage.min() + 1e-9)[0]])


PAIRS = ((30, 30), (50, 300), (100, 100), (300, 300), (100, 1000))
PAIRED_SHARES = np.arange(1, 20) / 20


def newcombe_coverage(count: int, count_before: int) -> np.ndarray:
    """For each two of PAIRED_SHARES the chance that the interval of their difference holds it, exactly."""
    hits, hits_before = np.arange(count + 1), np.arange(count_before + 1)
    low, high = newcombe(hits[:, None], count, hits_before, count_before)
    found = np.empty((len(PAIRED_SHARES), len(PAIRED_SHARES)))
    for place, share in enumerate(PAIRED_SHARES):
        for before, share_before in enumerate(PAIRED_SHARES):
            is_held = (low <= share - share_before + NOISE) & (high >= share - share_before - NOISE)
            chances = binom.pmf(hits, count, share), binom.pmf(hits_before, count_before, share_before)
            found[place, before] = chances[0] @ is_held @ chances[1]
    return found


def has_enough(count: int, count_before: int) -> np.ndarray:
    """Which two shares have ENOUGH expected events and non-events on both sides."""
    fewest, fewest_before = (
        n * np.minimum(PAIRED_SHARES, 1 - PAIRED_SHARES) + NOISE for n in (count, count_before)
    )
    return np.minimum(fewest[:, None], fewest_before) >= ENOUGH


class Waiting(NamedTuple):
    """People who return with the same chance each day, but for a part that never does; some are followed for less."""

    people: int
    days: int
    followed_days: int
    """They are followed for 0..that many days, each number as likely; 0 = all are followed to the end."""
    share: float
    """The true share that has returned by `days`."""

    @property
    def ever(self) -> float:
        """The part that returns some day."""
        return min(1.0, 1.3 * self.share)


WAITING = tuple(
    Waiting(people, days, followed, share)
    for people, days, followed in (
        (50, 30, 0),
        (100, 90, 730),
        (300, 365, 730),
        (1000, 365, 0),
        (1000, 30, 90),
    )
    for share in (0.05, 0.1, 0.3, 0.5, 0.8)
)


class Found(NamedTuple):
    """What a simulation found: how often the interval held the truth, mean events, mean people without one."""

    coverage: float
    events: float
    others: float

    @property
    def is_enough(self) -> bool:
        """Many enough expected events and non-events for the rule to hold."""
        return min(self.events, self.others) >= ENOUGH


def waiting_coverage(case: Waiting, samples: int = SAMPLES) -> Found:
    """The Kaplan–Meier share by `days`: a sample without an interval has not held the truth."""
    rng = np.random.default_rng([case.people, case.days, round(100 * case.share)])
    held = events = others = 0
    for _ in range(samples):
        happened, waiting = _counted(rng, case)
        at_risk, _, low, high = kaplan_meier(happened, waiting).at(case.days)
        held += bool(low <= case.share <= high)
        events, others = events + int(happened[: case.days + 1].sum()), others + at_risk
    return Found(held / samples, events / samples, others / samples)


def _counted(rng: np.random.Generator, case: Waiting) -> tuple[np.ndarray, np.ndarray]:
    """One sample: by day, who returned and who was followed so long without."""
    daily = 1 - (1 - case.share / case.ever) ** (1 / case.days)
    returned = np.where(rng.random(case.people) < case.ever, rng.geometric(daily, case.people), NEVER)
    last = case.days + 1
    followed = np.full(case.people, last)
    if case.followed_days:
        followed = np.minimum(rng.integers(0, case.followed_days + 1, case.people), last)
    is_seen = returned <= followed
    by_day = [np.bincount(days, minlength=last + 1) for days in (returned[is_seen], followed[~is_seen])]
    return by_day[0], by_day[1]


class Buying(NamedTuple):
    """Customers who buy or not each day, with the same chance."""

    customers: int
    days_between: int
    """Mean days between two purchases."""

    @property
    def churn_rate(self) -> float:
        """Chance to churn in a week of one who is active at its start (exact: W is longer than a week)."""
        stays_away = (1 - 1 / self.days_between) ** WINDOW
        return 7 / self.days_between * stays_away / (1 - stays_away)


BUYING = (Buying(150, 20), Buying(150, 60), Buying(300, 30))
WINDOW, WEEKS = 30, 2000
FIRST_MONDAY = date(1970, 1, 5)


def churn_coverage(case: Buying) -> Found:
    """The churn rate by week, asked of the product; the first weeks, before all is as usual, are left out."""
    with TemporaryDirectory() as folder, Shop.open(Path(folder) / "shop.duckdb") as shop:
        buying_shop(shop, case)
        rows = churn(shop, grain=Grain.WEEK, window=WINDOW).rows.iloc[20 : 20 + WEEKS]
    held = (rows["rate_low"] <= case.churn_rate) & (case.churn_rate <= rows["rate_high"])
    churned = rows["churned"].mean()
    return Found(held.mean(), churned, rows["active_start"].mean() - churned)


def buying_shop(shop: Shop, case: Buying) -> None:
    """Fills in the purchases of WEEKS weeks and some before, and the coverage."""
    rng = np.random.default_rng([case.customers, case.days_between])
    person, day = np.nonzero(rng.random((case.customers, 7 * (WEEKS + 20))) < 1 / case.days_between)
    bought = pd.DataFrame({"customer_key": person + 1, "day": day})
    start = f"date '{FIRST_MONDAY}'"
    with shop.write() as cursor:
        cursor.register("bought", bought)
        cursor.execute(
            "insert into current_order by name select row_number() over () as order_key, 1 as import_id, "
            f"customer_key, 1 as traits_ref, cast({start} + cast(day as integer) as timestamp) as ordered_at, "
            "1 as amount, row_number() over theirs as purchase_number, day - lag(day) over theirs as "
            f"days_since_previous, {start} + cast(min(day) over (partition by customer_key) as integer) as first_on "
            "from bought window theirs as (partition by customer_key order by day)"
        )
        cursor.execute(
            "insert into coverage by name select max(ordered_at)::date as as_of, min(ordered_at)::date as data_start, "
            "true as has_orders, false as has_sessions, false as orders_from_sessions, 0 as other_currency_orders, "
            "0 as unknown_status_orders, 0 as anonymous_orders, 0 as shared_identifiers from current_order"
        )


def exact_lines() -> Iterator[str]:
    """The exact part of the page."""
    yield "## Shares (Wilson), exactly"
    yield ""
    yield "Summed over all possible counts, for true shares of 1%, 2% … 99%."
    yield ""
    yield "| people | mean | lowest | at a true share of |"
    yield "|---|---|---|---|"
    for count in SHOWN_COUNTS:
        each = wilson_coverage(count)
        yield f"| {count:,} | {each.mean():.2%} | {each.min():.2%} | {lowest_at(each):.0%} |"
    worst = wilson_worst()
    yield ""
    yield (
        f"For every number of people from {COUNTS[0]} to {COUNTS[-1]:,} the mean lies between 94% and 96%. "
        f"The lowest of all is {worst.coverage:.1%}, with {worst.count} people and a true share of {worst.share:.0%}."
    )
    yield ""


def difference_lines() -> Iterator[str]:
    """The exact part about differences."""
    yield "## Differences of two shares (Newcombe, method 10), exactly"
    yield ""
    yield (
        "Summed over all possible counts, for true shares of 5%, 10% … 95% each. “Enough”: with "
        f"{ENOUGH} or more expected with and without on both sides."
    )
    yield ""
    yield "| people | and people | mean | lowest | lowest with enough | highest with enough |"
    yield "|---|---|---|---|---|---|"
    for pair in PAIRS:
        each = newcombe_coverage(*pair)
        enough = each[has_enough(*pair)]
        ends = " | ".join(f"{one:.2%}" for one in (each.mean(), each.min(), enough.min(), enough.max()))
        yield f"| {pair[0]:,} | {pair[1]:,} | {ends} |"
    yield ""


def waiting_lines() -> Iterator[str]:
    """The simulated part about Kaplan–Meier shares."""
    yield "## Kaplan–Meier shares (Greenwood, log(−log)), simulated"
    yield ""
    yield (
        f"{SAMPLES:,} samples a line. People return with the same chance each day, but for a part that never does; "
        "“followed” says for how long they are seen, each number of days as likely. Between 93% and 97% wherever "
        f"{ENOUGH} or more are expected to have returned and {ENOUGH} or more to be still at risk."
    )
    yield ""
    yield "| people | by day | followed | true share | returned | at risk | held |"
    yield "|---|---|---|---|---|---|---|"
    for case in WAITING:
        found = waiting_coverage(case)
        followed = f"0–{case.followed_days}" if case.followed_days else "to the end"
        mark = "" if found.is_enough else " (too few)"
        yield (
            f"| {case.people:,} | {case.days} | {followed} | {case.share:.0%} | {found.events:.0f} | "
            f"{found.others:.0f} | {found.coverage:.1%}{mark} |"
        )
    yield ""


def churn_lines() -> Iterator[str]:
    """The simulated part about churn rates."""
    yield "## Churn rates (Wilson), simulated"
    yield ""
    yield (
        f"One made-up shop a line: all buy with the same chance each day, over {WEEKS:,} weeks; each week is a sample, "
        "and what its true churn rate is follows from the chance. The churn window is 30 days."
    )
    yield ""
    yield "| customers | days between purchases | true rate | active | churned | held |"
    yield "|---|---|---|---|---|---|"
    for case in BUYING:
        found = churn_coverage(case)
        yield (
            f"| {case.customers:,} | {case.days_between} | {case.churn_rate:.1%} | {found.events + found.others:.0f} | "
            f"{found.events:.0f} | {found.coverage:.1%} |"
        )
    yield ""


def page() -> str:
    """docs/intervals.md."""
    head = [
        "# How often the intervals hold",
        "",
        "Every share comes with a 95% interval. This page says how often such an interval holds the true value;",
        "`python -m tests.metrics.coverage_table` writes it anew, tests/metrics/test_interval_coverage.py holds it.",
        "",
    ]
    return (
        "\n".join([*head, *exact_lines(), *difference_lines(), *waiting_lines(), *churn_lines()]).rstrip("\n")
        + "\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(page())
