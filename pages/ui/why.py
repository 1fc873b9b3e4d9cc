"""Why the churn rate changed: different customers, or changed behaviour. Counted only when somebody asks."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.ui import cached, choices, compare, downloads, notes, tables
from pages.ui.tables import Column
from pages.ui.text import plain
from pages.ui.words import _, words
from retention.values import Attribute, Grain, Note

KEY, SPLIT_KEY = "why", "why_by"
DIGITS = 2
"""So many that the effects can be seen to add up."""
MUCH_MORE = 2
"""How many times one effect must be the other to be called the reason."""


def show(grain: str, window: str, pair: compare.Pair | None, said: tuple[Note, ...]) -> bool:
    """Folded away; nothing without an earlier period, or where no attribute tells customers from each other."""
    names = _names() if pair and pair.before is not None else {}
    if pair is None or not names:
        return False
    st.session_state.setdefault(KEY, SPLIT_KEY in st.query_params)
    folded = st.expander(_("Why did it change?"), icon=":material/balance:", key=KEY, on_change="rerun")
    if folded.open:
        with folded:
            _unfold(names, grain, window, pair.is_usual("churned", "active_start"), said)
    return bool(folded.open)


def _names() -> dict[str, str]:
    """The attributes by which the customers of this shop can be compared."""
    titles = {
        Attribute.MAIN_CATEGORY: _("Category bought most"),
        Attribute.FIRST_CHANNEL: _("Channel of the first order"),
        Attribute.FIRST_CATEGORY: _("Category of the first order"),
        Attribute.FIRST_HAD_DISCOUNT: _("Discount on the first order"),
        Attribute.COUNTRY: _("Country"),
        Attribute.CITY: _("City"),
        Attribute.DEVICE: _("Device"),
    }
    return {attribute.value: titles[attribute] for attribute in cached.split_choices()}


def _unfold(names: dict[str, str], grain: str, window: str, is_usual: bool, said: tuple[Note, ...]) -> None:
    by = choices.select(SPLIT_KEY, _("Compare customers by"), names, next(iter(names)), width=320)
    result = cached.metric("change", of="churn", grain=grain, window=window, split=(by,))
    st.markdown(plain(answer(result.rows.iloc[-1], grain, is_usual=is_usual)))
    _table(result.rows, by, names[by])
    known = {note.caveat for note in said}
    notes.caveats([note for note in result.notes if note.caveat not in known])
    downloads.table(result.rows, f"change_churn_{by}")


def answer(total: Any, grain: str, *, is_usual: bool) -> str:
    """Both rates, the two effects whose sum is their difference, and which of the two it was."""
    text = _(
        "Churn rate: {now} in {period}, {before} in {earlier} ({change}). Different customers: {mix}; changed "
        "behaviour: {rate}.",
        now=words().percent(total.value_after),
        period=words().period(total.period_after, Grain(grain)),
        before=words().percent(total.value_before),
        earlier=words().period(total.period_before, Grain(grain)),
        change=compare.points(total.value_after, total.value_before, DIGITS),
        mix=compare.points(total.mix, 0, DIGITS),
        rate=compare.points(total.rate, 0, DIGITS),
    )
    return f"{text} {_reason(total, is_usual=is_usual)}"


def _reason(total: Any, *, is_usual: bool) -> str:
    if is_usual:
        return _("The change is within the usual spread: it may be chance.")
    if abs(total.rate) >= MUCH_MORE * abs(total.mix):
        if total.rate > 0:
            return _("Mostly changed behaviour: customers of the same groups leave more often.")
        return _("Mostly changed behaviour: customers of the same groups stay longer.")
    if abs(total.mix) >= MUCH_MORE * abs(total.rate):
        if total.mix > 0:
            return _("Mostly different customers: more of them are from groups that leave often.")
        return _("Mostly different customers: fewer of them are from groups that leave often.")
    return _("Both played a part.")


def _table(rows: Any, by: str, title: str) -> None:
    """The largest groups first, all together last: its effects are the sums of those above."""
    groups, total = rows.iloc[:-1].sort_values("share_after", ascending=False), rows.iloc[-1:]
    found = [(_named(row[by]), *(row[name] for name in _COLUMNS)) for _place, row in groups.iterrows()]
    found += [(_("All together"), *(total.iloc[0][name] for name in _COLUMNS))]
    columns = {
        "group": Column(title),
        "share_before": Column(_("Share before"), "percent", help=_("Of the customers active at the start.")),
        "share_after": Column(_("Share now"), "percent", help=_("Of the customers active at the start.")),
        "value_before": Column(_("Churn before"), "percent"),
        "value_after": Column(_("Churn now"), "percent"),
        "mix": Column(
            _("Different customers, pp"),
            "points",
            help=_("Only the sum is the effect: one group says how its own share moved."),
        ),
        "rate": Column(_("Changed behaviour, pp"), "points"),
    }
    tables.show(tables.frame(found, tuple(columns)), columns, key="why table")


_COLUMNS = ("share_before", "share_after", "value_before", "value_after", "mix", "rate")


def _named(value: Any) -> str:
    """What a value of an attribute is called."""
    if not isinstance(value, str):
        return _("not known")
    return {"true": _("with a discount"), "false": _("without a discount")}.get(value, value)
