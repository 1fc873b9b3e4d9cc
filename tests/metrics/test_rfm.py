"""RFM scores and segments, worked by hand."""

import random
import re
from collections import Counter
from itertools import product

import duckdb
import pytest

from retention.definitions.segment_map import cells_of
from retention.metrics import customers, rfm, rfm_cells, rfm_segment
from retention.values import RfmSegment
from tests.metrics.conftest import TEN_ORDERS, TEN_ORDERS_AS_OF, read

CELLS = list(product(range(1, 6), repeat=3))


def scores(shop):
    rows = customers(shop).rows
    return {row.customer_key: (row.R, row.F, row.M) for row in rows.itertuples()}


def test_ties_share_the_lower_score(shop_of):
    """
    Net revenue 10 10 10 20 30: ranks 1 1 1 4 5 → 1 + floor(5 · (rank − 1) / 5) = 1 1 1 4 5.
    Last order 5 5 4 4 4 January: from the worst, 4 4 4 are rank 1, 5 5 rank 4 → R = 4 4 1 1 1.
    """
    shop = shop_of(
        "a 2024-01-05 10\nb 2024-01-05 10\nc 2024-01-04 10\nd 2024-01-04 20\ne 2024-01-04 30",
    )
    assert scores(shop) == {1: (4, 1, 1), 2: (4, 1, 1), 3: (1, 1, 1), 4: (1, 1, 4), 5: (1, 1, 5)}


def test_seven_customers_in_fifths(shop_of):
    """Ranks 1..7: 1 + floor(5 · (rank − 1) / 7) = 1 1 2 3 3 4 5."""
    shop = shop_of("\n".join(f"c{number} 2024-01-01 {number + 1}" for number in range(7)))
    assert [found[2] for found in scores(shop).values()] == [1, 1, 2, 3, 3, 4, 5]


def test_frequency_has_fixed_bands(shop_of):
    counts = [1, 2, 3, 4, 6, 7, 20]
    shop = shop_of("\n".join(f"c{n} 2024-01-01 1" for n in counts for _ in range(n)))
    assert [found[1] for found in scores(shop).values()] == [1, 2, 3, 4, 4, 5, 5]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_nothing(shop_of, seed):
    """Many ties: nine customers, all with one of three values."""
    lines = [f"c{number} 2024-01-0{1 + number % 3} {10 * (1 + number % 3)}" for number in range(9)]
    expected = scores(shop_of("\n".join(lines)))
    turned = lines[:]
    random.Random(seed).shuffle(turned)
    found = scores(shop_of("\n".join(turned)))
    names = [line.split()[0] for line in turned]
    assert {names[key - 1]: score for key, score in found.items()} == {
        f"c{key - 1}": score for key, score in expected.items()
    }


def test_the_map_names_all_125_cells():
    names = Counter(rfm_segment(*zip(*CELLS, strict=True)).tolist())
    assert set(names) == {segment.value for segment in RfmSegment}
    assert sum(names.values()) == 125


PUBLISHED = {
    "champions": "555 554 544 545 454 455 445",
    "loyal": "543 444 435 355 354 345 344 335",
    "potential_loyalist": "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 "
    "333 323",
    "new_customers": "512 511 422 421 412 411 311",
    "promising": "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313",
    "need_attention": "535 534 443 434 343 334 325 324",
    "about_to_sleep": "331 321 312 221 213 231 241 251",
    "at_risk": "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124",
    "cannot_lose": "155 154 144 214 215 115 114 113",
    "hibernating": "332 322 233 232 223 222 132 123 122 212 211",
    "lost": "111 112 121 131 141 151",
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_map_is_the_published_one(name):
    """Bloomreach documentation, "RFM Segmentation"; Spotler, "App: RFM"."""
    cells = PUBLISHED[name].split()
    assert {rfm_segment(*map(int, cell)).item() for cell in cells} == {name}


def test_segments_of_ten_orders(ten_orders):
    """
    ann 3 3 1 potential loyalist?  331 → about to sleep     bob 1 2 3 → hibernating
    cid 4 2 4 → promising          dan 1 1 2 → lost         eve 5 2 5 → promising
    """
    rows = rfm(ten_orders).rows.set_index("segment")
    assert list(rows.index) == ["about_to_sleep", "hibernating", "lost", "promising"]
    assert rows.loc["promising"].to_dict() == {
        "customers": 2,
        "share": 0.4,
        "net_revenue": 320,
        "revenue_share": pytest.approx(320 / 550),
        "median_recency_days": 14.5,
        "purchases_per_customer": 2,
        "average_order_value": 80,
    }
    assert rows["customers"].sum() == 5
    assert rows["share"].sum() == pytest.approx(1)


def test_segments_partition_the_customers(ten_orders):
    listed = (
        customers(ten_orders)
        .rows.groupby("segment")
        .agg(customers=("customer_key", "count"), net_revenue=("net_revenue", "sum"))
    )
    assert listed.astype(float).equals(
        rfm(ten_orders).rows.set_index("segment")[["customers", "net_revenue"]].astype(float)
    )


def test_cells_count_customers_by_score(ten_orders):
    assert rfm_cells(ten_orders).rows.to_numpy().tolist() == [
        [1, 1, 2, 1, 80],
        [1, 2, 3, 1, 90],
        [3, 3, 1, 1, 60],
        [4, 2, 4, 1, 130],
        [5, 2, 5, 1, 190],
    ]
    assert rfm_cells(ten_orders, scores=("F",)).rows.to_numpy().tolist() == [
        [1, 1, 80],
        [2, 3, 410],
        [3, 1, 60],
    ]


def test_one_customer_and_nobody(shop_of):
    assert rfm(shop_of("ann 2024-01-01 1")).rows["segment"].tolist() == ["lost"]
    empty = rfm(shop_of("- 2024-01-01 1"))
    assert len(empty.rows) == 0
    assert len(rfm_cells(shop_of("- 2024-01-01 1")).rows) == 0


def test_money_scales(shop_of):
    """A hundred times the money: the same scores."""
    lines = "\n".join(f"{line.customer} {line.on} {line.amount * 100}" for line in read(TEN_ORDERS))
    plain = shop_of(TEN_ORDERS, as_of=TEN_ORDERS_AS_OF)
    assert scores(shop_of(lines, as_of=TEN_ORDERS_AS_OF)) == scores(plain)


@pytest.mark.parametrize("customers", [*range(1, 61), 2_000_001])
def test_cuts_are_the_values_at_whole_places(customers):
    """The share k/5 of quantile_disc is place ceil(k · customers / 5): decimals, so 0.6 · 35 is 21 and no hair more."""
    [(cuts,)] = duckdb.sql(
        f"select quantile_disc(cast(v as decimal(38, 4)), [0.2, 0.4, 0.6, 0.8]) from range(1, {customers + 1}) t(v)"
    ).fetchall()
    assert cuts == [-(-k * customers // 5) for k in (1, 2, 3, 4)]


def test_the_written_rules_of_the_segments_are_the_map():
    """Read back from the definition, every cell belongs to the segment that it names."""
    found = {}
    for segment in RfmSegment:
        for rule in cells_of(segment).split("; "):
            r, f, m = (_scores(part[1:]) for part in re.split(r" (?=[FM])", rule))
            found |= dict.fromkeys(product(r, f, m), segment.value)
    assert [found[cell] for cell in CELLS] == rfm_segment(*zip(*CELLS, strict=True)).tolist()


def _scores(written):
    """`1–2, 4` as 1, 2, 4."""
    spans = [span.split("–") for span in written.split(", ")]
    return [score for span in spans for score in range(int(span[0]), int(span[-1]) + 1)]
