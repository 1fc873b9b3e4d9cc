"""Answers that outlive the program: in the shop file itself, and gone in the transaction that changes the data.

A courtesy, nothing more: whatever goes wrong here, the answer is counted anew.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import duckdb

from retention.shop.shop import Shop

MOST = 200
"""Answers of one shop."""
LONGEST = 500_000
"""Characters of one answer."""
LIBRARIES = ("babel", "duckdb", "numpy", "pandas")
"""What counts and writes numbers beside our own statements and functions."""
DAMAGED = (ValueError, KeyError, TypeError, AttributeError)
"""What reading a damaged answer may raise."""


@dataclass(frozen=True)
class Question:
    """What was asked, and of which data."""

    text: str
    data_version: int


def kept(shop: Shop, question: Question) -> str | None:
    """The answer that was counted earlier, if it still holds."""
    with suppress(duckdb.Error):
        for row in shop.records("shop/kept_answer", _asked(question)):
            return str(row["answer"])
    return None


def keep(shop: Shop, question: Question, answer: str) -> None:
    """Keeps the answer, unless the data have changed meanwhile, it is too long, or another thread is writing."""
    if len(answer) > LONGEST:
        return
    with suppress(duckdb.Error):
        values = {**_asked(question), "answer": answer, "most": MOST}
        shop.note("shop/forget_answers", "shop/keep_answer", parameters=values)


def _asked(question: Question) -> dict[str, object]:
    return {
        "made_by": made_by(),
        "data_version": question.data_version,
        "question": question.text,
    }


@cache
def made_by() -> str:
    """Fingerprint of the program as it was when it was first asked: its code, its statements, the libraries."""
    return fingerprint(Path(str(files("retention"))))


def fingerprint(folder: Path) -> str:
    """Changes with every name and every letter of the folder's code, statements and translations."""
    told = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in LIBRARIES).encode())
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".py", ".sql", ".po"):
            told.update(f"{file.relative_to(folder).as_posix()} {file.stat().st_size}\n".encode())
            told.update(file.read_bytes())
    return told.hexdigest()
