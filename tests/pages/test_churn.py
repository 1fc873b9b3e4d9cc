"""The churn page: each category's own rhythm."""

HEADING = "Each category has its own rhythm"
PLAIN = (
    "Order ID,Order date,Email,Order total\n1,2024-01-05,a@example.com,10\n2,2024-04-05,b@example.com,20\n"
)


def test_categories_have_their_own_rhythm(open_page):
    """The sample shop's README plants it: coffee is drunk up in weeks, a machine is bought once."""
    app = open_page("understand/churn")
    assert HEADING in [one.value for one in app.subheader]
    rows = app.dataframe[-1].value.set_index("category")
    assert rows.index[0] == "Coffee beans"
    assert rows.loc["Equipment", "usual"] == "rarely" and rows.loc["Equipment"].isna()["outside"]
    coffee = rows.loc["Coffee beans"]
    assert coffee.usual == "23–44" and coffee.renewal_days == 30
    said = [item.value for item in app.markdown]
    outside = f"{int(coffee.outside):,} of {int(coffee.buyers):,} buyers"
    assert any(text.startswith("Coffee beans") and outside in text for text in said)


def test_nothing_where_orders_have_no_category(open_page, load_orders):
    load_orders(PLAIN)
    app = open_page("understand/churn", shop="made")
    assert app.error.values == [] and HEADING not in [one.value for one in app.subheader]
