"""Errors in the user's language: what was found, what is needed, what to do."""

from __future__ import annotations

from datetime import date

from retention.errors import ImportRefused, MetricRefused
from retention.i18n import sentence


def test_error_speaks_both_languages():
    error = ImportRefused("file_empty", file="orders.csv")
    assert sentence(error, "en").startswith("orders.csv is empty")
    assert sentence(error, "ru").startswith("orders.csv пуст")


def test_dates_in_errors_follow_the_language():
    error = MetricRefused(
        "as_of_wrong", first=date(2025, 1, 1), last=date(2026, 10, 31), found=date(2030, 1, 1)
    )
    assert "31\N{NO-BREAK SPACE}окт.\N{NO-BREAK SPACE}2026" in sentence(error, "ru")
