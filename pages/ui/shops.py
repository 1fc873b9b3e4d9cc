"""Which shop is looked at."""

from __future__ import annotations

from pages.ui import cached


def chooser() -> None:
    """The shop's select box."""


def current_name() -> str:
    """The name of the shop that this session looks at."""
    return cached.shop_path().stem


def sample_button() -> None:
    """Opens the sample shop."""
