"""Churn: how many active customers leave, who they are, and what the rule is."""

import streamlit as st

from pages.ui import (
    cached,
    cards,
    charts,
    choices,
    churn,
    compare,
    downloads,
    empty,
    frame,
    notes,
    people,
    rhythm,
    why,
)
from pages.ui.words import _, ngettext
from retention import figures
from retention.values import Grain, Movement

frame.head(_("Churn"))
empty.stop_without_orders(
    _("How many of your active customers stop buying, month by month; who they are, and what they spent.")
)
answer = st.container()

with st.container(horizontal=True, vertical_alignment="bottom"):
    grain = choices.choice("grain", _("Step"), churn.grains(), Grain.MONTH)
    view = choices.choice("view", _("Picture"), churn.views(), "rate")
    with st.popover(_("More")):
        window = choices.select("window", _("Churn window (days without an order)"), churn.windows(), "auto")

result = cached.metric("churn", grain=grain, window=window)
rows, days = result.rows, result.facts["window_days"]
pair = compare.last_whole(result, grain)
with answer:
    frame.answer(churn.answer(pair, days, grain))
if pair:
    cards.show(churn.cards_of(pair, compare.whole(result)))

left, right = st.columns([5, 3])
with left:
    if view == "rate":
        rate = charts.drawn(figures.churn_rate, compare.whole(result, with_open=True), grain=Grain(grain))
        charts.show(
            rate, "churn_rate", _("Churn rate by period with its likely range"), title=_("Churn rate")
        )
    else:
        base = charts.drawn(figures.active_base, rows, grain=Grain(grain))
        charts.show(base, "active_base", _("New, reactivated and churned customers by period"),
                    title=_("What made the active base grow and shrink"))  # fmt: skip
with right:
    gaps = cached.metric("latency").rows.query("order_number == 'all'")
    histogram = charts.drawn(figures.gap_histogram, gaps, window_days=days)
    charts.show(histogram, "churn_window", _("Days between two orders and the churn window"),
                title=_("Why {days}: the gaps between orders", days=ngettext("{n} day", "{n} days", days)))  # fmt: skip
has_why = why.show(grain, window, pair, result.notes)
notes.caveats(result.notes)
downloads.table(rows, "churn")

st.subheader(_("The people"), anchor=False)
periods = churn.period_names(rows, grain)
with st.container(horizontal=True, vertical_alignment="bottom"):
    newest = str(pair.now.period) if pair else next(iter(periods))
    period = choices.select("period", _("Period"), periods, newest, width=220)
    kind = choices.select("who", _("Who"), churn.movements(), Movement.CHURNED, width=280)
keys = cached.members(
    "churn_keys",
    period=churn.first_day(period),
    kind=Movement(kind),
    grain=Grain(grain),
    window=churn.fixed(window),
)
people.show(keys, f"churn_{period}_{kind}", {"from": "churn", "period": period, "who": kind, "grain": grain})
has_categories = rhythm.show(result.notes)
shown = {"category_rhythm": has_categories, "change": has_why}
notes.counted("churn", "latency", *(name for name, is_shown in shown.items() if is_shown))
