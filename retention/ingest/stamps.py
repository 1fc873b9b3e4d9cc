"""The format of one date as text, by its shape: which sign stands between the parts, how long the year is, how the
time follows."""

from __future__ import annotations

import re

DATE_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
YEAR_PARTS = re.compile(r"\d{4}([./-])\d{1,2}\1\d{1,2}(?!\d)")
RUN_TOGETHER = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
WEEKDAYS = "mon|tue|wed|thu|fri|sat|sun"
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
FULL_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
FULL_MONTHS = "january|february|march|april|june|july|august|september|october|november|december"
ENGLISH = re.compile(
    rf"(?:(?P<weekday>{FULL_DAYS}|{WEEKDAYS})(?P<after>,? ))?"
    rf"(?:\d{{1,2}}(?P<first>[ -/])(?P<month>{FULL_MONTHS}|{MONTHS})(?P<second>,? |[-/])"
    rf"|(?P<leading>{FULL_MONTHS}|{MONTHS}) \d{{1,2}}(?P<behind>,? ))(?P<year>\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
TIME = re.compile(
    r"(?P<join>(?: ?г(?:\.|ода)?)?,? *(?:в|at|um|à|-)? +|T|, *|:|_)?"
    r"\d{1,2}(?P<colon>[:.h])\d{2}(?:(?P=colon)(?P<seconds>\d{2})(?P<fraction>[.,]\d{1,6})?)?"
    r"(?:(?P<blank>\s*)(?P<half>[AaPp][Mm]))?"
)
MONTH_STARTS = (
    "jan янв ene gen",
    "feb fév fev фев",
    "mar mär mrz мар",
    "apr avr апр abr",
    "may mai май мая mag",
    "jun juin июн giu",
    "jul juil июл lug",
    "aug aoû aou авг ago",
    "sep сен set",
    "oct okt окт ott",
    "nov ноя",
    "dec dez déc дек dic",
)
"""How the names of the months begin: English, Russian, German, French, Spanish, Italian."""
MONTH_OF = {start: number for number, names in enumerate(MONTH_STARTS, 1) for start in names.split()}
WORD = re.compile(r"[^\W\d_]{3,}")
WORDED = re.compile(
    r"(?:(?P<a>[^\d\0]{0,15})(?P<day>\d{1,2})(?P<b>[^\d\0]{1,8})\0(?P<c>[^\d\0]{1,8})(?P<year>\d{4}|\d{2})"
    r"|(?P<d>[^\d\0]{0,15})\0(?P<e>[^\d\0]{1,8})\d{1,2}(?P<f>[^\d\0]{1,8})(?P<later>\d{4})"
    r"|(?P<sooner>\d{4})(?P<g>[^\d\0]{1,8})\0(?P<h>[^\d\0]{1,8})\d{1,2})(?!\d)"
)
"""A date in which \\0 stands for the name of the month."""


def formats_of(stamp: str) -> dict[str, tuple[str, ...]]:
    """Family → strptime formats in which this stamp can be read; nothing where its shape is no date.

    Dates with a month in words (family `worded_month`) carry the word as well, as `января=1`.
    """
    text = stamp.strip()
    if text.isdecimal():
        return {"year_first": (RUN_TOGETHER[len(text)],)} if len(text) in RUN_TOGETHER else {}
    dated = YEAR_PARTS.match(text)
    if dated:
        return _with_time({"year_first": "%Y{0}%m{0}%d"}, dated[1], text[dated.end() :])
    dated = DATE_PARTS.match(text)
    if dated:
        year = "%Y" if len(dated[4]) == 4 else "%y"
        orders = {"day_first": f"%d{{0}}%m{{0}}{year}"}
        if dated[2] != ".":  # with dots the day comes first
            orders["month_first"] = f"%m{{0}}%d{{0}}{year}"
        return _with_time(orders, dated[2], text[dated.end() :])
    dated = ENGLISH.match(text)
    named = _with_time({"named_month": _english(dated)}, "", text[dated.end() :]) if dated else {}
    return named or _worded(text.lower())


def _worded(text: str) -> dict[str, tuple[str, ...]]:
    """The format of a date with the name of a month in some language, and that name."""
    names = [(word, _month(word)) for word in WORD.findall(text) if _month(word)]
    for word, month in reversed(names):  # a weekday may look like a month, and stands before it
        dated = WORDED.match(text.replace(word, "\0", 1))
        if dated:
            found = _with_time({"worded_month": _worded_format(dated)}, "", dated.string[dated.end() :])
            return {family: (*formats, f"{word}={month}") for family, formats in found.items()}
    return {}


def _month(word: str) -> int | None:
    return MONTH_OF.get(word[:4]) or MONTH_OF.get(word[:3])


def _worded_format(dated: re.Match[str]) -> str:
    part = {name: (text or "").replace("%", "%%") for name, text in dated.groupdict().items()}
    if dated["sooner"]:
        return f"%Y{part['g']}%m{part['h']}%d"
    if dated["later"]:
        return f"{part['d']}%m{part['e']}%d{part['f']}%Y"
    year = "%Y" if len(part["year"]) == 4 else "%y"
    return f"{part['a']}%d{part['b']}%m{part['c']}{year}"


def _english(dated: re.Match[str]) -> str:
    """The format of a date with English names, which the database knows."""
    weekday = ("%a" if len(dated["weekday"]) == 3 else "%A") + dated["after"] if dated["weekday"] else ""
    name = dated["month"] or dated["leading"]
    month, year = "%b" if len(name) == 3 else "%B", "%Y" if len(dated["year"]) == 4 else "%y"
    if dated["leading"]:
        return f"{weekday}{month} %d{dated['behind']}{year}"
    return f"{weekday}%d{dated['first']}{month}{dated['second']}{year}"


def _with_time(orders: dict[str, str], sign: str, rest: str) -> dict[str, tuple[str, ...]]:
    time = _time_format(rest)
    if time is None:
        return {}
    return {family: (form.replace("{0}", sign) + time,) for family, form in orders.items()}


def _time_format(rest: str) -> str | None:
    """The format of what follows the date: nothing, a time, or None where it is none."""
    if not rest or rest in (" г.", " г", " года"):
        return rest
    found = TIME.fullmatch(rest)
    if not found or not found["join"]:
        return None
    colon = found["colon"]
    parts = ["%I" if found["half"] else "%H", "%M"] + ["%S"] * bool(found["seconds"])
    fraction = f"{found['fraction'][0]}%f" if found["fraction"] else ""
    half = f"{found['blank']}%p" if found["half"] else ""
    return found["join"].replace("%", "%%") + colon.join(parts) + fraction + half
