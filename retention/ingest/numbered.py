"""Items in numbered columns: `Product 1, Quantity 1, Price 1, Product 2, …`, or `line_item_1, line_item_2, …`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from retention.ingest.columns import ItemColumns
from retention.ingest.fields import aliases

ITEM = re.compile(
    r"(?:line item|order item|product|item|товар|продукт|позиция|produit|produkt) ?(\d{1,3})(?: (.+))?"
)
PROPERTIES = ("product", "sku", "category", "quantity", "unit_price", "line_total")
OTHER_NAMES = {"name": "product", "sum": "line_total", "total": "line_total", "название": "product", "имя": "product",
               "сумма": "line_total", "code": "sku"}  # fmt: skip


def numbered_items(names: list[str]) -> ItemColumns | None:
    """The numbered items that these folded headers name; None where there are none."""
    groups: dict[int, dict[str, int]] = {}
    starts = [at for at, name in enumerate(names) if ITEM.fullmatch(name)]
    for at in starts:
        number, rest = ITEM.fullmatch(names[at]).groups()  # type: ignore[union-attr]
        field = _property(rest) if rest else "product"
        if field:
            groups.setdefault(int(number), {}).setdefault(field, at)
    if not any("product" in found or "sku" in found for found in groups.values()):
        return None
    _behind(names, starts, groups)
    found = [groups[number] for number in sorted(groups)]
    if all(set(one) == {"product"} for one in found):
        return ItemColumns(packed=tuple(one["product"] for one in found))
    return ItemColumns(numbered=tuple(found))


def _behind(names: list[str], starts: list[int], groups: Mapping[int, dict[str, int]]) -> None:
    """Adds properties that stand behind their product: `Quantity 1`, or `Quantity` once for every product."""
    for start, end in pairwise([*starts, len(names)]):
        number = int(ITEM.fullmatch(names[start])[1])  # type: ignore[index]
        for at in range(start + 1, end):
            bare = re.fullmatch(r"(.+?) (\d{1,3})", names[at])
            is_repeated = names.count(names[at]) > 1
            if bare and int(bare[2]) in groups:
                field, owner = _property(bare[1]), int(bare[2])
            else:
                field, owner = (_property(names[at]) if is_repeated else None), number
            if field and owner in groups:
                groups[owner].setdefault(field, at)


def _property(name: str) -> str | None:
    known = aliases("orders")
    found = (field for field in PROPERTIES if name in known[field])
    return OTHER_NAMES.get(name) or next(found, None)
