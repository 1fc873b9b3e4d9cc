"""The twin against numbers worked by hand from the ten orders (see `ten_orders`).

Days between purchases: Ann 26 and 121, Bob 12, Cy 0; Dee has waited 82 days. The last day is 31 May 2024.
"""

from tests.twin.book import build
from tests.twin.churn import churn, horizon_days, window_days
from tests.twin.cohorts import cohort_retention
from tests.twin.compare import assert_equal
from tests.twin.describe import describe
from tests.twin.growth import lifecycle, lifetime_value
from tests.twin.repeat import latency, order_ladder, repeat_purchase
from tests.twin.rfm import customers, lifecycle_grid, rfm_cells
from tests.twin.ten_orders import ORDERS
from tests.twin.timing import timing

BOOK = build(ORDERS)
JAN, FEB, MAR, APR, MAY = (f"2024-0{month}-01" for month in range(1, 6))


def check(rows: list[dict], table: str) -> None:
    """Compare rows with a drawn table: a header, then one line a row, `-` for an empty cell.

    The first two columns name a row (one where the second is not a key makes no difference).
    """
    lines = [line.split() for line in table.strip().splitlines()]
    wanted = [
        dict(zip(lines[0], ["" if cell == "-" else cell for cell in line], strict=True)) for line in lines[1:]
    ]
    assert len(rows) == len(wanted)
    numbered = [{"line": number, **row} for number, row in enumerate(rows)]
    assert_equal(
        numbered, [{"line": number, **row} for number, row in enumerate(wanted)], ("line",), "by hand"
    )


def test_describe():
    """Gross 460 = 450 of eight purchases + 10 of nobody; refunds 20 + 25."""
    wanted = {
        "as_of": "2024-05-31",
        "first_at": "2024-01-05 10:00:00",
        "last_at": "2024-05-31 20:00:00",
        "customers": 4,
        "purchases": 8,
        "gross_revenue": 460,
        "refunds": 45,
        "net_revenue": 415,
        "average_order_value": 450 / 8,
        "orders_per_customer": 2,
        "one_time_share": 1 / 4,
        "repeat_share": 3 / 4,
        "anonymous_orders": 1,
        "anonymous_revenue_share": 10 / 460,
        "sessions": 0,
        "churn_window_days": 74,
    }
    assert_equal([describe(BOOK)], [wanted], (), "describe")


def test_cohorts_by_month():
    """January = Ann and Bob; Cy's early refund is in no cell; Ann's refund stands in February."""
    check(
        cohort_retention(BOOK),
        f"""
        cohort size period customers share orders revenue cumulative_revenue_per_customer average_order_value is_complete cohorts
        {JAN}  2    0      2         1     3      200     100                             66.6666667          true        1
        {JAN}  2    1      1         0.5   1      10      105                             30                  true        1
        {JAN}  2    2      0         0     0      0       105                             -                   true        1
        {JAN}  2    3      0         0     0      0       105                             -                   true        1
        {JAN}  2    4      1         0.5   1      50      130                             50                  true        1
        {FEB}  1    0      1         1     2      100     100                             50                  true        1
        {FEB}  1    1      0         0     0      0       100                             -                   true        1
        {FEB}  1    2      0         0     0      0       100                             -                   true        1
        {FEB}  1    3      0         0     0      0       100                             -                   true        1
        {MAR}  1    0      1         1     1      70      70                              70                  true        1
        {MAR}  1    1      0         0     0      0       70                              -                   true        1
        {MAR}  1    2      0         0     0      0       70                              -                   true        1
        all    4    0      4         1     6      370     92.5                            61.6666667          true        3
        all    4    1      1         0.25  1      10      95                              30                  true        3
        all    4    2      0         0     0      0       95                              -                   true        3
        all    3    3      0         0     0      0       103.333333                      -                   true        2
        all    2    4      1         0.5   1      50      130                             50                  true        1
        """,  # noqa: E501
    )


def test_cohort_modes():
    """Cumulative counts second purchases so far, on-or-after anybody who still comes."""
    january = [row["customers"] for row in cohort_retention(BOOK, mode="cumulative")[:5]]
    assert january == [1, 2, 2, 2, 2]
    january = [row["customers"] for row in cohort_retention(BOOK, mode="on_or_after")[:5]]
    assert january == [2, 2, 1, 1, 1]
    february, march = (
        cohort_retention(BOOK, mode="cumulative")[5],
        cohort_retention(BOOK, mode="cumulative")[9],
    )
    assert (february["customers"], march["customers"]) == (1, 0)


def test_cohorts_by_age():
    """Ann's second purchase has age 26, her refund 36, her third 147; Bob's second 12.

    Bob lives through day 149 only on 17 June, so the last cell is open; no cell 5, which begins on 3 June.
    """
    check(
        cohort_retention(BOOK, clock="age")[:5],
        f"""
        cohort period customers orders revenue cumulative_revenue_per_customer average_order_value is_complete
        {JAN}  0      2         4      230     115                             57.5                true
        {JAN}  1      0         0      -20     105                             -                   true
        {JAN}  2      0         0      0       105                             -                   true
        {JAN}  3      0         0      0       105                             -                   true
        {JAN}  4      1         1      50      130                             50                  false
        """,
    )


