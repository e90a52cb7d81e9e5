"""The life of a draft between its leader and a coach: which acts are open, and who must act."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, assert_never

from transitions import Machine, MachineError

__all__ = ["NotAllowed", "ReviewAct", "ReviewStatus", "Side", "after", "allowed", "holder", "side"]


class ReviewStatus(StrEnum):
    """Where a draft stands."""

    DRAFT = "draft"  # never sent: only its leader sees it
    SUBMITTED = "submitted"  # frozen and sent: it waits for a coach to take it
    IN_REVIEW = "in_review"  # a coach has taken it, and reads
    CHANGES_REQUESTED = "changes_requested"  # the coach asks to revise some points
    REDO_WITH_SUPPORT = "redo_with_support"  # the coach proposes to take it up again together
    APPROVED = "approved"  # ready to discuss with the partner
    WITHDRAWN = "withdrawn"  # its leader took it back before any verdict


class ReviewAct(StrEnum):
    """What moves a draft on."""

    SUBMIT = "submit"  # freeze what is written, and send it
    WITHDRAW = "withdraw"  # take it back before the verdict
    TAKE = "take"  # become its coach
    PUT_BACK = "put_back"  # leave it to another coach
    REQUEST_CHANGES = "request_changes"  # verdict: revise
    PROPOSE_SUPPORT = "propose_support"  # verdict: take it up again, with support
    APPROVE = "approve"  # verdict: ready to discuss with the partner
    REOPEN = "reopen"  # go on writing, what was approved staying as it is


class Side(StrEnum):
    """Who is meant."""

    LEADER = "leader"
    COACH = "coach"
    NOBODY = "nobody"  # there is nothing to do


class NotAllowed(Exception):
    """The draft is no longer, or not yet, where this act is open: someone else acted meanwhile."""

    def __init__(self, status: ReviewStatus, act: ReviewAct) -> None:
        super().__init__(f"{act} is not open when {status}")
        self.status = status
        self.act = act


def allowed(status: ReviewStatus) -> tuple[ReviewAct, ...]:
    """The acts that are open, in the order in which they are declared."""
    triggers = set(_machine().get_triggers(str(status)))
    return tuple(act for act in ReviewAct if act in triggers)


def after(status: ReviewStatus, act: ReviewAct) -> ReviewStatus:
    """Where an act leads.

    Raises:
        NotAllowed: the act is not open in this status.
    """
    cursor = _Cursor(str(status))
    # Plain words: the machine would take the members of an enumeration for their names.
    events: Mapping[str, Any] = _machine().events
    try:
        events[str(act)].trigger(cursor)
    except MachineError:
        raise NotAllowed(status, act) from None
    return ReviewStatus(cursor.state)


def side(act: ReviewAct) -> Side:
    """Who may do it."""
    match act:
        case ReviewAct.SUBMIT | ReviewAct.WITHDRAW | ReviewAct.REOPEN:
            return Side.LEADER
        case ReviewAct.TAKE | ReviewAct.PUT_BACK | ReviewAct.REQUEST_CHANGES:
            return Side.COACH
        case ReviewAct.PROPOSE_SUPPORT | ReviewAct.APPROVE:
            return Side.COACH
        case _:
            assert_never(act)


def holder(status: ReviewStatus) -> Side:
    """Whose turn it is: reminders go there, and nowhere else."""
    match status:
        case ReviewStatus.SUBMITTED | ReviewStatus.IN_REVIEW:
            return Side.COACH
        case ReviewStatus.DRAFT | ReviewStatus.WITHDRAWN:
            return Side.LEADER
        case ReviewStatus.CHANGES_REQUESTED | ReviewStatus.REDO_WITH_SUPPORT:
            return Side.LEADER
        case ReviewStatus.APPROVED:
            return Side.NOBODY
        case _:
            assert_never(status)


class _Cursor:
    """The only model that the machine ever sees; it lives for one act."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


#: by act: where it is open, and where it leads
MOVES: Mapping[ReviewAct, tuple[tuple[ReviewStatus, ...], ReviewStatus]] = {
    ReviewAct.SUBMIT: (
        (
            ReviewStatus.DRAFT,
            ReviewStatus.CHANGES_REQUESTED,
            ReviewStatus.REDO_WITH_SUPPORT,
            ReviewStatus.WITHDRAWN,
        ),
        ReviewStatus.SUBMITTED,
    ),
    ReviewAct.WITHDRAW: (
        (ReviewStatus.SUBMITTED, ReviewStatus.IN_REVIEW),
        ReviewStatus.WITHDRAWN,
    ),
    ReviewAct.TAKE: ((ReviewStatus.SUBMITTED,), ReviewStatus.IN_REVIEW),
    ReviewAct.PUT_BACK: ((ReviewStatus.IN_REVIEW,), ReviewStatus.SUBMITTED),
    ReviewAct.REQUEST_CHANGES: ((ReviewStatus.IN_REVIEW,), ReviewStatus.CHANGES_REQUESTED),
    ReviewAct.PROPOSE_SUPPORT: ((ReviewStatus.IN_REVIEW,), ReviewStatus.REDO_WITH_SUPPORT),
    ReviewAct.APPROVE: ((ReviewStatus.IN_REVIEW,), ReviewStatus.APPROVED),
    ReviewAct.REOPEN: ((ReviewStatus.APPROVED,), ReviewStatus.DRAFT),
}


@cache
def _machine() -> Machine:
    """One for all drafts: it holds none of them."""
    return Machine(
        model=None,
        states=[str(status) for status in ReviewStatus],
        initial=str(ReviewStatus.DRAFT),
        transitions=[
            {"trigger": str(act), "source": [str(status) for status in sources], "dest": str(dest)}
            for act, (sources, dest) in MOVES.items()
        ],
        auto_transitions=False,
    )
