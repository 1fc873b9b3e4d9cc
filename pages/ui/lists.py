"""Parts of the target list page."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from pages.ui import cached, cards, downloads, origins, people, tables
from pages.ui.cards import Card
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, ngettext, words
from retention import targets
from retention.targets import PLAYS, REFUSALS, Choice, TargetList

ORIGINS = ("cohorts", "events", "churn", "rhythm", "segments")
"""Pages whose people can be made a list."""


def settle() -> TargetList:
    """What the list is made of: the people behind a number that was opened from another page, or a campaign idea."""
    if st.query_params.get("from") in ORIGINS:
        keys, name, title = origins.people_of({key: st.query_params[key] for key in st.query_params})
        st.markdown(f"**{plain(title)}**")
        if st.button(_("Back to the campaign ideas"), icon=":material/arrow_back:"):
            st.query_params.clear()
            st.rerun()
        return targets.list_of_people(cached.shop(), keys, name, title, choice())
    play = next(iter(PLAYS.values()))
    st.markdown(f"**{_(play.title)}.** {_(play.why)}")
    return targets.make_list(cached.shop(), play.key, choice(), words().gettext)


def choice() -> Choice:
    """Thresholds: who is worth a letter, and when it goes out."""
    first = cached.coverage().as_of + timedelta(days=1)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        purchases = st.number_input(_("At least so many orders"), 1, 100, 1, key="least purchases", width=200)
        revenue = st.number_input(
            _("At least this revenue"), 0, None, 0, step=50, key="least revenue", width=200
        )
        limit = st.number_input(
            _("At most so many people"),
            1,
            None,
            None,
            key="most people",
            width=200,
            placeholder=_("everybody"),
        )
        contact_on = st.date_input(
            _("Day of contact"),
            max(date.today(), first),
            min_value=first,
            key="contact on",
            format="DD.MM.YYYY",
            width=200,
        )
    return Choice(contact_on, int(limit) if limit else None, int(purchases), float(revenue) or None)


def answer(made: TargetList) -> str:
    """How many people, worth how much, and how old the data are."""
    worth = words().money(float(made.rows["net_revenue"].sum()), cached.coverage().currency)
    text = ngettext(
        "{n} customer on the list, revenue so far {worth}.",
        "{n} customers on the list, revenue so far {worth}.",
        len(made.keys),
        worth=worth,
    )
    age = made.data_age_days
    old = (
        ngettext(
            "On the day of contact the data are {n} day old.",
            "On the day of contact the data are {n} days old.",
            age,
        )
        if age > 7
        else ""
    )
    left_out = [
        _("Left out: {count} who {reason}.", count=words().number(count), reason=_(REFUSALS[reason]))
        for reason, count in made.left_out.items()
    ]
    return " ".join(part for part in (text, *left_out, old) if part)


def show_cards(made: TargetList) -> None:
    """How many can be reached, and by what."""
    reached = targets.reach(cached.shop(), made.keys)
    number = words().number
    cards.show(
        [
            Card(_("On the list"), number(len(made.keys))),
            Card(_("With e-mail"), number(reached["email"])),
            Card(_("With phone"), number(reached["phone"])),
            Card(
                _("Without contact"),
                number(reached["neither"]),
                help=_("The shop's export holds neither e-mail nor phone for them, only a customer number."),
            ),
        ]
    )


def show_people(made: TargetList) -> None:
    """The people in the order of priority, contacts masked, and the file with everything."""
    if not made.keys:
        st.info(_("Nobody matches. Lower the thresholds."), icon=":material/filter_alt_off:")
        return
    shop = cached.shop()
    rows = targets.people(shop, made.keys[: tables.MOST_ROWS + 1])
    rows = rows.assign(reason=list(made.reasons[: len(rows)]))
    shown = people.columns(rows) | {"reason": Column(_("Why"), width="large")}
    tables.show(rows, shown, key="list people", total=len(made.keys))
    downloads.file(lambda: made.to_csv(shop, words().gettext), f"{made.list_id}.csv")
    st.caption(plain(_("The file holds the contacts in full. List number: {number}", number=made.list_id)))
