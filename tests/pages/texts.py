"""Every text that a page shows, whatever element bears it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from google.protobuf.json_format import MessageToDict

HIDDEN = {
    "id",
    "elementId",
    "key",
    "icon",
    "url",
    "page",
    "pageScriptHash",
    "urlPathname",
    "data",
    "formId",
    "config",
    "type",
}
"""Fields of elements that nobody reads."""


def shown_texts(app) -> list[str]:
    """Texts of the page and the sidebar."""
    return [text for part in (app.main, app.sidebar) for node in nodes(part) for text in texts_of(node)]


def nodes(block) -> Iterator:
    """All elements below a block, and the blocks between."""
    for child in getattr(block, "children", {}).values():
        yield child
        yield from nodes(child)


def texts_of(node) -> Iterator[str]:
    proto = getattr(node, "proto", None)
    if proto is not None and hasattr(proto, "DESCRIPTOR"):
        yield from strings(MessageToDict(proto))


def strings(value) -> Iterator[str]:
    """The readable strings of nested fields; a chart's description is JSON inside a string."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in HIDDEN:
                yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        if value.startswith("{"):
            yield from strings(json.loads(value))
        else:
            yield from (part.strip(" *#\n") for part in re.split(r"<[^>]+>|\n", value))
