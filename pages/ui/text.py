"""Text that comes from data, made safe for Streamlit's Markdown."""

from __future__ import annotations

import re


def plain(text: str) -> str:
    """The same text with every sign that Markdown would read as its own taken literally."""
    return re.sub(r"([\\`*_\[\]$~<>#|:])", r"\\\1", text)
