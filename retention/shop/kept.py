"""Answers that outlive the program: in the shop file itself, and gone in the transaction that changes the data.

A courtesy, nothing more: whatever goes wrong here, the answer is counted anew.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import duckdb

from retention.shop.shop import Shop

MOST = 200
"""Answers of one shop."""
LONGEST = 500_000
"""Characters of one answer."""


@dataclass(frozen=True)
class Question:
    """What was asked, of which data, and of which program."""

    text: str
    data_version: int
    made_by: str


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
        "made_by": question.made_by,
        "data_version": question.data_version,
        "question": question.text,
    }
