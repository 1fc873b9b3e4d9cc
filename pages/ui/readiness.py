"""Which figures work with the history that is loaded so far."""

from __future__ import annotations

import streamlit as st

from pages.ui import cached
from pages.ui.text import plain
from pages.ui.words import _, ngettext

MONTH_DAYS = 30.4
FULL_MONTHS = 13


def has_purchases() -> bool:
    """Whether there is anything to count returning customers by."""
    return cached.coverage().data_start is not None


def show() -> None:
    """One line while there is less than a year and a month to compare with."""
    coverage = cached.coverage()
    if coverage.data_start is None or coverage.as_of is None:
        st.info(
            _("Load the order export next: who comes back shows in orders."), icon=":material/upload_file:"
        )
        return
    months = int(((coverage.as_of - coverage.data_start).days + 1) / MONTH_DAYS)
    if months >= FULL_MONTHS:
        return
    span = _of_purchases(months) if coverage.orders_from_sessions else _of_orders(months)
    now = [name for name, least in _figures().items() if least <= months]
    later = [
        ngettext("{what}: from {n} month", "{what}: from {n} months", least, what=name)
        for name, least in _figures().items()
        if least > months
    ]
    parts = [_("Loaded so far: {span}.", span=span)]
    parts += [_("Works already: {figures}.", figures=", ".join(now))] if now else []
    parts.append(_("Later: {figures}.", figures="; ".join(later)))
    st.caption(f":material/hourglass_top: {plain(' '.join(parts))}")


def _of_orders(months: int) -> str:
    if not months:
        return _("less than a month of orders")
    return ngettext("{n} month of orders", "{n} months of orders", months)


def _of_purchases(months: int) -> str:
    """Visits stand in: the page says beside it that no orders are loaded."""
    if not months:
        return _("less than a month of purchases")
    return ngettext("{n} month of purchases", "{n} months of purchases", months)


def _figures() -> dict[str, int]:
    """Figure → months of orders that it needs."""
    return {
        _("new and returning customers"): 1,
        _("cohorts"): 2,
        _("returning within 90 days"): 4,
        _("churn"): 6,
        _("comparison with a year ago"): FULL_MONTHS,
    }