def test_repeat_purchase():
    """At 30 days three of four came back; survival 3/4 x 2/3 x 1/2 = 1/4, Greenwood's sum 1/12 + 1/6 + 1/2.

    Nobody was followed for 180 days. On the 90th day nobody is left at risk.
    """
    check(
        repeat_purchase(BOOK),
        """
        horizon_days eligible repeaters share share_low share_high km_at_risk km_share km_low   km_high
        30           4        3         0.75  0.300642  0.954413   1          0.75     0.334675 0.991052
        60           4        3         0.75  0.300642  0.954413   1          0.75     0.334675 0.991052
        90           3        3         1     0.438503  1          0          0.75     0.334675 0.991052
        180          0        0         -     -         -          0          -        -        -
        365          0        0         -     -         -          0          -        -        -
        -            4        3         0.75  0.300642  0.954413   -          -        -        -
        """,
    )


def test_order_ladder():
    """Cy's purchases of one moment are numbered by order number: 80.00 (no. 5) before 20.00 (no. 10)."""
    check(
        order_ladder(BOOK),
        """
        order_number customers next_customers share    km_share_365 km_at_risk median_days average_order_value
        1            4         3              0.75     -            0          12          72.5
        2            3         1              0.333333 -            0          121         36.6666667
        3            1         0              0        -            0          -           50
        """,
    )


def test_latency():
    check(
        latency(BOOK),
        """
        order_number days gaps
        1            0    1
        1            12   1
        1            26   1
        2            121  1
        all          0    1
        all          12   1
        all          26   1
        all          121  1
        """,
    )


def test_churn_in_thirty_days():
    """Ann leaves on 1 March (31 January + 30), Bob on 2 March, Cy on 30 March, Dee on 9 April.

    Past-year revenue in March: Ann 100 + 60 - 20, Bob 70, Cy 100 - 25. Ann comes back on 31 May.
    """
    check(
        churn(BOOK, window=30),
        f"""
        period active_start new resurrected churned active_end churn_rate rate_low rate_high churned_revenue_365 window_days is_open
        {JAN}  0            2   0           0       2          -          -        -         0                   30          false
        {FEB}  2            1   0           0       3          0          0        0.657620  0                   30          false
        {MAR}  3            1   0           3       1          1          0.438503 1         285                 30          false
        {APR}  1            0   0           1       0          1          0.206549 1         70                  30          false
        {MAY}  0            0   1           0       1          -          -        -         0                   30          false
        """,  # noqa: E501
    )


def test_automatic_window_of_few_gaps():
    """5 January to 31 May are 148 days; four gaps are too few for a percentile."""
    assert horizon_days(BOOK) == 74
    assert window_days(BOOK) == 74


def test_scores():
    """Recency ranks Bob, Cy, Dee, Ann; money ranks Bob and Dee (70), Cy (75), Ann (190)."""
    rows = sorted(customers(BOOK), key=lambda row: row["first_at"])
    check(
        rows,
        """
        purchases net_revenue recency_days R F M stage
        3         190         0            4 3 4 active
        2         70          120          1 2 1 churned
        2         75          92           2 2 3 churned
        1         70          82           3 1 1 churned
        """,
    )
    check(
        rfm_cells(BOOK),
        """
        R F M customers net_revenue
        1 2 1 1         70
        2 2 3 1         75
        3 1 1 1         70
        4 3 4 1         190
        """,
    )
    check(
        lifecycle_grid(BOOK),
        """
        purchases stage   customers net_revenue
        1         churned 1         70
        2         churned 2         145
        3+        active  1         190
        """,
    )


def test_lifecycle():
    check(
        lifecycle(BOOK),
        f"""
        period new returning resurrected dormant customers quick_ratio is_open
        {JAN}  2   0         0           0       2         -           false
        {FEB}  1   1         0           1       2         1           false
        {MAR}  1   0         0           2       1         0.5         false
        {APR}  0   0         0           1       0         0           false
        {MAY}  0   0         1           0       1         -           false
        """,
    )


def test_lifetime_value():
    """Dee's third month of life ends on 7 June."""
    rows = lifetime_value(BOOK)
    check(
        [*rows[:5], *rows[9:12], rows[-4]],
        f"""
        cohort size age_months revenue_per_customer is_complete
        {JAN}  2    0          115                  true
        {JAN}  2    1          105                  true
        {JAN}  2    2          105                  true
        {JAN}  2    3          105                  true
        {JAN}  2    4          130                  false
        {MAR}  1    0          70                   true
        {MAR}  1    1          70                   true
        {MAR}  1    2          70                   false
        all    4    0          100                  true
        """,
    )


def test_timing():
    """The partly refunded order counts with 40; 31 January 2024 is a Wednesday."""
    rows = {(row["part"], row["value"]): (row["purchases"], row["revenue"]) for row in timing(BOOK)}
    assert rows["month", "1"] == (3, 180)
    assert rows["day", "31"] == (2, 90)
    assert rows["weekday_hour", "3-23"] == (1, 40)
