"""SQL that turns a column of dates as text into timestamps. How the dates are written is derived from a sample of
them and then counted on the whole column; what could be read two ways is asked, never guessed.

Runs in the reading child, over its own scratch table `raw` (columns c1, c2, … all text).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import duckdb

from retention.errors import ImportRefused
from retention.ingest.stamps import formats_of

FAMILIES = ("year_first", "day_first", "month_first", "named_month", "worded_month")
OFFSET = r"\s*\(?(UTC|GMT)?[+-][0-9]{1,2}(:?[0-9]{2})?\)?$"
ZONE = r"\s*\(?(Z|UTC|GMT|MSK|МСК|мск|CES?T|EES?T|WES?T|[ECMP][SD]T|BST)\)?$"
ZONE_ENDS = ("C", "Z", "T", "K", "К", "к", ")")
SAYS_UTC = "(ends_with({0}, 'UTC') or ends_with({0}, 'Z') or ends_with({0}, 'GMT'))"
HAS_OFFSET = ":.*[+-][0-9]"
EPOCH = "[0-9]{10}|[0-9]{13}|[0-9]{16}"
SERIAL = "[2-7][0-9]{4}([.,][0-9]+)?"
"""Days since 1899-12-30: a spreadsheet's date whose cell was not formatted as one (1954 to 2119)."""
SERIAL_EPOCH = 25_569
CLEARLY = 0.9
"""Share of a column's values that must be serial numbers."""
MOST_FORMATS = 100
EARLIEST, LATEST = "timestamp '1905-01-01'", "timestamp '2100-01-01'"
"""Before and after it stand lost digits and what spreadsheets and databases write for an empty date."""


@dataclass(frozen=True)
class TimeRule:
    """How one time column is read: the `family` of formats, those of it that are met, and whether stamps are UTC."""

    column: str
    family: str
    formats: tuple[str, ...]
    is_utc: bool
    is_mixed: bool = False
    """Some stamps say UTC, others do not."""
    without_zone: int = 0
    """Stamps that name no zone and are read as UTC, because most others say UTC."""

    @property
    def expression(self) -> str:
        """SQL for the TIMESTAMP as written (wall clock), or in UTC when `is_utc`."""
        if self.family == "epoch":
            unit = f"case length({self.column}) when 10 then 1000000 when 13 then 1000 else 1 end"
            digits = f"case when regexp_full_match({self.column}, '{EPOCH}') then {self.column} end"
            return f"make_timestamp(try_cast({digits} as bigint) * ({unit}))"
        if self.family == "serial":
            days = f"case when regexp_full_match({self.column}, '{SERIAL}') then replace({self.column}, ',', '.') end"
            seconds = f"cast(round((try_cast({days} as double) - {SERIAL_EPOCH}) * 86400) as bigint)"
            return f"make_timestamp({seconds} * 1000000)"
        read = parsed(bare_stamp(self.column), self.family, self.formats)
        return _on_one_clock(self.column, read, self.is_utc) if self.is_mixed else read


def _on_one_clock(column: str, read: str, is_utc: bool) -> str:
    """SQL for a column in which only some stamps say UTC. Among these a stamp with an offset is moved by it; one in UTC
    among wall clocks cannot be read, for nothing says whose clock they are."""
    if not is_utc:
        return f"case when not {SAYS_UTC.format(column)} then {read} end"
    sign, hours, minutes = (
        f"regexp_extract({column}, ':.*([+-])([0-9]{{1,2}}):?([0-9]{{2}})?\\)?$', {group})"
        for group in (1, 2, 3)
    )
    ahead = f"coalesce(try_cast({hours} as integer), 0) * 60 + coalesce(try_cast({minutes} as integer), 0)"
    moved = f"{read} - to_minutes(cast(({ahead}) * case {sign} when '-' then -1 else 1 end as bigint))"
    return f"case when regexp_matches({column}, '{HAS_OFFSET}') then {moved} else {read} end"


def bare_stamp(column: str) -> str:
    """SQL: the stamp without its zone. An offset is the shop's own zone: the wall clock is kept (definitions, 1)."""
    ends = " or ".join(f"ends_with({column}, '{end}')" for end in ZONE_ENDS)
    return (
        f"case when {ends} or regexp_matches({column}, ':.*[+-]') "
        f"then regexp_replace({column}, '{ZONE}|{OFFSET}', '') else {column} end"
    )


