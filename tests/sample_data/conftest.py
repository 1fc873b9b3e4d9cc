"""The sample shop read with pandas, by the definitions of the app and without its code."""

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

FOLDER = Path(__file__).parents[2] / "sample_data"
NO_ID = {"", "0", "guest", "null"}
SHARED_BY = 20


def read(name):
    return pd.read_csv(FOLDER / name, dtype=str, keep_default_na=False, encoding="utf-8")


def cents(money):
    """Whole cents: the files write every amount with two digits after the point."""
    assert money.str.fullmatch(r"\d+\.\d\d").all()
    return money.str.replace(".", "", regex=False).astype("int64")


def read_lines():
    lines = read("orders.csv")
    for column in ("Unit price", "Discount", "Order total", "Refunded amount"):
        lines[column] = cents(lines[column])
    lines["Quantity"] = lines["Quantity"].astype("int64")
    lines["Amount"] = lines["Unit price"] * lines["Quantity"] - lines["Discount"]
    for column in ("Order date", "Updated at", "Refunded at"):
        lines[column] = pd.to_datetime(lines[column].replace("", None), format="%Y-%m-%d %H:%M")
    lines["Number"] = lines["Order ID"].astype("int64")
    lines["e-mail"] = lines["Email"].str.strip().str.lower()
    digits = lines["Phone"].str.replace(r"\D", "", regex=True)
    digits = digits.str.replace(r"^8(?=\d{10}$)", "7", regex=True)
    lines["digits"] = digits.where(digits.str.len().between(10, 15), "")
    lines["id"] = lines["Customer ID"].where(~lines["Customer ID"].isin(NO_ID), "")
    return lines


def find_people(orders):
    """One key for all orders that share an identifier; an identifier beside over 20 e-mails joins nobody."""
    parent = {}

    def root(node):
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    beside = orders[orders["e-mail"] != ""].groupby("digits")["e-mail"].nunique()
    shared = set(beside[beside > SHARED_BY].index)
    keys = []
    for row in orders[["id", "e-mail", "digits"]].itertuples(index=False):
        nodes = [node for node in zip(("id", "e-mail", "phone"), row, strict=True) if node[1]]
        nodes = [node for node in nodes if not (node[0] == "phone" and node[1] in shared)]
        for node in nodes[1:]:
            parent[root(node)] = root(nodes[0])
        keys.append(nodes[0] if nodes else None)
    return [root(key) if key else None for key in keys]


def read_purchases(orders):
    """Counted orders of known customers, not given back in full, numbered within the customer."""
    counted = orders["Status"].isin(["completed", "shipped"]) & (orders["Order total"] > 0)
    kept = counted & orders["person"].notna() & (orders["Refunded amount"] < orders["Order total"])
    purchases = orders[kept].sort_values(["Order date", "Number"])
    purchases = purchases.assign(day=purchases["Order date"].dt.normalize())
    return purchases.assign(n=purchases.groupby("person").cumcount() + 1)


def read_firsts(purchases):
    """One row per customer: the first purchase and the days to the second."""
    firsts = purchases[purchases["n"] == 1].set_index("person")
    second = purchases[purchases["n"] == 2].set_index("person")["day"]
    return firsts.assign(gap=(second - firsts["day"]).dt.days, purchases=purchases.groupby("person").size())


@pytest.fixture(scope="session")
def shop():
    lines = read_lines()
    orders = lines.drop_duplicates("Order ID").copy()
    orders["person"] = pd.Series(
        [str(key) if key else None for key in find_people(orders)], index=orders.index, dtype="object"
    )
    orders["discounted"] = orders["Order ID"].map(lines.groupby("Order ID")["Discount"].max() > 0)
    purchases = read_purchases(orders)
    sessions = read("sessions.csv")
    sessions["started_at"] = pd.to_datetime(sessions["started_at"], format="%Y-%m-%d %H:%M")
    return SimpleNamespace(
        lines=lines,
        orders=orders,
        sold=orders[orders["Status"].isin(["completed", "shipped", "refunded"])],
        purchases=purchases,
        firsts=read_firsts(purchases),
        sessions=sessions,
        as_of=max(orders["Order date"].max(), sessions["started_at"].max()).normalize(),
    )


@pytest.fixture(scope="session")
def truths():
    return {truth["name"]: truth for truth in json.loads((FOLDER / "truths.json").read_text("utf-8"))}
