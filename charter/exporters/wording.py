"""What every format prints alike: labels made of the document's words, and text a page can show."""

from __future__ import annotations

import re
from collections.abc import Callable

from charter.document import (
    Clause,
    ClauseState,
    Document,
    DocumentStatus,
    Gap,
    Sentence,
    Signatory,
    Table,
    Words,
)

__all__ = [
    "clause_heading",
    "clause_label",
    "dated_line",
    "draft_mark",
    "gap_label",
    "is_address",
    "legible",
    "locale",
    "person_and_role",
    "rectangle",
    "rewritten",
    "state_mark",
    "title",
]

#: what separates a label from what it labels, whatever the language
DASH = " \N{EN DASH} "

_LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029\v\f\x85]")
# Controls, halves of pairs and non-characters are illegal in XML or PDF; embeddings and overrides
# of direction would let an answer turn the sentences after it around.
_ILLEGIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
_LOCALES = {"en": "en-GB", "fr": "fr-FR"}


def legible(document: Document) -> Document:
    """The same document without the characters that no page can show."""
    return Document.model_validate(rewritten(document.model_dump(), _legible))


def rewritten(value: object, change: Callable[[str], str]) -> object:
    """The same tree with every text changed, but for the keys."""
    match value:
        case str():
            return change(value)
        case dict():
            return {key: rewritten(each, change) for key, each in value.items()}
        case tuple() | list():
            return [rewritten(each, change) for each in value]
        case _:
            return value


def title(document: Document) -> str:
    """What the document is called; never empty, since readers and standards ask for a name."""
    return document.title.strip() or DASH.join(document.parties).strip() or DASH.strip()


def draft_mark(document: Document) -> str:
    """The mark that every page of a draft carries; empty once the document is approved."""
    return document.words.draft if document.status is DocumentStatus.DRAFT else ""


def dated_line(document: Document) -> str:
    """The date, and the revision once there is one."""
    revision = document.words.revision.replace("{number}", str(document.revision))
    parts = [document.dated_text, revision if document.revision else ""]
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def clause_label(words: Words, clause: Clause) -> str:
    """« Article 3 »; empty for a section without a number."""
    return words.clause.replace("{number}", str(clause.number)) if clause.number else ""


def clause_heading(words: Words, clause: Clause) -> str:
    label = clause_label(words, clause)
    return DASH.join(part for part in (label, clause.title.strip()) if part)


def state_mark(document: Document, clause: Clause) -> str:
    """How far an unfinished clause of a draft is; empty where there is nothing to say."""
    if document.status is not DocumentStatus.DRAFT or clause.state is ClauseState.COMPLETE:
        return ""
    return document.words.states.get(clause.state, "")


def gap_label(words: Words, gap: Gap) -> str:
    return words.skipped if gap.skipped else words.gap


def person_and_role(party: Signatory) -> str:
    return ", ".join(part for part in (party.person, party.role) if part)


def rectangle(table: Table) -> tuple[tuple[str, ...], tuple[tuple[Sentence, ...], ...]]:
    """Header and rows, all as wide as the widest: what is missing is an empty cell."""
    width = max([len(table.header), *map(len, table.rows)])
    empty = Sentence(spans=())
    header = (*table.header, *[""] * (width - len(table.header)))
    return header, tuple((*row, *[empty] * (width - len(row))) for row in table.rows)


def is_address(source: str) -> bool:
    """Whether a source may become a link: only addresses of the web do."""
    return re.fullmatch(r"https?://[^\s<>\"]+", source) is not None


def locale(document: Document) -> str:
    """The language with its country, as word processors want it."""
    return _LOCALES.get(document.language, document.language)


def _legible(text: str) -> str:
    return _ILLEGIBLE.sub("", _LINE_BREAKS.sub("\n", text))
