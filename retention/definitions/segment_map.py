"""Eleven names for the 125 cells of recency × frequency × money; every cell has exactly one.

The map is the one that Bloomreach ("RFM Segmentation", documentation of Bloomreach Engagement) and Spotler
("App: RFM") publish cell by cell; the names go back to Putler ("RFM analysis for customer segmentation").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from retention.values import RfmSegment

LETTERS = {
    "C": RfmSegment.CHAMPIONS,
    "L": RfmSegment.LOYAL,
    "P": RfmSegment.POTENTIAL_LOYALIST,
    "N": RfmSegment.NEW_CUSTOMERS,
    "p": RfmSegment.PROMISING,
    "A": RfmSegment.NEED_ATTENTION,
    "s": RfmSegment.ABOUT_TO_SLEEP,
    "r": RfmSegment.AT_RISK,
    "!": RfmSegment.CANNOT_LOSE,
    "h": RfmSegment.HIBERNATING,
    "x": RfmSegment.LOST,
}

#    F=1    F=2    F=3    F=4    F=5      the five letters of a group: M = 1..5
MAP = {
    5: "NNppp  ppppp  PPPAA  PPLCC  PPPCC",
    4: "NNppp  NNPpp  PPPAL  PPALC  PPPCC",
    3: "Nsppp  shPAA  shPAL  PPALL  PPPLL",
    2: "hhs!!  shhrr  shhrr  srrrr  srrrr",
    1: "xx!!!  xhhrr  xhrrr  xrr!r  xrr!!",
}
"""One line for each R, the most recent first."""


def cells_of(segment: RfmSegment) -> str:
    """The scores that a segment holds, the most recent first; neighbours together.

    >>> cells_of(RfmSegment.CHAMPIONS)
    'R5 F4–5 M4–5; R4 F4 M5; R4 F5 M4–5'
    """
    letter = next(letter for letter, name in LETTERS.items() if name is segment)
    return "; ".join(_of_recency(r, line.split(), letter) for r, line in MAP.items() if letter in line)


def _of_recency(r: int, groups: Sequence[str], letter: str) -> str:
    money = {
        f: _spans(m for m, found in enumerate(group, 1) if found == letter)
        for f, group in enumerate(groups, 1)
    }
    return "; ".join(
        f"R{r} F{_spans(fs)} M{spans}" for spans, fs in groupby(money, key=lambda f: money[f]) if spans
    )


def _spans(scores: Iterable[int]) -> str:
    """Neighbouring scores as a span: 1–2, 4."""
    spans: list[list[int]] = []
    for score in scores:
        if spans and score == spans[-1][-1] + 1:
            spans[-1].append(score)
        else:
            spans.append([score])
    return ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)
