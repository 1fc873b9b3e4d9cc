"""Compare two tables cell by cell: counts exact, shares within 1e-6, money within a cent."""

import math
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from numbers import Real

SHARE_TOLERANCE = 1.0000001e-6
MONEY_TOLERANCE = 0.0100001
MONEY = {
    "revenue",
    "net_revenue",
    "gross_revenue",
    "refunds",
    "average_order_value",
    "cumulative_revenue_per_customer",
    "churned_revenue_365",
    "revenue_per_customer",
    "margin_per_customer",
    "abandoned_value",
    "value_from",
    "value_to",
    "repeat_revenue",
    "first_average",
    "repeat_average",
    "spend",
    "cac",
    "ltv_to_date",
    "amount",
    "discounted_amount",
}
SHOWN = 10


def plain(value):
    """A cell as text, whole number, fraction or None, whatever file or library it comes from."""
    if value is None or str(value) in ("", "nan", "NaT", "<NA>"):
        return None
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return from_text(value)
    if isinstance(value, Real) and not isinstance(value, int):
        return float(value)
    return int(value) if isinstance(value, bool | int) else float(value)


def from_text(text: str):
    """What a cell of a file says: true, false, a number, else the text itself."""
    if text in ("true", "false", "True", "False"):
        return int(text.lower() == "true")
    try:
        number = float(text)
    except ValueError:
        is_stamp = len(text) > 10 and text[10] == "T"
        return (f"{text[:10]} {text[11:]}" if is_stamp else text).removesuffix(" 00:00:00")
    return number if math.isfinite(number) else text


def same(column: str, ours, theirs) -> bool:
    """Whether two cells agree."""
    ours, theirs = plain(ours), plain(theirs)
    if isinstance(ours, str) or isinstance(theirs, str) or ours is None or theirs is None:
        return ours == theirs
    tolerance = MONEY_TOLERANCE if column in MONEY else SHARE_TOLERANCE
    return abs(ours - theirs) <= tolerance


def keyed(rows: Iterable[dict], keys: tuple[str, ...]) -> dict[tuple, dict]:
    """Rows by their key columns; a key that comes twice is an error of the table."""
    found: dict[tuple, dict] = {}
    for row in rows:
        key = tuple(plain(row[name]) for name in keys)
        assert key not in found, f"two rows with the key {key}"
        found[key] = row
    return found


def differences(actual: Iterable[dict], expected: Iterable[dict], keys: tuple[str, ...]) -> list[str]:
    """One sentence for each missing row, extra row and unequal cell."""
    ours, theirs = keyed(actual, keys), keyed(expected, keys)
    found = [f"row {key} is missing" for key in theirs if key not in ours]
    found += [f"row {key} is too much: {ours[key]}" for key in ours if key not in theirs]
    for key, wanted in theirs.items():
        if key in ours:
            found += [
                f"{key} {column}: {ours[key].get(column, 'no such column')!r} instead of {value!r}"
                for column, value in wanted.items()
                if column not in ours[key] or not same(column, ours[key][column], value)
            ]
    return found


def bag(rows: Iterable[dict], names: list[str]) -> Counter:
    """How often each row comes, for tables whose key the other side cannot know; fractions to the cent."""
    found: Counter = Counter()
    for row in rows:
        cells = (plain(row[name]) for name in names)
        found[tuple(round(cell, 2) if isinstance(cell, float) else cell for cell in cells)] += 1
    return found


def assert_equal(actual: Iterable[dict], expected: Iterable[dict], keys: tuple[str, ...], what: str) -> None:
    """Fail with the first differences."""
    found = differences(actual, expected, keys)
    shown = "\n  ".join(found[:SHOWN])
    assert not found, f"{what}: {len(found)} differences\n  {shown}"
