"""What the assistant sends and receives, whatever the channel: passages and choices, no markup."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flows.prompt import Choice
from flows.run import Place

__all__ = ["Attachment", "Inbound", "Message", "Passage", "Style", "Way"]


class Style(StrEnum):
    """What a passage is, so that each channel may dress it in its way."""

    STAGE = "stage"  # a stage opens
    PROGRESS = "progress"  # how far the walk is
    QUESTION = "question"
    HINT = "hint"  # what is expected, or how to go on
    NOTED = "noted"  # what was kept
    CAUTION = "caution"  # a refusal, a nudge, a warning: always kind
    LESSON = "lesson"  # what a stage taught
    PLAIN = "plain"
    HEADING = "heading"
    ENTRY = "entry"  # a line of a list
    QUOTE = "quote"  # words of someone else


@dataclass(frozen=True, slots=True)
class Passage:
    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to give. Its bytes are the same for the same charter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Way:
    """Somewhere to go that answers nothing: a command, for who would rather tap than type it."""

    label: str
    command: str
    argument: str = ""
    #: the place that it asks, when it goes to one
    place: Place | None = None
    #: they are there already
    here: bool = False
    #: the passages say already what to type
    told: bool = False
    #: it makes sense in any of their alliances
    anywhere: bool = False

    @property
    def typed(self) -> str:
        """What goes there too."""
        return f"/{self.command} {self.argument}".rstrip()


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to show. What can be taken stands under it, in order, and may be typed too."""

    passages: tuple[Passage, ...]
    choices: tuple[Choice, ...] = ()
    #: several choices may be taken together
    several: bool = False
    #: what else may be done here, besides answering
    actions: tuple[Choice, ...] = ()
    #: where else to go from here, at any later time
    ways: tuple[Way, ...] = ()
    files: tuple[Attachment, ...] = ()
    #: the person stops here for now
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Inbound:
    """What came from a person, and who they are on their channel."""

    channel: str
    address: str
    shown_name: str
    #: language of their application, for someone new
    language: str
    #: IANA name, for someone new
    timezone: str
    text: str
