"""What a file holds and which column means what."""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz import fuzz, process

from retention.captions import N_
from retention.errors import ImportRefused
from retention.ingest import platforms
from retention.ingest.columns import Columns, ItemColumns
from retention.ingest.features import costs_of
from retention.ingest.fields import NEEDED, aliases, all_fields, folded
from retention.ingest.kinds import FACT_KINDS
from retention.ingest.kinds.words import IN_SENTENCES, NEEDED_WORDS
from retention.ingest.numbered import numbered_items
from retention.ingest.platforms import Platform
from retention.ingest.summaries import refuse_summary
from retention.ingest.telling import kinds_told_by

EITHER = {"customer", "client", "клиент", "покупатель"}
"""Headers that stand over ids in one shop and over names in the next."""
LIKELY = 78
"""Similarity (0..100) from which a header is offered as a suggestion."""


def recognise(
    header: list[str], samples: list[list[str]], kind: str, asked: dict[str, str], file: str
) -> Columns:
    """Reads the header line. Raises ImportRefused for unknown names, doubled needed columns, unknown kinds."""
    names = [folded(cell) for cell in header]
    platform = platforms.told_by(names, kind)
    found_kind = _kind(names, kind, platform, set(asked), file)
    if found_kind not in NEEDED:
        raise ImportRefused("kind_unknown", file=file, found=", ".join(header[:12]))
    mapping = _by_platform(names, platform)
    mapping = _by_alias(names, found_kind, mapping, platform)
    cart_goal = _cart_goal(mapping, header, asked)
    chosen = _asked(
        header, {k: v for k, v in asked.items() if k != "cart_goal" or not cart_goal}, found_kind, file
    )
    kept = {name: at for name, at in mapping.items() if at not in chosen.values() and asked.get(name) != ""}
    mapping = kept | chosen
    mapped = {f: mapping[f] for f in all_fields(found_kind) if f in mapping}
    columns = Columns(found_kind, platform.key, header, mapped, cart_goal)
    if found_kind not in FACT_KINDS:
        refuse_summary(header, names, set(mapped), file)
    columns.cancel_prefix = platform.cancel_prefix if "order_id" in columns.mapping else ""
    columns.cells = {name: how for name, how in platform.cells.items() if name in columns.mapping}
    _settle_repeated(columns, names, platform)
    _settle_items(columns, names, platform, set(chosen))
    _settle_money(columns)
    _settle_identity(columns, samples)
    _refuse_doubles(columns, names, set(chosen), file)
    columns.missing = [
        group[0]
        for group in NEEDED[found_kind]
        if not any(f in columns.mapping for f in group) and not (columns.items and "order_total" in group)
    ]
    columns.suggestions = _suggestions(columns, header)
    columns.costs = costs_of(found_kind, _fields_found(columns))
    columns.notes += _advice(columns, platform)
    return columns


def _fields_found(columns: Columns) -> set[str]:
    """The fields that the file feeds, its packed or numbered items with them."""
    return set(columns.mapping) | ({"items"} if columns.items else set())


def _advice(columns: Columns, platform: Platform) -> list[list[object]]:
    """What must be said about every file of the platform, and what to export instead where a column is not there."""
    found = _fields_found(columns)
    codes = [*platform.notes, *(code for name, code in platform.advice.items() if name not in found)]
    said: list[list[object]] = [[code, {"platform": platform.title}] for code in dict.fromkeys(codes)]
    if not platform.is_verified and columns.kind == "orders":
        said.append(["platform_not_verified", {"platform": platform.title}])
    kind = FACT_KINDS.get(columns.kind)
    if kind and kind.is_by_names and platform is platforms.GENERIC:
        said.append(["read_by_names", {}])
    return said


def refuse_missing(columns: Columns, header: list[str], file: str) -> None:
    """Raises ImportRefused where a needed column was not recognised."""
    shown = ", ".join(header[:12]) + (" …" if len(header) > 12 else "")
    is_told = columns.kind in FACT_KINDS
    if len(columns.missing) == len(NEEDED[columns.kind]) and columns.platform == "generic" and not is_told:
        raise ImportRefused("kind_unknown", file=file, found=shown)
    if columns.missing:
        raise ImportRefused(
            "column_missing", file=file, needed=(WORDS | NEEDED_WORDS)[columns.missing[0]], found=shown
        )


WORDS = {
    "ordered_at": N_("the order date"),
    "order_total": N_("the order amount"),
    "started_at": N_("the time of the visit"),
    "session_id": N_("the visit or visitor id"),
}
"""What a needed field is called in a sentence."""


def _kind(names: list[str], kind: str, platform: Platform, asked: set[str], file: str) -> str:
    """What the user said, else the platform's, else what the columns tell. Raises ImportRefused `kind_ambiguous`."""
    if kind != "auto":
        return kind
    if platform is not platforms.GENERIC:
        return platform.kind
    told, *others = kinds_told_by(names, asked)
    if others:
        raise ImportRefused(
            "kind_ambiguous", file=file, first=IN_SENTENCES[told], second=IN_SENTENCES[others[0]]
        )
    return told


def _by_platform(names: list[str], platform: Platform) -> dict[str, int]:
    """The columns whose names mean something else on this platform, or that only it has."""
    found = {
        field: next((name for name in known if name in names), None)
        for field, known in platform.field_names.items()
    }
    return {field: names.index(name) for field, name in found.items() if name}


