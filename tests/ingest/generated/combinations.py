"""Every layout in every style: combinations in which each pair of values occurs."""

import functools
import io

from tests.ingest.generated import russian, styles, western
from tests.ingest.generated.layouts import Layout
from tests.ingest.generated.month import month
from tests.ingest.generated.styles import Style

LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in (*western.LAYOUTS, *russian.LAYOUTS)}


@functools.cache
def fits(layout: str, encoding: str) -> bool:
    """Whether the encoding has all letters that the layout writes."""
    style = Style(encoding=encoding)
    return styles.is_writable(style.text(LAYOUTS[layout].table(month(0, style.language))), encoding)


def is_possible(combination: dict[str, str]) -> bool:
    """Whether such a file can be."""
    if {"layout", "encoding"} <= set(combination) and not fits(
        combination["layout"], combination["encoding"]
    ):
        return False
    return styles.is_possible(combination)


def combinations(seed: int, layouts: tuple[str, ...]) -> list[tuple[str, Style]]:
    """(layout, style) so that every possible pair of values of two factors occurs."""
    found = styles.pairwise({"layout": layouts} | styles.FACTORS, is_possible, seed)
    return [(one.pop("layout"), Style(**one)) for one in found]


def label(combination: tuple[str, Style]) -> str:
    """The combination as a test's name."""
    layout, style = combination
    shown = io.StringIO()
    for value in style.__dict__.values():
        shown.write("-" + {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "\t": "tab"}.get(value, value))
    return layout + shown.getvalue()
