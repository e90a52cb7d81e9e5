"""A charter as its author wrote it: clauses whose sentences have room for answers.

In a sentence, `{id}` is an answer, and `[…]` is left out when an answer in it is missing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from charter.document import Words
from flows.conditions import Condition
from flows.part import Identifier, Part, Text

__all__ = [
    "AnySentence",
    "BlockTemplate",
    "ClauseTemplate",
    "LegalTemplate",
    "PlannedTemplate",
    "RowTemplate",
    "SentenceTemplate",
    "SignatoryTemplate",
    "TableTemplate",
    "Template",
    "as_sentence",
]


#: the page that says so
Address = Annotated[str, Field(pattern=r"^https?://")]


class SentenceTemplate(Part):
    """One sentence, for each thing of a list where it says so."""

    text: Text = Field(min_length=1)
    when: Condition | None = None
    #: the list, or the people, of which each one has a sentence
    each: Identifier | None = None
    #: a hypothesis about the partner
    to_confirm: bool = False


class RowTemplate(Part):
    """One row, for each thing of a list where it says so."""

    cells: tuple[Text, ...] = Field(min_length=1)
    when: Condition | None = None
    each: Identifier | None = None
    to_confirm: bool = False


class TableTemplate(Part):
    #: what the table shows, for people who hear the page
    caption: Text = Field(min_length=1)
    header: tuple[Text, ...] = Field(min_length=1)
    rows: tuple[RowTemplate, ...] = Field(min_length=1)


class LegalTemplate(Part):
    text: Text = Field(min_length=1)
    source: Address
    when: Condition | None = None


class SignatoryTemplate(Part):
    """What is known of who signs; what is missing is left to be filled by hand."""

    organisation: str
    person: str = ""
    role: Text = ""


#: a sentence that needs no more may be written as a plain text
AnySentence = Annotated[
    Annotated[Text, Tag("plain")] | Annotated[SentenceTemplate, Tag("sentence")],
    Discriminator(lambda said: "plain" if isinstance(said, str) else "sentence"),
]


def as_sentence(written: str | SentenceTemplate) -> SentenceTemplate:
    """A plain text as the sentence that it stands for."""
    return SentenceTemplate(text=written) if isinstance(written, str) else written


class BlockTemplate(Part):
    """One block, of the kind that its only key names."""

    paragraph: tuple[AnySentence, ...] = Field(default=(), min_length=1)
    bullets: tuple[AnySentence, ...] = Field(default=(), min_length=1)
    table: TableTemplate | None = None
    legal: LegalTemplate | None = None
    signatures: tuple[SignatoryTemplate, ...] = Field(default=(), min_length=1)


class ClauseTemplate(Part):
    #: permanent: what remarks are anchored on, and what comparing goes by
    id: str = Field(pattern=r"^[A-Z][A-Z0-9]{0,7}$")
    title: Text = Field(min_length=1)
    when: Condition | None = None
    #: answers without which it has a gap
    needs: tuple[Identifier, ...] = ()
    blocks: tuple[BlockTemplate, ...] = Field(min_length=1)


class PlannedTemplate(Part):
    """A paper to plan besides the charter."""

    id: Identifier
    title: Text = Field(min_length=1)
    reason: Text = Field(min_length=1)
    when: Condition | None = None
    source: Address | None = None


class Template(Part):
    """A whole charter, in one language."""

    format: Literal[1]
    charter: Identifier
    language: str = Field(pattern=r"^[a-z]{2}$")
    title: Text = Field(min_length=1)
    subtitle: Text = ""
    parties: tuple[str, ...] = Field(min_length=1)
    words: Words
    clauses: tuple[ClauseTemplate, ...] = Field(min_length=1)
    documents: tuple[PlannedTemplate, ...] = ()
    #: questions whose answers become the coach's agenda
    doubts: tuple[Identifier, ...] = ()