def parsed(expression: str, family: str, formats: tuple[str, ...]) -> str:
    """SQL: the text read by formats of one family, NULL where none fits."""
    patterns = [item for item in formats if "%" in item]
    expression = f"lower({expression})" if family == "worded_month" else expression
    for word in sorted((item for item in formats if "%" not in item), key=len, reverse=True):
        name, _, month = word.partition("=")
        expression = f"replace({expression}, '{name}', '{month}')"
    strict = f"try_strptime({expression}, {_listed(patterns)})" if patterns else "null"
    if family == "year_first":
        # the database's own reading passes over am and pm
        has_half_day = f"contains({expression}, 'M') or contains({expression}, 'm')"
        free = f"case when {has_half_day} then null else try_cast({expression} as timestamp) end"
        strict = f"coalesce({free}, {strict})"
    return f"case when {strict} between {EARLIEST} and {LATEST} then {strict} end"


def _listed(formats: list[str]) -> str:
    return "[" + ", ".join("'" + item.replace("'", "''") + "'" for item in formats) + "]"


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
    filled, epochs, serials, utc = cursor.execute(f"""
        select count({column}), count(*) filter (where regexp_full_match({column}, '{EPOCH}')),
            count(*) filter (where regexp_full_match({column}, '{SERIAL}')),
            count(*) filter (where {SAYS_UTC.format(column)})
        from raw""").fetchall()[0]
    if epochs > filled / 2:
        return TimeRule(column, "epoch", (), True)
    if filled and not epochs and serials >= CLEARLY * filled:
        return TimeRule(column, "serial", (), False)
    met = _met_formats(cursor, column)
    counts = _counts(cursor, column, met)
    if max(counts.values()) < filled:
        met = _with_rare_formats(cursor, column, met)
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
    is_said_above = "utc" in title.lower()
    rule = TimeRule(column, best, met[best], utc > filled / 2 or is_said_above, is_mixed=0 < utc < filled)
    if not rule.is_mixed or not rule.is_utc or is_said_above:
        return rule
    return replace(rule, without_zone=_without_zone(cursor, rule))


def _without_zone(cursor: duckdb.DuckDBPyConnection, rule: TimeRule) -> int:
    """How many stamps of the column name neither a zone nor an offset."""
    names_one = f"regexp_matches({rule.column}, '{ZONE}') or regexp_matches({rule.column}, '{HAS_OFFSET}')"
    counted = f"select count({rule.expression}) filter (where not ({names_one})) from raw"
    return int(cursor.execute(counted).fetchall()[0][0])


def _met_formats(cursor: duckdb.DuckDBPyConnection, column: str) -> dict[str, tuple[str, ...]]:
    """The formats in which a sample of the column is written."""
    rows = cursor.execute(f"""
        with filled as (select {bare_stamp(column)} as stamp from raw where {column} is not null),
        sampled as ((select stamp from filled limit 500) union all
            (select stamp from filled using sample reservoir (1500 rows) repeatable (1)))
        select distinct stamp from sampled""").fetchall()
    return _joined({}, rows)


def _with_rare_formats(
    cursor: duckdb.DuckDBPyConnection, column: str, met: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Adds the formats of values that the sample did not show."""
    for _ in range(3):
        known = [family for family in FAMILIES if met[family] or family == "year_first"]
        read = ", ".join(parsed("stamp", family, met[family]) for family in known)
        rows = cursor.execute(f"""
            with filled as (select {bare_stamp(column)} as stamp from raw where {column} is not null)
            select stamp from filled where coalesce({read}, null) is null limit 2000""").fetchall()
        more = _joined(met, rows)
        if more == met:
            break
        met = more
    return met


def _joined(met: dict[str, tuple[str, ...]], rows: list[tuple[str]]) -> dict[str, tuple[str, ...]]:
    """The formats with those of further values, in which two-digit years go first."""
    found = {family: set(met.get(family, ())) for family in FAMILIES}
    for (stamp,) in rows:
        for family, items in formats_of(stamp).items():
            found[family].update(items)
    return {
        family: tuple(sorted(formats, key=lambda item: ("%y" not in item, item))[:MOST_FORMATS])
        for family, formats in found.items()
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
