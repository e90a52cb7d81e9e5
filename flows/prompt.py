"""What to show a person: words and choices, without buttons, keyboards or markup."""

from __future__ import annotations

from dataclasses import dataclass

from flows.run import Place

__all__ = ["Choice", "Inside", "Legal", "Progress", "Prompt", "Reason"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to take. Without a label it is the system's own: channels word it by its id."""

    id: str
    label: str = ""
    hint: str = ""
    #: it is part of the answer kept so far
    chosen: bool = False
    #: it is what the guide advises
    advised: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is advised: an answer, and what it weighed."""

    answer: str
    choice: str
    points: int


@dataclass(frozen=True, slots=True)
class Inside:
    """How far one thing of a list is: which one, and which of the questions about it, from 1."""

    #: what such a thing is called; empty where the flow does not say it
    called: str
    item: int
    part: int
    parts: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the walk is: counted over what is relevant now, both from 1."""

    stage: int
    stages: int
    question: int
    questions: int
    #: inside a list, where the rest stands still
    inside: Inside | None = None


@dataclass(frozen=True, slots=True)
class Legal:
    """A pointer to the law and the address of the page that says so; never legal advice."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question as it is asked now."""

    place: Place
    kind: str
    stage: str
    progress: Progress
    text: str
    hint: str = ""
    why: str = ""
    help: str = ""
    example: str = ""
    legal: Legal | None = None
    choices: tuple[Choice, ...] = ()
    #: several choices may be taken together
    several: bool = False
    #: words of one's own are an answer too
    free: bool = True
    #: the answer kept so far, as a reader would write it; empty when there is none
    previous: str = ""
    #: the answer kept so far may stay
    can_keep: bool = False
    can_skip: bool = True
    can_go_back: bool = True
    #: who may read the answer
    visible_to: tuple[str, ...] = ()
    #: what the advice rests on, the heaviest first
    reasons: tuple[Reason, ...] = ()
