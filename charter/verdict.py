"""What a coach decides after reading, and what a reading is made of before that."""

from __future__ import annotations

from enum import StrEnum

from charter.review import ReviewAct

__all__ = ["LONGEST_STRENGTH", "GridState", "Support", "Verdict", "act_of"]

#: characters of the strength that a verdict begins with
LONGEST_STRENGTH = 1_000


class Verdict(StrEnum):
    """Where the draft goes."""

    READY = "ready"  # to be discussed with the partner
    REVISE = "revise"  # some points to look at again
    REDO = "redo"  # to be taken up again, with support


class GridState(StrEnum):
    """How a criterion of the grid stands: words, never a mark."""

    NOT_RELEVANT = "not_relevant"
    TO_WORK_ON = "to_work_on"
    PARTLY = "partly"
    SOLID = "solid"


class Support(StrEnum):
    """Who else may help."""

    LAWYER = "lawyer"
    LOCAL_SUPPORT = "local_support"  # the local support scheme for associations, « DLA »
    NETWORK = "network"  # the federation that the association belongs to


def act_of(verdict: Verdict) -> ReviewAct:
    """What the verdict does in the life of the draft."""
    return {
        Verdict.READY: ReviewAct.APPROVE,
        Verdict.REVISE: ReviewAct.REQUEST_CHANGES,
        Verdict.REDO: ReviewAct.PROPOSE_SUPPORT,
    }[verdict]
