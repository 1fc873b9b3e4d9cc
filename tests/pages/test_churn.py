"""The churn page: each category's own rhythm."""

import pytest

from pages.ui.tables import MOST_ROWS

HEADING = "Each category has its own rhythm"
PLAIN = (
    "Order ID,Order date,Email,Order total\n1,2024-01-05,a@example.com,10\n2,2024-04-05,b@example.com,20\n"
)


def test_categories_have_their_own_rhythm(open_page):
    """The sample shop's README plants it: coffee is drunk up in weeks, a machine is bought once."""
    app = open_page("understand/churn")
    assert HEADING in [one.value for one in app.subheader]
    rows = categories(app)
    assert rows.index[0] == "Coffee beans"
    assert rows.loc["Equipment", "usual"] == "rarely" and rows.loc["Equipment"].isna()["outside"]
    coffee = rows.loc["Coffee beans"]
    assert coffee.usual == "23–44" and coffee.renewal_days == 30
    said = [item.value for item in app.markdown]
    outside = f"{int(coffee.outside):,} of {int(coffee.buyers):,} buyers"
    assert any(text.startswith("Coffee beans") and outside in text for text in said)


def categories(app):
    """The table of the categories' norms."""
    (table,) = [frame.value for frame in app.dataframe if "usual" in frame.value]
    return table.set_index("category")


@pytest.mark.parametrize("who", ["outside", "inside"])
def test_the_people_of_a_category_are_as_many_as_the_table_says(open_page, who):
    app = open_page("understand/churn", category="Tea", rhythm=who)
    row = categories(app).loc["Tea"]
    sizes = {"outside": int(row.outside), "inside": int(row.buyers - row.outside)}
    (button,) = [group for group in app.get("button_group") if group.key == "rhythm"]
    assert button.options == [
        f"Silent for longer: {sizes['outside']:,}",
        f"Within the usual spread: {sizes['inside']:,}",
    ]
    people = app.dataframe[-1].value
    assert len(people) == min(sizes[who], MOST_ROWS) > 0
    known = people["email"][people["email"] != ""]
    assert known.str.contains("•").all() and len(known)


def test_nothing_where_orders_have_no_category(open_page, load_orders):
    load_orders(PLAIN)
    app = open_page("understand/churn", shop="made")
    assert app.error.values == [] and HEADING not in [one.value for one in app.subheader]
