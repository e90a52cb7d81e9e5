"""What an admin changed between two versions of a definition, said so that people can weigh it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Change", "Detail", "Effect", "Noun", "What", "tags"]


class Noun(StrEnum):
    """What kind of thing it is that changed."""

    FLOW = "flow"
    LANGUAGE = "language"
    PACE = "pace"
    QUICK_PATH = "quick_path"
    STAGE = "stage"
    QUESTION = "question"
    PART = "part"
    OPTION = "option"
    ENDING = "ending"
    CHARTER = "charter"
    CLAUSE = "clause"
    DOCUMENT = "document"


class What(StrEnum):
    """What was done to it."""

    REWORDED = "reworded"
    ADDED = "added"
    RENAMED = "renamed"
    REMOVED = "removed"
    MOVED = "moved"
    CONDITION = "condition"  # when it is asked, told or taken
    LIMITS = "limits"  # what may be answered
    MEANING = "meaning"  # the answers of before mean something else
    KIND = "kind"
    SETTINGS = "settings"  # whatever else: who reads it, scores, duration, addresses


class Effect(StrEnum):
    """What it does to a run in progress."""

    NOTHING = "nothing"
    ASKED_NEXT = "asked_next"
    MOVES = "moves"  # the answer, to its present name
    ASKED_IF_CHOSEN = "asked_if_chosen"  # again, of who gave an answer that is none any more
    ASKED_IF_SKIPPED = "asked_if_skipped"
    DECIDED_ANEW = "decided_anew"  # parked, back again or asked, as other answers say
    PARKED = "parked"
    ASKED_AGAIN = "asked_again"
    REFUSED = "refused"  # it cannot be published


@dataclass(frozen=True, slots=True)
class Detail:
    """One field, before and after; empty where there was none, or is none."""

    key: str
    before: str
    after: str
    #: of a text that is not in the language of the source
    language: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was."""

    noun: Noun
    what: What
    #: its id now, or its last one
    name: str
    #: the id that it had, when that is another
    former: str = ""
    #: ids of what it is in, from large to small: its stage, its list, its question
    place: tuple[str, ...] = ()
    effect: Effect = Effect.NOTHING
    details: tuple[Detail, ...] = ()

    @property
    def path(self) -> str:
        """Its place and its name, as people point at it."""
        return ".".join((*self.place, self.name))


def tags(changes: Iterable[Change]) -> tuple[str, ...]:
    """What sorts of changes there are, each once: what a list of revisions shows of one."""
    return tuple(sorted({f"{change.noun}_{change.what}" for change in changes}))
