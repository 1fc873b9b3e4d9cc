"""A definition record as text, for a terminal."""

from __future__ import annotations

import textwrap

from retention.captions import CAVEATS, N_
from retention.definitions import Definition, blanks
from retention.i18n import Words
from retention.shop.statements import statement

WIDTH = 100


def explained(record: Definition, words: Words, *, with_sql: bool) -> str:
    """The record in words; all of it with how to read it, caveats, columns and the SQL that computes it."""
    _ = words.gettext
    parts = [f"{_(record.title)}  ({record.key})", textwrap.fill(_(record.sentence), WIDTH), ""]
    labels = {
        N_("Formula"): _(record.formula),
        N_("One row is"): _(record.grain),
        N_("Units"): _(record.unit),
        N_("Without data"): _(record.empty),
        N_("Source"): record.reference,
    }
    width = max(len(_(label)) for label in labels)
    parts += [_row(_(label), text, width) for label, text in labels.items()]
    parts += _list(_("Good to know"), [_(text) for text in record.readings])
    parts += _list(_("Groups"), [f"{_(title)}: {rule}" for title, rule in record.parts])
    if with_sql:
        parts += _list(_("May stand beside the numbers"), _caveats(record, words))
        parts += ["", _("Columns")]
        parts += [_row(f"  {name}", _(meaning), 34) for name, meaning in record.meanings.items()]
        parts += [f"\n-- {name}.sql\n{statement(name).strip()}" for name in record.sql_files]
    return "\n".join(parts) + "\n"


def _caveats(record: Definition, words: Words) -> list[str]:
    """Each with the name under which `metric` reports it."""
    return [f"{key}: {words.gettext(CAVEATS[key], **blanks(key))}" for key in record.caveats]


def _list(title: str, texts: list[str]) -> list[str]:
    lines = [
        textwrap.fill(text, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)
        for text in texts
    ]
    return ["", title, *lines] if texts else []


def _row(title: str, text: str, width: int) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=f"{title:<{width}} ", subsequent_indent=" " * (width + 1)
    )
