"""Every truth that was planted can be found again in the files."""

import math
from pathlib import Path

import pandas as pd
import pytest

from sample_data.truth_sheet import SHEET

README = Path(__file__).parents[2] / "sample_data" / "README.md"
OUTAGE = pd.date_range("2026-04-13", "2026-04-26")


def net(orders):
    return int((orders["Order total"] - orders["Refunded amount"]).sum())


def repeat_share(shop, firsts, days):
    followed = firsts[firsts["day"] <= shop.as_of - pd.Timedelta(days=days)]
    return (followed["gap"] <= days).mean()


def first_between(shop, start, end):
    return shop.firsts[shop.firsts["day"].between(start, end)]


def holding(shop, category):
    numbers = shop.lines.loc[shop.lines["Category"] == category, "Order ID"]
    return shop.purchases[shop.purchases["Order ID"].isin(numbers)]


def size(shop):
    status = shop.orders["Status"].value_counts()
    return {
        "orders": len(shop.orders),
        "purchases": len(shop.purchases),
        "customers": len(shop.firsts),
        "cancelled_orders": status["cancelled"],
        "pending_orders": status["pending"],
        "test_orders": status["test"],
    }


def money(shop):
    total, refunded = shop.sold["Order total"], shop.sold["Refunded amount"]
    return {
        "gross": total.sum() / 100,
        "refunds": refunded.sum() / 100,
        "net": net(shop.sold) / 100,
        "orders_refunded_in_full": (refunded >= total).sum(),
        "orders_refunded_in_part": refunded.between(1, total - 1).sum(),
    }


def identity(shop):
    known = shop.orders[shop.orders["person"].notna()]
    emails = known[known["e-mail"] != ""].groupby("person")["e-mail"].nunique()
    two = known[known["person"].isin(emails[emails > 1].index)]
    assert (two["id"] == "").all()
    assert (two.groupby("person")["digits"].nunique() == 1).all()
    nameless = shop.orders[shop.orders["person"].isna()]
    return {
        "people": known["person"].nunique(),
        "two_email_people": two["person"].nunique(),
        "shared_phone_emails": known[known["digits"] != ""].groupby("digits")["e-mail"].nunique().max(),
        "anonymous_orders": len(nameless),
        "anonymous_net_share": net(shop.sold[shop.sold["person"].isna()]) / net(shop.sold),
    }


def loyalty(shop):
    cohort = shop.purchases["person"].map(shop.firsts["day"]).dt.to_period("M")
    bought = shop.purchases["day"].dt.to_period("M")
    next_month = shop.purchases[bought == cohort + 1]["person"].nunique()
    complete = (shop.firsts["day"].dt.to_period("M") < shop.as_of.to_period("M")).sum()
    return {
        "one_time_share": (shop.firsts["purchases"] == 1).mean(),
        "repeat_within_90_days": repeat_share(shop, shop.firsts, 90),
        "month_1_retention": next_month / complete,
        "wholesale_net_share": net(shop.sold[shop.sold["Payment"] == "invoice"]) / net(shop.sold),
    }


def channels(shop):
    shares = {name: repeat_share(shop, group, 90) for name, group in shop.firsts.groupby("Channel")}
    ranking = sorted(shares, key=lambda name: -shares[name])
    return {
        "channel_ranking": ranking,
        "best_less_worst_channel": shares[ranking[0]] - shares[ranking[-1]],
    }


def welcome_series(shop):
    reachable = shop.firsts[shop.firsts["Channel"] != "marketplace"]
    before = reachable[reachable["day"].between("2025-02-01", "2025-09-01")]
    reached = reachable[reachable["day"].between("2026-02-01", "2026-09-01")]
    old = repeat_share(shop, before, 60)
    new = repeat_share(shop, reached[~reached["day"].isin(OUTAGE)], 60)
    return {
        "welcome_series_effect": new - old,
        "repeat_60_before_series": old,
        "repeat_60_with_series": new,
    }


def outage(shop):
    hit = first_between(shop, "2026-04-13", "2026-04-26")
    beside = pd.concat(
        [first_between(shop, "2026-03-16", "2026-04-12"), first_between(shop, "2026-04-27", "2026-05-24")]
    )
    low, usual = repeat_share(shop, hit, 90), repeat_share(shop, beside, 90)
    return {
        "outage_customers": len(hit),
        "outage_repeat_90": low,
        "outage_neighbours_repeat_90": usual,
        "outage_factor": low / usual,
    }


def rhythms(shop):
    found = {}
    for name, category in (("coffee", "Coffee beans"), ("tea", "Tea"), ("care", "Filters and cleaning")):
        found[f"{name}_rhythm_days"] = (
            holding(shop, category).groupby("person")["day"].diff().dt.days.median()
        )
    gifts = holding(shop, "Gifts")["day"].dt.strftime("%m-%d")
    seasons = gifts.between("12-02", "12-21") | gifts.between("02-27", "03-07")
    return found | {
        "equipment_bought_again": (holding(shop, "Equipment").groupby("person").size() > 1).mean(),
        "gifts_in_season": seasons.mean(),
    }


def habits(shop):
    discounted = shop.purchases.groupby("person")["discounted"].agg(["all", "size"])
    day = shop.purchases["day"].dt.day
    return {
        "payday_share": (day.between(6, 10) | day.between(21, 25)).mean(),
        "discounted_share": shop.purchases["discounted"].mean(),
        "sale_only_customers": (discounted["all"] & (discounted["size"] > 1)).sum(),
    }


def visits(shop):
    carts = shop.sessions[shop.sessions["add_to_cart"] == "1"]
    tracked = (shop.orders["Device"] != "") & (shop.orders["Order date"] >= "2026-06-01")
    return {
        "sessions": len(shop.sessions),
        "tracked_orders": tracked.sum(),
        "cart_abandonment_rate": (carts["purchased"] == "0").mean(),
        "conversion": (shop.sessions["purchased"] == "1").mean(),
    }


TOPICS = (size, money, identity, loyalty, channels, welcome_series, outage, rhythms, habits, visits)
NAMES = [name for _, name, *_ in SHEET]


@pytest.fixture(scope="module")
def found(shop):
    return {name: value for topic in TOPICS for name, value in topic(shop).items()}


def test_every_truth_is_looked_for(truths, found):
    assert set(truths) == set(NAMES) == set(found)


@pytest.mark.parametrize("name", NAMES)
def test_truth_holds_in_the_files(truths, found, name):
    planted, seen = truths[name]["value"], found[name]
    if isinstance(planted, list):
        assert seen == planted
    else:
        assert math.isclose(seen, planted, rel_tol=0, abs_tol=truths[name]["tolerance"] + 1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_readme_shows_the_truth(truths, name):
    truth = truths[name]
    value = ", ".join(truth["value"]) if isinstance(truth["value"], list) else str(truth["value"])
    rows = [line for line in README.read_text("utf-8").splitlines() if line.startswith(f"| `{name}` ")]
    assert len(rows) == 1
    assert f"| {value} |" in rows[0]
