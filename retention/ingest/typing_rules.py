"""SQL expressions that turn a column of text into numbers, times and flags, decided on the whole column.

Runs in the reading child, over its own scratch table `raw` (columns c1, c2, … all text).
"""

from __future__ import annotations

import duckdb

from retention.ingest.times import TimeRule, time_rule

__all__ = [
    "TimeRule",
    "decimal_mark",
    "flag",
    "marks_before_three_digits",
    "number",
    "says_nothing",
    "text",
    "time_rule",
]

WORD = r"\p{L}+[.]?"
"""A currency or a unit, perhaps shortened: its point is no decimal mark."""
BETWEEN = r"[0-9][^0-9]*\p{L}[^0-9]*[0-9]"
"""A word between digits: two numbers in one cell."""
UNITS = (
    "руб[.]?|рублей|рубля|рубль|р[.]?|коп[.]?|rub|rur|r|eur|euro|usd|us|a|c|ca|au|nz|hk|s|gbp|chf|fr[.]?|kr[.]?|kč|kc|"
    "czk|zł|zl|pln|ft|huf|lei|ron|лв[.]?|bgn|грн[.]?|uah|тг[.]?|тенге|kzt|сум|uzs|сом|kgs|br|byn|бел|din|rsd|kn|tl|try|"
    "sek|nok|dkk|isk|rs[.]?|inr|cny|rmb|jpy|aed|sar|ils|brl|mxn|cad|aud|nzd|zar|шт[.]?|pcs|pc|x"
)
"""What may stand by a number without a blank between."""
GLUED = r"[0-9][.,]?\p{L}|\p{L}[.,]?[-–\x{2212}]?[0-9]"
KNOWN_GLUE = rf"(?i)[^0-9\p{{L}}]*({UNITS})?[^0-9\p{{L}}]*[0-9][^\p{{L}}]*({UNITS})?[^0-9\p{{L}}]*"
SIGNS = r"[0-9\p{L}\p{Sc}\s\x{a0}\x{2009}\x{202f}.,()''`’+-]*"
"""What may stand in an amount: no percent sign, slash or colon."""
NOTHING = "'-', '—', '–', 'n/a', '#n/a', 'na', 'null', '\\n', 'none', 'nan', 'нет', '0000-00-00', '0000-00-00 00:00:00'"


GROUPS = "^[(+-]*[0-9]{1,3}([{T}][0-9]{2,3})*[{T}][0-9]{3}([^0-9{T}]|$)"
"""Digits grouped by the thousands mark {T}; Indian groups have two."""


def says_nothing(column: str) -> str:
    """SQL: whether the cell says in words that there is no number or date."""
    return f"(lower({column}) in ({NOTHING}))"


def number(column: str, decimal_mark: str) -> str:
    """SQL for a DECIMAL out of text with currency words, blanks and thousands marks; NULL where it holds none.

    A thousands mark must stand before three digits: “12,50” among numbers with a decimal point is no 1250. Letters
    by a digit without a blank must be a currency or a piece: “1O0” is no 10.
    """
    thousands = "." if decimal_mark == "," else ","
    minus = f"translate({column}, '\u2212–', '--')"
    bare = f"regexp_replace(regexp_replace({minus}, '{WORD}', '', 'g'), '[^0-9,.()+-]', '', 'g')"
    groups = GROUPS.replace("{T}", thousands)
    grouped = f"regexp_matches({bare}, '{groups}')"
    plain = f"replace(replace({bare}, '{thousands}', ''), ',', '.')"
    signed = (
        f"case when {plain} like '(%)' then '-' || {plain}[2:-2] "
        f"when {plain} like '%-' then '-' || {plain}[:-2] else {plain} end"
    )
    readable = (
        f"regexp_full_match({minus}, '{SIGNS}') and not regexp_matches({column}, '{BETWEEN}') "
        f"and (not regexp_matches({column}, '{GLUED}') or regexp_full_match({column}, '{KNOWN_GLUE}')) "
        f"and (not contains({bare}, '{thousands}') or {grouped})"
    )
    as_written = (
        f"case when not contains({column}, '{thousands}') then try_cast({column} as decimal(18, 4)) end"
    )
    return f"coalesce({as_written}, case when {readable} then try_cast({signed} as decimal(18, 4)) end)"


DECIMAL = (
    "[0-9]{M}[0-9]{1,2}$",
    "{O}[0-9]{3}{M}[0-9]+$",
    "{M}[0-9]{4,}$",
    "^0{M}[0-9]+$",
    "[0-9]{4}{M}[0-9]+$",
    "[0-9]{O}[0-9]{3}{O}[0-9]{3}",
)
"""Values that show that {M} is the decimal mark and {O} is not."""


def decimal_mark(cursor: duckdb.DuckDBPyConnection, columns: list[str]) -> str | None:
    """The file's decimal mark, None where no value decides it. With both marks in one value the last one is it; a mark
    before one, two or more than three last digits, or behind a lone zero, is one; a mark that comes twice is none."""
    if not columns:
        return None
    comma, point = cursor.execute(
        f"select {' + '.join(_votes(column, ',', '[.]') for column in columns)}, "
        f"{' + '.join(_votes(column, '[.]', ',') for column in columns)} from raw"
    ).fetchall()[0]
    return None if comma == point == 0 else "," if comma > point else "."


def _votes(column: str, mark: str, other: str) -> str:
    bare = f"regexp_replace(regexp_replace({column}, '{WORD}', '', 'g'), '[^0-9,.]', '', 'g')"
    shapes = "|".join(shape.replace("{M}", mark).replace("{O}", other) for shape in DECIMAL)
    return f"count(*) filter (where regexp_matches({bare}, '{shapes}'))"


def marks_before_three_digits(cursor: duckdb.DuckDBPyConnection, columns: list[str]) -> str:
    """Which of “.” and “,” stand before exactly three last digits."""
    if not columns:
        return ""
    found = " || ".join(
        f"coalesce(string_agg(distinct regexp_extract({column}, '^[^0-9]*[0-9]{{1,3}}([.,])[0-9]{{3}}[^0-9]*$', 1)"
        f", ''), '')"
        for column in columns
    )
    return str(cursor.execute(f"select {found} from raw").fetchall()[0][0])


NO = "'0', 'no', 'false', 'нет', 'n', 'f', '-', '0.0', 'unpaid', 'not paid', 'не оплачен', 'не оплачено', 'не оплачена'"


def flag(column: str) -> str:
    """SQL for a BOOLEAN: yes/да/true/1 or any date is true, no/нет/false/0 is false, blank is unknown."""
    word = f"lower(trim({column}))"
    return f"case when {column} is null then null when {word} in ({NO}) then false else true end"


def text(column: str) -> str:
    """SQL for a text: one guarding apostrophe and outer blanks taken off, empty is NULL."""
    return f"nullif(trim({column}), '')"
