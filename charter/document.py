"""The charter as a tree: clauses, blocks, and sentences that know which answers they quote."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from flows import part
from flows.part import Text

__all__ = [
    "Block",
    "Bullets",
    "Clause",
    "ClauseState",
    "Document",
    "DocumentStatus",
    "Gap",
    "LegalNote",
    "Paragraph",
    "PlannedDocument",
    "Sentence",
    "Signatory",
    "Signatures",
    "Span",
    "Table",
    "Words",
]


class Part(BaseModel):
    """A node of the tree: never changes once made, refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Part):
    """A run of text from one origin."""

    text: str
    #: place of the answer it quotes, such as ``public`` or ``objectives.2.indicator``;
    #: empty for the standard text of the template
    answer: str = ""


class Sentence(Part):
    """Spans read one after the other; the smallest thing that knows where it comes from."""

    spans: tuple[Span, ...]
    #: places of the answers that decided this sentence without being quoted in it
    decided_by: tuple[str, ...] = ()
    #: a hypothesis about the partner, shown with ``Words.to_confirm``
    to_confirm: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def answers(self) -> tuple[str, ...]:
        """Places of every answer that it quotes or that decided it, once each, in reading order."""
        quoted = [span.answer for span in self.spans if span.answer]
        return tuple(dict.fromkeys([*quoted, *self.decided_by]))


class Paragraph(Part):
    kind: Literal["paragraph"] = "paragraph"
    sentences: tuple[Sentence, ...]


class Bullets(Part):
    kind: Literal["bullets"] = "bullets"
    items: tuple[Sentence, ...]


class Table(Part):
    kind: Literal["table"] = "table"
    #: what the table shows, for people who hear the page
    caption: str
    header: tuple[str, ...]
    #: as many cells a row as the header has; an empty sentence is an empty cell
    rows: tuple[tuple[Sentence, ...], ...]


class Signatory(Part):
    """One party's place in the signature table; empty fields are left to be filled by hand."""

    organisation: str
    person: str = ""
    role: str = ""


class Signatures(Part):
    kind: Literal["signatures"] = "signatures"
    parties: tuple[Signatory, ...]


class Gap(Part):
    """What the clause still needs; shown, never hidden."""

    kind: Literal["gap"] = "gap"
    #: place of the question that would fill it
    question: str
    #: the question as asked
    text: str
    #: the leader chose to skip it, rather than not having reached it
    skipped: bool = False


class LegalNote(Part):
    """A pointer to the law, always shown with ``Words.not_legal_advice``."""

    kind: Literal["legal_note"] = "legal_note"
    text: str
    #: address of the page that says so
    source: str = ""


Block = Annotated[
    Paragraph | Bullets | Table | Signatures | Gap | LegalNote, Field(discriminator="kind")
]


class ClauseState(StrEnum):
    """How far a clause is."""

    EMPTY = "empty"
    PARTIAL = "partial"
    COMPLETE = "complete"


class Clause(Part):
    #: permanent id of the template: ``C1`` to ``C16``, or an extra of a category
    id: str
    #: what is printed before the title, counted over the clauses shown; 0: nothing is
    number: int
    title: str
    state: ClauseState
    blocks: tuple[Block, ...]


class PlannedDocument(Part):
    """A paper to plan besides the charter, and why."""

    id: str
    title: str
    reason: str
    #: address of the page that says so
    source: str = ""
    #: places of the answers that call for it
    decided_by: tuple[str, ...] = ()


class Words(part.Part):
    """What exporters print that is neither a clause nor an answer, in the reader's language."""

    draft: Text  # the mark on every page of a draft: « BROUILLON »
    contents: Text  # heading of the table of contents
    page_of: Text  # « page {page} sur {pages} »
    revision: Text  # « version {number} »
    between: Text  # what introduces the parties on the first page
    clause: Text  # « Article {number} »
    gap: Text  # what precedes a question still open: « À compléter »
    skipped: Text  # the same, when the leader skipped it
    to_confirm: Text  # « à confirmer avec le partenaire »
    not_legal_advice: Text  # « repère, pas conseil juridique »
    documents: Text  # heading of the documents to plan
    documents_intro: Text
    source: Text  # what precedes an address
    signatures: Text  # caption of the signature table
    organisation: Text
    name_and_role: Text
    date_and_signature: Text
    doubts: Text  # heading of what the leader is unsure about
    states: dict[ClauseState, Text]


class DocumentStatus(StrEnum):
    """Whether the pages carry the draft mark."""

    DRAFT = "draft"
    APPROVED = "approved"


class Document(Part):
    """A charter composed for one reader, in one language, on one day."""

    language: str
    title: str
    #: one line under the title: the alliance's aim, as the leader said it; may be empty
    subtitle: str
    #: names of the organisations, the initiator first
    parties: tuple[str, ...]
    status: DocumentStatus
    #: number of the frozen revision; 0 before the first one
    revision: int
    dated: date
    #: the dated line as printed, in the document's language
    dated_text: str
    clauses: tuple[Clause, ...]
    #: what the leader wants to talk about; only in documents made for leader and coach
    doubts: tuple[Sentence, ...] = ()
    documents: tuple[PlannedDocument, ...] = ()
    words: Words
