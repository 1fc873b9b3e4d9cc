"""The sample files are made by the generator as they are, follow their format, and look like a shop's."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from sample_data import generate

FOLDER = Path(generate.__file__).parent
FILES = ("orders.csv", "sessions.csv", "truths.json")
EXAMPLE_EMAIL = r"[a-z0-9.@-]+@([a-z-]+\.)?example\.(com|org|net)"


@pytest.fixture(scope="module")
def made_anew(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shop")
    generate.write(folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_generator_makes_the_same_bytes_again(made_anew, name):
    assert (made_anew / name).read_bytes() == (FOLDER / name).read_bytes()


def test_another_seed_makes_another_shop():
    assert generate.generate(seed=5)["orders"] != generate.generate()["orders"]


def test_files_are_moderate():
    assert sum((FOLDER / name).stat().st_size for name in FILES) <= 9_000_000
    assert b"\r" not in (FOLDER / "orders.csv").read_bytes()


def test_headers_are_as_promised(shop):
    assert tuple(shop.lines.columns[: len(generate.ORDER_HEADER)]) == generate.ORDER_HEADER
    assert tuple(shop.sessions.columns) == generate.SESSION_HEADER


def test_order_fields_are_the_same_on_every_line(shop):
    per_line = {"SKU", "Product", "Category", "Quantity", "Unit price", "Discount"}
    order_fields = [name for name in generate.ORDER_HEADER if name not in per_line]
    assert len(shop.lines[order_fields].drop_duplicates()) == len(shop.orders)


def test_order_total_is_the_sum_of_its_lines(shop):
    sums = shop.lines.groupby("Order ID")["Amount"].sum()
    assert (shop.orders["Order ID"].map(sums) == shop.orders["Order total"]).all()
    assert (shop.orders["Order total"] > 0).all()
    assert (shop.lines["Amount"] > 0).all()


def test_coupon_and_discount_come_together(shop):
    assert ((shop.orders["Coupon"] != "") == shop.orders["discounted"]).all()


def test_numbers_rise_with_time_and_pass_ten_thousand(shop):
    by_number = shop.orders.sort_values("Number")
    assert by_number["Order date"].is_monotonic_increasing
    assert by_number["Number"].min() < 10_000 < by_number["Number"].max()


def test_two_years_end_on_31_october_2026(shop):
    assert shop.orders["Order date"].min().normalize() == pd.Timestamp("2024-11-01")
    assert shop.orders["Order date"].max().normalize() == shop.as_of == pd.Timestamp("2026-10-31")
    assert shop.sessions["started_at"].min().normalize() == pd.Timestamp("2026-06-01")


def test_nothing_happens_before_the_order_or_after_the_end(shop):
    end = shop.as_of + pd.Timedelta(days=1)
    assert shop.orders["Updated at"].between(shop.orders["Order date"], end, inclusive="left").all()
    refunds = shop.orders.dropna(subset=["Refunded at"])
    assert (refunds["Refunded at"] > refunds["Order date"]).all()
    assert (refunds["Refunded at"] == refunds["Updated at"]).all()


def test_refunds_have_amount_date_and_status(shop):
    refunded = shop.orders["Refunded amount"]
    assert (refunded <= shop.orders["Order total"]).all()
    assert ((refunded > 0) == shop.orders["Refunded at"].notna()).all()
    assert ((refunded == shop.orders["Order total"]) == (shop.orders["Status"] == "refunded")).all()


def test_open_orders_are_recent(shop):
    age = shop.as_of - shop.orders["Order date"].dt.normalize()
    assert age[shop.orders["Status"] == "pending"].max() <= pd.Timedelta(days=40)
    assert age[shop.orders["Status"] == "shipped"].max() <= pd.Timedelta(days=14)


def test_contacts_are_invented(shop):
    emails = shop.orders.loc[shop.orders["e-mail"] != "", "e-mail"]
    assert emails.str.fullmatch(EXAMPLE_EMAIL).all()
    phones = shop.orders.loc[shop.orders["Phone"] != "", "digits"]
    assert phones.str.fullmatch(r"37[012]00\d{6}").all()


def test_contacts_are_untidy_as_in_real_files(shop):
    assert (shop.orders["Email"] != shop.orders["e-mail"]).mean() > 0.01
    written = shop.orders[shop.orders["digits"] != ""].groupby("digits")["Phone"].nunique()
    assert (written > 1).sum() > 100


def test_most_customers_buy_once_as_in_a_real_shop(shop):
    assert 0.5 <= (shop.firsts["purchases"] == 1).mean() <= 0.62
    assert 14_000 <= len(shop.orders) <= 18_000
    assert 0.02 <= shop.orders["person"].isna().mean() <= 0.03


def test_hours_and_weekdays_are_those_of_people(shop):
    hours = shop.orders["Order date"].dt.hour
    assert hours.between(19, 21).mean() > 0.22
    assert hours.between(1, 5).mean() < 0.03
    weekdays = shop.orders["Order date"].dt.day_of_week.value_counts(normalize=True)
    assert weekdays.between(0.11, 0.18).all()


def test_black_friday_is_the_best_week_of_its_half_year(shop):
    weeks = shop.purchases["day"].dt.to_period("W").value_counts()
    weeks = weeks[
        (weeks.index >= pd.Period("2025-07-01", "W")) & (weeks.index < pd.Period("2026-01-01", "W"))
    ]
    assert pd.Timestamp("2025-11-28").to_period("W") in weeks.nlargest(2).index


def test_retention_is_natural_and_decays(shop):
    cohort = shop.purchases["person"].map(shop.firsts["day"]).dt.to_period("M")
    age = (shop.purchases["day"].dt.to_period("M").astype("int64") - cohort.astype("int64")).rename("age")
    people = shop.purchases.groupby([cohort.rename("cohort"), age])["person"].nunique().unstack(fill_value=0)
    shares = people.div(people[0], axis=0)
    before = shares.loc[:"2025-12"]
    assert before[1].between(0.12, 0.22).all()
    assert before[1].mean() > before[3].mean() > before[6].mean() > before[10].mean() > 0.05
    assert shares.loc["2026-04", 1] < 0.7 * shares.loc["2026-05", 1]
    assert shares.loc["2026-02":"2026-09", 1].drop(pd.Period("2026-04", "M")).mean() > before[1].mean() + 0.04


def test_each_order_on_the_site_has_its_one_session(shop):
    tracked = shop.orders[(shop.orders["Device"] != "") & (shop.orders["Order date"] >= "2026-06-01")]
    bought = shop.sessions[shop.sessions["purchased"] == "1"]
    assert Counter(bought["order_id"]) == Counter(tracked["Order ID"])
    pair = bought.merge(tracked, left_on="order_id", right_on="Order ID", validate="one_to_one")
    took = pair["Order date"] - pair["started_at"]
    assert took.between(pd.Timedelta(0), pd.Timedelta(hours=1)).all()
    assert (pair["device"] == pair["Device"]).all()
    assert (pair["cart_value"] == (pair["Order total"] / 100).map("{:.2f}".format)).all()
    assert (pair["customer_id"] == pair["Customer ID"]).all()


def test_session_steps_follow_each_other(shop):
    steps = shop.sessions[["purchased", "checkout_started", "add_to_cart"]].astype("int64")
    assert (steps["purchased"] <= steps["checkout_started"]).all()
    assert (steps["checkout_started"] <= steps["add_to_cart"]).all()
    assert ((shop.sessions["cart_value"] != "") == (steps["add_to_cart"] == 1)).all()
    assert ((shop.sessions["order_id"] != "") == (steps["purchased"] == 1)).all()
    assert (shop.sessions["pages"].astype("int64") > shop.sessions["product_views"].astype("int64")).all()
    seen = shop.sessions["categories_viewed"].str.split("|").explode()
    assert set(seen) - {""} == set(shop.lines["Category"])
    assert shop.sessions["started_at"].is_monotonic_increasing
    assert shop.sessions["session_id"].is_unique
    assert len(shop.sessions) <= 45_000


def test_no_customer_is_logged_in_before_having_an_account(shop):
    logged_in = shop.sessions[shop.sessions["customer_id"] != ""]
    account_since = shop.orders[shop.orders["id"] != ""].groupby("id")["Order date"].min()
    since = logged_in["customer_id"].map(account_since)
    assert since.notna().all()
    ended_in_order = logged_in["purchased"] == "1"
    assert (ended_in_order | (since <= logged_in["started_at"])).all()


def test_no_first_order_comes_before_the_first_visit(shop):
    known = shop.orders[shop.orders["person"].notna()]
    began = known.groupby("person")["Order date"].min()
    order_person = known.set_index("Order ID")["person"]
    bought = shop.sessions[shop.sessions["purchased"] == "1"]
    visitor = bought.drop_duplicates("visitor_id").set_index("visitor_id")["order_id"].map(order_person)
    first_visit = shop.sessions.groupby("visitor_id")["started_at"].min()
    people_visit = first_visit.groupby(visitor.reindex(first_visit.index)).min()
    on_site = known[known["Device"] != ""].groupby("person")["Order date"].min()
    new = began[(began >= "2026-06-01") & (began == on_site.reindex(began.index))]
    assert len(new) > 500
    assert (people_visit.reindex(new.index) <= new).all()


def test_abandoned_carts_are_as_many_as_in_real_shops(shop):
    carts = shop.sessions[shop.sessions["add_to_cart"] == "1"]
    assert 0.65 <= (carts["purchased"] == "0").mean() <= 0.70
    assert 0.02 <= (shop.sessions["purchased"] == "1").mean() <= 0.12