def _by_alias(names: list[str], kind: str, known: dict[str, int], platform: Platform) -> dict[str, int]:
    """Adds every field one of whose names is a header not yet taken, and not ignored on this platform."""
    mapping = dict(known)
    for name, known_names in aliases(kind).items():
        free = [
            alias
            for alias in known_names
            if alias in names
            and alias not in platform.ignored_names
            and names.index(alias) not in mapping.values()
        ]
        if name not in mapping and free:
            mapping[name] = names.index(free[0])
    return mapping


def _asked(header: list[str], asked: dict[str, str], kind: str, file: str) -> dict[str, int]:
    known = all_fields(kind)
    mapping = {}
    for name, column in asked.items():
        if name not in known:
            raise ImportRefused("field_unknown", field=name, known=", ".join(known))
        if not column:  # the user says that the file has none
            continue
        by_number = column.startswith("#") and column[1:].isdigit()
        position = int(column[1:]) - 1 if by_number else header.index(column) if column in header else -1
        if not 0 <= position < len(header):
            raise ImportRefused("column_unknown", file=file, column=column, found=", ".join(header[:12]))
        mapping[name] = position
    return mapping


def _cart_goal(mapping: dict[str, int], header: list[str], asked: dict[str, str]) -> str:
    """The number of the goal that marks a cart, where the user names a goal and no column."""
    goal = asked.get("cart_goal", "")
    return goal if goal.isdigit() and goal not in header and "goals" in mapping else ""


def _settle_items(columns: Columns, names: list[str], platform: Platform, chosen: set[str]) -> None:
    """Items in numbered columns or packed into one cell; not where a row is an item by its own columns."""
    if columns.kind != "orders":
        return
    at = columns.mapping
    packed, prices = at.pop("items", None), at.pop("item_prices", None)
    numbered = numbered_items(names)
    if numbered:
        columns.items = numbered
        for name in [name for name in at if at[name] in numbered.positions and name not in chosen]:
            del at[name]
    elif packed is not None and not {"product", "sku"} & set(at):
        columns.items = ItemColumns((packed,), prices, syntax=platform.items)


def _settle_repeated(columns: Columns, names: list[str], platform: Platform) -> None:
    """Columns numbered through, of which each row fills one: the first stands for all of them."""
    for name, pattern in platform.repeated.items():
        found = [at for at, header in enumerate(names) if re.fullmatch(pattern, header)]
        if found and name not in columns.mapping:
            columns.mapping[name] = found[0]
            columns.repeated = {**columns.repeated, name: tuple(found)}


def _settle_money(columns: Columns) -> None:
    """A money column beside a quantity is a line total unless its name says unit price; the report names it."""
    mapping = columns.mapping
    if columns.kind != "orders":
        return
    if "quantity" in mapping and "order_total" in mapping and "order_id" not in mapping:
        mapping["line_total"] = mapping.pop("order_total")
    if "quantity" in mapping and "line_total" in mapping:
        columns.notes.append(["line_total_read", {"column": columns.title("line_total")}])
    if "unit_price" in mapping and not {"quantity", "order_total", "line_total"} & set(mapping):
        columns.notes.append(["no_quantity", {"column": columns.title("unit_price")}])
    if "discount" in mapping and "order_total" not in mapping:
        columns.notes.append(["no_order_total", {"column": columns.title("discount")}])


def _settle_identity(columns: Columns, samples: list[list[str]]) -> None:
    """A “Customer” column with blanks in its values holds names, and names identify nobody; without any customer
    column every order is anonymous: the report says so instead of refusing."""
    mapping = columns.mapping
    is_dressed = "customer_id" in columns.cells
    if "customer_id" in mapping and not is_dressed and folded(columns.title("customer_id")) in EITHER:
        values = [row[mapping["customer_id"]].strip() for row in samples if len(row) > mapping["customer_id"]]
        if sum(" " in value for value in values) > len(values) / 2:
            mapping.setdefault("name", mapping.pop("customer_id"))
    if columns.kind == "sessions" and "customer_id" in mapping:
        # a tracker's only number of people is its visitor; whether the shop knows it as a customer decides later
        mapping.setdefault("visitor_id", mapping["customer_id"])
    if columns.kind == "orders" and "order_id" not in columns.mapping:
        columns.notes.append(["no_order_number", {}])
    if columns.kind == "orders" and not {"customer_id", "email", "phone", "billing_phone"} & set(
        columns.mapping
    ):
        columns.notes.append(["no_customer_column", {}])


def _refuse_doubles(columns: Columns, names: list[str], chosen: set[str], file: str) -> None:
    """A name that stands twice is a guess, unless the user chose the column by its number."""
    counts = Counter(names)
    for name in set(columns.mapping) - chosen:
        if counts[folded(columns.title(name))] > 1:
            raise ImportRefused("header_duplicate", file=file, found=columns.title(name))


def _suggestions(columns: Columns, header: list[str]) -> dict[str, str]:
    """For needed fields without a column: the header most like a known name, to be confirmed by the user."""
    free = {folded(cell): cell for cell in header if cell and cell not in columns.titles.values()}
    offers = {}
    for name in columns.missing:
        ranked = [
            process.extractOne(alias, list(free), scorer=fuzz.WRatio, score_cutoff=LIKELY)
            for alias in aliases(columns.kind)[name]
        ]
        best = max((hit for hit in ranked if hit), key=lambda hit: hit[1], default=None)
        if best:
            offers[name] = free[best[0]]
    return offers
