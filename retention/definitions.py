"""What every number means: one record a metric, and the sentences of caveats, segments and stages.

English here; translated through the catalogue by whoever shows it (`N_` marks the texts for extraction).
"""

from __future__ import annotations

from retention.values import Caveat, Note


def N_(text: str) -> str:  # noqa: N802 (gettext's own name)
    """Marks a text for the catalogue and leaves it as it is."""
    return text


CAVEATS: dict[Caveat, str] = {
    Caveat.MAY_CONTAIN_OLDER_CUSTOMERS: N_(
        "Buyers who first appear before {until:%Y-%m-%d} may have bought before the data begin."),
    Caveat.OPEN_PERIOD: N_("Some periods are not over yet: they are marked and enter no average."),
    Caveat.MAY_STILL_GROW: N_("The newest numbers may still grow: these customers can come back later."),
    Caveat.SMALL_NUMBERS: N_("Some shares stand on fewer than {limit} customers: read them with their spread."),
    Caveat.EXPOSURE_DIFFERS: N_("Newer customers have had less time to come back: do not compare them with older ones."),
    Caveat.UNKNOWN_STATUSES: N_("{count} orders have a status word that nobody has decided yet; they are not counted."),
    Caveat.ANONYMOUS_ORDERS: N_("{count} orders ({share:.1%} of revenue) name no customer; they are in revenue only."),
    Caveat.OTHER_CURRENCIES: N_("{count} orders in other currencies than {currency} are left out."),
    Caveat.FEW_GAPS: N_("Only {count} repeat purchases tell how often people buy; the window of {window_days} days is a "
                        "rule of thumb."),
    Caveat.NO_SESSIONS: N_("No visits are loaded, so nobody knows who still looks around."),
    Caveat.ORDERS_FROM_SESSIONS: N_("No orders are loaded; purchases seen in the visits stand in for them."),
    Caveat.SHARED_IDENTIFIER: N_("{count} phone numbers or ids stand with many different e-mails and join nobody."),
}
"""One calm line for each caveat; the fields are those of its Note."""


def caveat_sentence(note: Note) -> str:
    """The English line of a caveat with its values.

    >>> caveat_sentence(Note(Caveat.OTHER_CURRENCIES, {"count": 3, "currency": "EUR"}))
    '3 orders in other currencies than EUR are left out.'
    """
    return CAVEATS[note.caveat].format(**note.fields)
