"""SQL expressions that turn a column of text into numbers, times and flags, decided on the whole column.

Runs in the reading child, over its own scratch table `raw` (columns c1, c2, … all text).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from retention.errors import ImportRefused

DAY_FIRST = (  # two-digit years first: %Y would read 24 as the year 24
    "%d.%m.%y %H:%M:%S",
    "%d.%m.%y %H:%M",
    "%d.%m.%y",
    "%d/%m/%y %H:%M",
    "%d/%m/%y",
    "%d-%m-%y %H:%M",
    "%d-%m-%y",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y, %H:%M:%S",
    "%d.%m.%Y",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y",
    "%d/%m/%Y %I:%M:%S %p",
    "%d/%m/%Y %I:%M %p",
    "%d-%m-%Y %H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%d-%m-%Y",
)
MONTH_FIRST = (
    "%m/%d/%y %H:%M",
    "%m/%d/%y",
    "%m-%d-%y %H:%M",
    "%m-%d-%y",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %I:%M %p",
    "%m-%d-%Y %H:%M:%S",
    "%m-%d-%Y %H:%M",
    "%m-%d-%Y",
)
YEAR_FIRST = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%S.%f",
    "%Y-%m-%dT%H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%Y%m%d",
    "%Y.%m.%d %H:%M:%S",
    "%Y.%m.%d",
)
NAMED_MONTH = (
    "%b %d, %Y, %H:%M:%S",
    "%b %d, %Y",
    "%d %b %Y %H:%M:%S",
    "%d %b %Y",
    "%a, %d %b %Y %H:%M:%S",
    "%B %d, %Y",
    "%d %B %Y",
)
FAMILIES = {
    "year_first": YEAR_FIRST,
    "day_first": DAY_FIRST,
    "month_first": MONTH_FIRST,
    "named_month": NAMED_MONTH,
}

OFFSET = r"\s*[+-][0-9]{2}(:?[0-9]{2})?$"
UTC = r"\s*(Z|UTC|GMT)$"
EPOCH = "[0-9]{10}|[0-9]{13}|[0-9]{16}"
BLANKS = "[ \u00a0\u2009\u202f]"


@dataclass(frozen=True)
class TimeRule:
    """How one time column is read: the `family` of formats, those of it that are met, and whether stamps are UTC."""

    column: str
    family: str
    formats: tuple[str, ...]
    is_utc: bool

    @property
    def expression(self) -> str:
        """SQL for the TIMESTAMP as written (wall clock), or in UTC when `is_utc`."""
        if self.family == "epoch":
            unit = f"case length({self.column}) when 10 then 1000000 when 13 then 1000 else 1 end"
            digits = f"case when regexp_full_match({self.column}, '{EPOCH}') then {self.column} end"
            return f"make_timestamp(try_cast({digits} as bigint) * ({unit}))"
        return parsed(bare_stamp(self.column), self.family, self.formats)


def bare_stamp(column: str) -> str:
    """SQL: the stamp without its zone. An offset is the shop's own zone: the wall clock is kept (definitions, 1)."""
    return (
        f"case when ends_with({column}, 'C') or ends_with({column}, 'Z') or ends_with({column}, 'T') "
        f"or regexp_matches({column}, ':.*[+-]') then regexp_replace({column}, '{UTC}|{OFFSET}', '') "
        f"else {column} end"
    )


def parsed(expression: str, family: str, formats: tuple[str, ...]) -> str:
    """SQL: the text read by formats of one family, NULL where none fits."""
    listed = ", ".join(f"'{item}'" for item in formats)
    strict = f"try_strptime({expression}, [{listed}])" if formats else "null"
    if family != "year_first":
        return strict
    either = f"coalesce(try_cast({expression} as timestamp), {strict})"
    return f"case when {either} >= timestamp '1000-01-01' then {either} end"  # 05-01-24 is not in the year 5


