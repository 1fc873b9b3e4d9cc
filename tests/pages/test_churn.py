"""The churn page: each category's own rhythm."""

from datetime import date

import pandas as pd
import pytest

from pages.ui import cached, why
from pages.ui.tables import MOST_ROWS
from retention.metrics import compute
from retention.shop import Shop

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


def why_of(app):
    """The table of “Why did it change?”, which a link with an attribute unfolds."""
    assert [error.value for error in (*app.exception, *app.error)] == []
    (table,) = [frame.value for frame in app.dataframe if "mix" in frame.value]
    return table


def said_of(app) -> str:
    """The sentence that says why."""
    (said,) = [item.value for item in app.markdown if item.value.startswith("Churn rate\\:")]
    return said


def test_why_the_rate_changed(open_page, loaded_shop):
    """The last line is the change that the card shows, and its effects are the sums of those above it."""
    cached.close(loaded_shop)  # another test's page may still have it open
    with Shop.open(loaded_shop) as shop:
        rates = compute(shop, "period_comparison", of="churn").rows.set_index("measure").loc["churn_rate"]
    app = open_page("understand/churn", why_by="first_channel")
    *groups, total = why_of(app).itertuples(index=False)
    assert [total.value_before, total.value_after] == [rates.value_before, rates.value]
    assert total.mix + total.rate == pytest.approx(rates.difference)
    assert f"({rates.difference * 100:+.2f} pp)" in said_of(app).replace("\N{MINUS SIGN}", "-")
    for effect in ("mix", "rate", "share_before", "share_after"):
        assert sum(getattr(group, effect) for group in groups) == pytest.approx(getattr(total, effect))
    assert {"email", "direct"} <= {group.group for group in groups}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_why_in_both_languages(open_page, language):
    table = why_of(open_page("understand/churn", language=language, why_by="first_had_discount"))
    names = {"en": {"with a discount", "without a discount"}, "ru": {"со скидкой", "без скидки"}}
    assert names[language] <= set(table["group"])


@pytest.mark.parametrize(
    ("mix", "rate", "is_usual", "reason"),
    [
        (0.01, 0.02, False, "Mostly changed behaviour: customers of the same groups leave more often."),
        (0.01, -0.02, False, "Mostly changed behaviour: customers of the same groups stay longer."),
        (0.03, 0.01, False, "Mostly different customers: more of them are from groups that leave often."),
        (-0.03, 0.01, False, "Mostly different customers: fewer of them are from groups that leave often."),
        (0.01, 0.015, False, "Both played a part."),
        (0.01, 0.02, True, "The change is within the usual spread: it may be chance."),
    ],
)
def test_which_of_the_two_it_was(mix, rate, is_usual, reason):
    total = pd.Series({"mix": mix, "rate": rate, "value_before": 0.1, "value_after": 0.1 + mix + rate}
                      | dict.fromkeys(("period_before", "period_after"), date(2024, 1, 1)))  # fmt: skip
    assert why.answer(total, "month", is_usual=is_usual).endswith(f". {reason}")


def test_nothing_where_orders_have_no_category(open_page, load_orders):
    load_orders(PLAIN)
    app = open_page("understand/churn", shop="made")
    assert app.error.values == [] and HEADING not in [one.value for one in app.subheader]
    assert [folded.label for folded in app.expander] == ["How is this counted?"]  # nor does anybody ask why
