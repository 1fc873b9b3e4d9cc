"""Header texts: how two spellings are one name, and how tables of names are written down in this package."""

from __future__ import annotations

import re


def folded(header: str) -> str:
    """Header text with case, punctuation and doubled blanks taken out: «E-mail » and “E Mail” are one name."""
    return " ".join(re.sub(r"[^\w№#]+|_", " ", header.lower().replace("ё", "е")).split())


def names(text: str) -> tuple[str, ...]:
    """`A | B | C` as folded names."""
    return tuple(folded(name) for name in text.split("|"))


def table(text: str) -> dict[str, tuple[str, ...]]:
    """Lines `field: name | name`; a deeper indented line goes on."""
    lines = re.sub(r"\n {8,}", " ", text).strip().splitlines()
    parted = (line.partition(":") for line in lines)
    return {field.strip(): tuple(name.strip() for name in known.split("|")) for field, _, known in parted}
