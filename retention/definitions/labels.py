"""RFM segments and lifecycle stages: their names, and what to do about them.

English here; translated through the catalogue by whoever shows it (`N_` marks the texts for extraction).
"""

from __future__ import annotations

from dataclasses import dataclass

from retention.captions import N_
from retention.values import RfmSegment, Stage


@dataclass(frozen=True)
class Label:
    """The name of a group of customers, and what to do about it."""

    title: str
    advice: str


RFM_SEGMENTS: dict[RfmSegment, Label] = {
    RfmSegment.CHAMPIONS: Label(N_("Champions"), N_("Thank them, show new things first, ask for a review.")),
    RfmSegment.LOYAL: Label(N_("Loyal customers"), N_("Offer a larger basket and the loyalty programme.")),
    RfmSegment.POTENTIAL_LOYALIST: Label(
        N_("Potential loyalists"), N_("Suggest what suits their purchases; ease the next order.")
    ),
    RfmSegment.NEW_CUSTOMERS: Label(
        N_("New customers"), N_("Welcome them and help them to a second order soon.")
    ),
    RfmSegment.PROMISING: Label(N_("Promising"), N_("They spent well at once: give a reason to return.")),
    RfmSegment.NEED_ATTENTION: Label(N_("Need attention"), N_("Remind them with an offer that ends soon.")),
    RfmSegment.ABOUT_TO_SLEEP: Label(
        N_("About to fall asleep"), N_("Show what is popular now before they forget you.")
    ),
    RfmSegment.AT_RISK: Label(N_("At risk"), N_("Good buyers who are drifting away: write personally.")),
    RfmSegment.CANNOT_LOSE: Label(
        N_("Cannot lose them"), N_("Much money, long silence: call and ask what went wrong.")
    ),
    RfmSegment.HIBERNATING: Label(N_("Hibernating"), N_("One cheap reminder with a good offer; no more.")),
    RfmSegment.LOST: Label(N_("Lost"), N_("No paid campaigns; try one large sale.")),
}
"""Best first."""

STAGES: dict[Stage, Label] = {
    Stage.ACTIVE: Label(N_("Active"), N_("Within their usual rhythm: no discount is needed.")),
    Stage.LATE: Label(N_("Late, past their usual rhythm"), N_("Remind them now, before they are gone.")),
    Stage.CHURNED: Label(N_("Churned"), N_("Win back the valuable ones; leave the others alone.")),
}
"""Lifecycle stages, in order."""
