"""Months written without a day: 2024-01, 01.2024, January 2024, январь 2024."""

from __future__ import annotations

import duckdb

STEMS = (
    ("jan", "янв"),
    ("feb", "фев"),
    ("mar", "мар"),
    ("apr", "апр"),
    ("may", "май|мая"),
    ("jun", "июн"),
    ("jul", "июл"),
    ("aug", "авг"),
    ("sep", "сен"),
    ("oct", "окт"),
    ("nov", "ноя"),
    ("dec", "дек"),
)
YEAR_MONTH = r"([0-9]{4})[-./ ]?(0[1-9]|1[0-2])"
MONTH_YEAR = r"(0?[1-9]|1[0-2])[-./ ]([0-9]{4})"
NAMED = r"\p{L}+[.]?[ -]+[0-9]{4}( *г[.]?)?"
SHAPES = rf"{YEAR_MONTH}|{MONTH_YEAR}|{NAMED}"


def months_in(cursor: duckdb.DuckDBPyConnection, column: str) -> bool:
    """Whether the column's values are months without days, or the first days of at least two months and no other."""
    filled, months, firsts, kinds = cursor.execute(f"""
        select count({column}), count(*) filter (where regexp_full_match({column}, '{SHAPES}')),
            count(*) filter (where regexp_matches({column}, '^[0-9]{{4}}-[0-9]{{2}}-01$')), count(distinct {column})
        from raw""").fetchall()[0]
    return bool(filled) and bool(months > filled / 2 or (firsts == filled and kinds > 1))


def month_of(column: str) -> str:
    """SQL for the first moment of the month, NULL where the text is none."""
    year = f"regexp_extract({column}, '[0-9]{{4}}')"
    number = (
        f"coalesce(nullif(regexp_extract({column}, '^{YEAR_MONTH}(-01)?$', 2), ''), "
        f"nullif(regexp_extract({column}, '^{MONTH_YEAR}$', 1), ''))"
    )
    named = " ".join(
        f"when regexp_matches(lower({column}), '^({english}|{russian})') then '{n:02}'"
        for n, (english, russian) in enumerate(STEMS, 1)
    )
    month = f"coalesce({number}, case when regexp_full_match({column}, '{NAMED}') then case {named} end end)"
    return f"try_strptime({year} || '-' || {month}, '%Y-%m')"
