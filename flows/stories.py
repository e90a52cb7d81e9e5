"""Conversations that must stay true: answers by name, and what must come of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from flows.issue import InvalidFlow, Issue
from flows.part import Identifier, Part
from flows.run import Written
from flows.source import Source, read_source
from flows.validation import validate

__all__ = ["STORIES_FILE", "Correction", "Stories", "Story", "load_stories", "read_stories"]


#: what the file of a flow is called that tells them
STORIES_FILE = "stories.yaml"


class Correction(Part):
    """Earlier answers given again when a question comes up."""

    at: Identifier
    answers: Mapping[Identifier, Written] = Field(min_length=1)


class Story(Part):
    """One leader's walk. The order of the answers does not matter: the flow asks."""

    story: Identifier
    title: str = Field(min_length=1)
    language: str = Field(default="fr", pattern=r"^[a-z]{2}$")
    #: by question: an option id, ids, text as typed, true or false, people, items of a list
    answers: Mapping[Identifier, Written] = Field(min_length=1)
    skips: tuple[Identifier, ...] = ()
    corrections: tuple[Correction, ...] = ()
    #: what to do with a question that has no answer here; without it, the story fails
    otherwise: Literal["skip"] | None = None
    asks: tuple[Identifier, ...] = ()
    never_asks: tuple[Identifier, ...] = ()
    #: the option that the answers must point to
    advice: Identifier | None = None
    ends_at: Identifier | None = None
    charter_has: tuple[str, ...] = ()
    charter_lacks: tuple[str, ...] = ()
    #: ids of the documents to plan that it must call for
    documents: tuple[str, ...] = ()


class Stories(Part):
    """What the file `stories.yaml` says."""

    format: Literal[1] = 1
    stories: tuple[Story, ...] = Field(min_length=1)
    #: the day on which they happen: it decides what is a date to come
    told_on: date | None = None
    #: walks by chance that must all come to an end
    random_walks: int = Field(default=0, ge=0, le=10_000)


def read_stories(content: bytes) -> Stories | tuple[Issue, ...]:
    """The stories that a file tells, or what is wrong with it."""
    source = read_source(content, file=STORIES_FILE)
    return validate(Stories, source) if isinstance(source, Source) else source


def load_stories(content: bytes) -> Stories:
    """The stories that a file tells.

    Raises:
        InvalidFlow: with what is wrong with it.
    """
    read = read_stories(content)
    if not isinstance(read, Stories):
        raise InvalidFlow(read)
    return read
