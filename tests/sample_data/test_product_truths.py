"""Every truth that was planted in the sample shop comes out of the product: its tables and its metrics."""

import math
from collections import Counter
from datetime import date

import pytest

from retention.ingest.sample import load_sample
from retention.metrics import compute, describe
from retention.shop import Shop
from sample_data.truth_sheet import SHEET

NAMES = [name for _, name, *_ in SHEET]
SOLD = "meaning in ('counted', 'refunded') and amount > 0"
HOLDING = """
    select purchase.*
    from purchase
    inner join named_order using (order_key, customer_key)
    where exists (
        select 1 from order_line_version as line
        where line.import_id = named_order.import_id and line.order_key = named_order.order_key
            and line.category = $category
    )"""


@pytest.fixture(scope="session")
def product(tmp_path_factory):
    """The sample shop, loaded as the app loads it."""
    with Shop.open(load_sample(tmp_path_factory.mktemp("product"))) as shop:
        yield shop


def rows(product, sql, **values):
    with product.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()


def value(product, sql, **values):
    return rows(product, sql, **values)[0][0]


def ages(product, days, where=()):
    """Daily cohorts: size, and who had bought again by the end of the last of these days of age."""
    found = compute(
        product, "cohort_retention", grain="day", clock="age", mode="cumulative", where=list(where)
    ).rows
    return found[(found["period"] == days) & (found["cohort"] != "all")].set_index("cohort")


def share(cohorts, *spans):
    """Σ customers / Σ size over the cohorts of these spans of days."""
    chosen = [
        day
        for day in cohorts.index
        if any(date.fromisoformat(a) <= day <= date.fromisoformat(b) for a, b in spans)
    ]
    part = cohorts.loc[chosen]
    assert len(part) >= 14
    assert part["is_complete"].all()
    return part["customers"].sum() / part["size"].sum()


def size(product):
    statuses = dict(rows(product, "select meaning, count(*) from named_order group by meaning"))
    told = describe(product)
    return {
        "orders": value(product, "select count(*) from named_order"),
        "purchases": told["purchases"],
        "customers": told["customers"],
        "cancelled_orders": statuses["cancelled"],
        "pending_orders": statuses["pending"],
        "test_orders": statuses["test"],
    }


def money(product):
    told = describe(product)
    return {
        "gross": told["gross_revenue"],
        "refunds": told["refunds"],
        "net": told["net_revenue"],
        "orders_refunded_in_full": value(
            product, f"select count(*) from named_order where {SOLD} and refunded >= amount"
        ),
        "orders_refunded_in_part": value(
            product, f"select count(*) from named_order where {SOLD} and refunded > 0 and refunded < amount"
        ),
    }


def identity(product):
    two = rows(
        product,
        """select customer_key from named_order where customer_key is not null
        group by customer_key having count(distinct email_ref) > 1""",
    )
    anonymous = value(product, "select sum(gross - refund) from money where customer_key is null")
    return {
        "people": value(product, "select count(distinct customer_key) from named_order"),
        "two_email_people": len(two),
        "shared_phone_emails": value(
            product,
            """select count(distinct email_ref) from named_order
            where phone_ref not in (select identifier_id from identity)""",
        ),
        "anonymous_orders": describe(product)["anonymous_orders"],
        "anonymous_net_share": float(anonymous) / describe(product)["net_revenue"],
    }


def loyalty(product):
    repeat = compute(product, "repeat_purchase").rows.set_index("horizon_days")
    cohorts = compute(product, "cohort_retention").rows
    pooled = cohorts[(cohorts["cohort"] == "all") & (cohorts["period"] == 1)]
    wholesale = value(
        product, f"select sum(amount - refunded) from named_order where payment = 'invoice' and {SOLD}"
    )
    return {
        "one_time_share": describe(product)["one_time_share"],
        "repeat_within_90_days": repeat.loc[90, "share"],
        "month_1_retention": pooled["share"].item(),
        "wholesale_net_share": float(wholesale) / describe(product)["net_revenue"],
    }


def channels(product):
    names = [
        name for (name,) in rows(product, "select distinct first_channel from customer where purchases > 0")
    ]
    shares = {
        name: compute(product, "repeat_purchase", where=f"first_channel={name}")
        .rows.set_index("horizon_days")
        .loc[90, "share"]
        for name in names
    }
    ranking = sorted(names, key=lambda name: -shares[name])
    return {"channel_ranking": ranking, "best_less_worst_channel": shares[ranking[0]] - shares[ranking[-1]]}


def welcome_series(product):
    everybody, strangers = ages(product, 60), ages(product, 60, where=["first_channel=marketplace"])
    columns = ["size", "customers"]
    reachable = everybody.assign(**everybody[columns].sub(strangers[columns], fill_value=0))
    before = share(reachable, ("2025-02-01", "2025-09-01"))
    with_series = share(reachable, ("2026-02-01", "2026-04-12"), ("2026-04-27", "2026-09-01"))
    return {
        "welcome_series_effect": with_series - before,
        "repeat_60_before_series": before,
        "repeat_60_with_series": with_series,
    }


def outage(product):
    cohorts = ages(product, 90)
    hit = share(cohorts, ("2026-04-13", "2026-04-26"))
    usual = share(cohorts, ("2026-03-16", "2026-04-12"), ("2026-04-27", "2026-05-24"))
    days = [day for day in cohorts.index if date(2026, 4, 13) <= day <= date(2026, 4, 26)]
    return {
        "outage_customers": cohorts.loc[days, "size"].sum(),
        "outage_repeat_90": hit,
        "outage_neighbours_repeat_90": usual,
        "outage_factor": hit / usual,
    }


