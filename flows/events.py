"""What one reply made happen, in the order to tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.prompt import Prompt
from flows.refusal import RefusalCode
from flows.run import Answer, Place, Run

__all__ = [
    "AnswerChanged",
    "Bar",
    "Event",
    "ItemClosed",
    "Nudged",
    "Parked",
    "Prompted",
    "Refused",
    "Restored",
    "RunEnded",
    "Sprint",
    "StageClosed",
    "StageOpened",
    "Told",
    "Warned",
]


@dataclass(frozen=True, slots=True)
class AnswerChanged:
    """An answer is kept; without `after` it was taken away, with an item of a list."""

    place: Place
    before: Answer | None
    after: Answer | None
    #: the answer as a reader would write it
    shown: str


@dataclass(frozen=True, slots=True)
class Parked:
    """Answers that no longer count, since their question is not relevant any more."""

    questions: tuple[str, ...]
    #: the same, as they are asked
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """Answers that count again."""

    questions: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The reply could not be taken; the run did not move. The code says what would be."""

    code: RefusalCode
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Nudged:
    """The answer is kept; a better one is asked for, once."""

    text: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A kind word of caution about what was picked."""

    choice: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a profile: never a mark, only how the answers lie."""

    title: str
    value: int
    most: int


@dataclass(frozen=True, slots=True)
class Told:
    """Something said without asking."""

    text: str
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemClosed:
    """An item of a list is whole; here is its line."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class StageOpened:
    title: str
    aim: str
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class StageClosed:
    """What the stage taught, and a true story with the address where it is told."""

    title: str
    lesson: str
    case: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Prompted:
    prompt: Prompt


@dataclass(frozen=True, slots=True)
class RunEnded:
    """Nothing is left to ask."""

    ending: str
    text: str
    #: there is a charter to send to a coach
    submits: bool


Event = (
    AnswerChanged
    | Parked
    | Restored
    | Refused
    | Nudged
    | Warned
    | Told
    | ItemClosed
    | StageOpened
    | StageClosed
    | Prompted
    | RunEnded
)


@dataclass(frozen=True, slots=True)
class Sprint:
    """The run after one reply, and what happened."""

    run: Run
    events: tuple[Event, ...]