def time_rule(
    cursor: duckdb.DuckDBPyConnection,
    column: str,
    title: str,
    file: str,
    *,
    day_first: bool | None,
    is_needed: bool,
) -> TimeRule | None:
    """Decides how a column's dates are written. None where an optional column holds none that we can read.

    Raises ImportRefused `dates_ambiguous` when day and month could be either way round, `dates_unreadable`.
    """
    filled, epochs, utc = cursor.execute(f"""
        select count({column}), count(*) filter (where regexp_full_match({column}, '{EPOCH}')),
            count(*) filter (where ends_with({column}, 'C') or ends_with({column}, 'Z') or ends_with({column}, 'GMT'))
        from raw""").fetchall()[0]
    if epochs > filled / 2:
        return TimeRule(column, "epoch", (), True)
    met = _met_formats(cursor, column)
    counts = _counts(cursor, column, met)
    best = max(counts, key=lambda family: counts[family])
    if counts[best] == 0 or counts[best] < filled / 2:
        if not is_needed or not filled:
            return None
        example = cursor.execute(f"select min({column}) from raw").fetchall()[0][0]
        raise ImportRefused("dates_unreadable", file=file, column=title, example=example)
    if day_first is not None and best in ("day_first", "month_first"):
        best = "day_first" if day_first else "month_first"
    elif counts["day_first"] == counts["month_first"] == counts[best] and best != "year_first":
        _refuse_ambiguous(cursor, column, file, met)
    formats = met[best] if counts[best] == filled else FAMILIES[best]
    return TimeRule(column, best, formats, utc > filled / 2)


def _met_formats(cursor: duckdb.DuckDBPyConnection, column: str) -> dict[str, tuple[str, ...]]:
    """The formats that some value of a sample fits: trying all of them on all rows would take minutes."""
    flat = [(family, item) for family, formats in FAMILIES.items() for item in formats]
    counted = ", ".join(f"count(try_strptime(stamp, '{item}'))" for _, item in flat)
    hits = cursor.execute(f"""
        with filled as (select {bare_stamp(column)} as stamp from raw where {column} is not null),
        sampled as ((select stamp from filled limit 500) union all
            (select stamp from filled using sample reservoir (1500 rows) repeatable (1)))
        select {counted} from sampled""").fetchall()[0]
    return {
        family: tuple(item for (of, item), hit in zip(flat, hits, strict=True) if of == family and hit)
        for family in FAMILIES
    }


def _counts(
    cursor: duckdb.DuckDBPyConnection, column: str, met: dict[str, tuple[str, ...]]
) -> dict[str, int]:
    """How many values of the whole column each family reads."""
    stamp = bare_stamp(column)
    counted = ", ".join(
        f"count({parsed(stamp, family, met[family])})" if met[family] or family == "year_first" else "0"
        for family in FAMILIES
    )
    return dict(zip(FAMILIES, cursor.execute(f"select {counted} from raw").fetchall()[0], strict=True))


def _refuse_ambiguous(
    cursor: duckdb.DuckDBPyConnection, column: str, file: str, met: dict[str, tuple[str, ...]]
) -> None:
    """No row has a day above 12: unless every date reads the same both ways, only the user can tell."""
    first, other = (
        parsed(bare_stamp(column), family, met[family]) for family in ("day_first", "month_first")
    )
    rows = cursor.execute(f"""select {column}, {first}, {other} from raw
        where {column} is not null and {first} is distinct from {other} limit 1""").fetchall()
    if rows:
        text, one, two = rows[0]
        raise ImportRefused(
            "dates_ambiguous", file=file, example=text.split()[0], first=_spoken(one), second=_spoken(two)
        )


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


WORD = r"\p{L}+[.]?"
"""A currency or a unit, perhaps shortened: its point is no decimal mark."""
BETWEEN = r"[0-9][^0-9]*\p{L}[^0-9]*[0-9]"
"""A word between digits: two numbers in one cell."""


GROUPS = "^[(+-]*[0-9]{1,3}([{T}][0-9]{2,3})*[{T}][0-9]{3}([^0-9{T}]|$)"
"""Digits grouped by the thousands mark {T}; Indian groups have two."""


def number(column: str, decimal_mark: str) -> str:
    """SQL for a DECIMAL out of text with currency words, blanks and thousands marks; NULL where it holds none.

    A thousands mark must stand before three digits: “12,50” among numbers with a decimal point is no 1250.
    """
    thousands = "." if decimal_mark == "," else ","
    minus = f"replace({column}, '\u2212', '-')"
    bare = f"regexp_replace(regexp_replace({minus}, '{WORD}', '', 'g'), '[^0-9,.()+-]', '', 'g')"
    groups = GROUPS.replace("{T}", thousands)
    grouped = f"regexp_matches({bare}, '{groups}')"
    plain = f"replace(replace({bare}, '{thousands}', ''), ',', '.')"
    signed = f"case when {plain} like '(%)' then '-' || {plain}[2:-2] else {plain} end"
    readable = (
        f"not regexp_matches({column}, '{BETWEEN}') and (not contains({bare}, '{thousands}') or {grouped})"
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