def rhythms(product):
    gaps = f"""with mine as ({HOLDING}), gaps as (
        select purchased_on - lag(purchased_on) over (partition by customer_key order by purchase_number) as days
        from mine) select median(days) from gaps"""
    again = f"""with mine as ({HOLDING}), buyers as (select count(*) as bought from mine group by customer_key)
        select avg(case when bought > 1 then 1 else 0 end) from buyers"""
    season = f"""with days as (select strftime(purchased_on, '%m-%d') as day from ({HOLDING}))
        select avg(case when day between '12-02' and '12-21' or day between '02-27' and '03-07' then 1 else 0 end)
        from days"""
    return {
        "coffee_rhythm_days": value(product, gaps, category="Coffee beans"),
        "tea_rhythm_days": value(product, gaps, category="Tea"),
        "care_rhythm_days": value(product, gaps, category="Filters and cleaning"),
        "equipment_bought_again": value(product, again, category="Equipment"),
        "gifts_in_season": value(product, season, category="Gifts"),
    }


def habits(product):
    return {
        "payday_share": value(
            product,
            """select avg(case when day(purchased_on) between 6 and 10 or day(purchased_on) between 21 and 25
            then 1 else 0 end) from purchase""",
        ),
        "discounted_share": value(
            product, "select avg(case when is_discounted then 1 else 0 end) from purchase_detail"
        ),
        "sale_only_customers": value(
            product,
            """select count(*) from (select customer_key from purchase_detail group by customer_key
            having count(*) > 1 and bool_and(is_discounted))""",
        ),
    }


def visits(product):
    sessions, carts, abandoned, bought = rows(
        product,
        """select count(*), count(*) filter (where has_cart), count(*) filter (where has_cart and not has_purchase),
        count(*) filter (where has_purchase) from visit""",
    )[0]
    return {
        "sessions": describe(product)["sessions"],
        "tracked_orders": value(
            product,
            """select count(*) from named_order where device is not null and ordered_on >= date '2026-06-01'
            and order_id in (select order_id from session_version)""",
        ),
        "cart_abandonment_rate": abandoned / carts,
        "conversion": bought / sessions,
    }


TOPICS = (size, money, identity, loyalty, channels, welcome_series, outage, rhythms, habits, visits)


@pytest.fixture(scope="session")
def shown(product):
    return {name: found for topic in TOPICS for name, found in topic(product).items()}


def test_product_shows_every_truth(truths, shown):
    assert set(shown) == set(truths)


@pytest.mark.parametrize("name", NAMES)
def test_product_shows_the_truth(truths, shown, name):
    planted, seen = truths[name]["value"], shown[name]
    if isinstance(planted, list):
        assert seen == planted
    else:
        assert math.isclose(seen, planted, rel_tol=0, abs_tol=truths[name]["tolerance"] + 1e-9)


def monthly(product):
    found = compute(product, "cohort_retention").rows
    return found[found["period"] == 1].set_index("cohort")["share"]


def test_outage_is_a_dip_in_the_cohort_table(product):
    shares = monthly(product)
    assert shares[date(2026, 4, 1)] < 0.7 * min(shares[date(2026, 3, 1)], shares[date(2026, 5, 1)])


def test_welcome_series_is_a_rise_in_the_cohort_table(product):
    shares = monthly(product)
    before = [shares[date(2025, month, 1)] for month in range(2, 9)]
    after = [shares[date(2026, month, 1)] for month in range(2, 9) if month != 4]
    assert sum(after) / len(after) > sum(before) / len(before) + 0.04


def test_weekly_cohorts_show_the_outage_to_the_week(product):
    found = compute(product, "cohort_retention", grain="week", clock="age", mode="cumulative").rows
    shares = found[found["period"] == 12].set_index("cohort")["share"]
    lowest = sorted(
        day for day in shares.index if isinstance(day, date) and date(2026, 1, 1) < day < date(2026, 7, 1)
    )
    worst = sorted(lowest, key=lambda day: shares[day])[:2]
    assert set(worst) == {date(2026, 4, 13), date(2026, 4, 20)}


def test_pending_orders_are_of_the_last_weeks(product):
    assert value(product, "select min(ordered_on) from named_order where meaning = 'pending'") > date(
        2026, 9, 20
    )


def test_anonymous_revenue_and_shared_phone_travel_as_notes(product):
    notes = {note.caveat.value: note.fields for note in compute(product, "churn").notes}
    assert notes["anonymous_orders"]["count"] == 352
    assert notes["shared_identifier"] == {"count": 1}


def test_journal_accounts_for_every_row_of_the_files(product):
    counts = "rows_read, rows_loaded, rows_rejected, rows_duplicate"
    found = rows(product, f"select file_name, {counts} from import_journal order by import_id")
    assert found == [("orders.csv", 21203, 21203, 0, 0), ("sessions.csv", 40701, 40701, 0, 0)]


def test_segments_and_customers_are_the_same_people(product):
    people = compute(product, "customers").rows
    segments = compute(product, "rfm").rows.set_index("segment")["customers"]
    assert Counter(people["segment"]) == segments.to_dict()
    buyers = "select sum(gross - refund) from money where customer_key in (select customer_key from purchase)"
    assert people["net_revenue"].sum() == pytest.approx(float(value(product, buyers)))
