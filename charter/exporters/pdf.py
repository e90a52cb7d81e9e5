"""PDF: tagged for people who hear it (PDF/UA-1), typeset by typst from ``charter.typ``."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import assert_never

import typst

from charter.document import (
    Block,
    Bullets,
    Clause,
    Document,
    Gap,
    LegalNote,
    Paragraph,
    Sentence,
    Signatures,
    Table,
    Words,
)
from charter.exporters import Exporter, wording

__all__ = ["exporter", "render"]

_TEMPLATE = Path(__file__).with_name("charter.typ")

#: stands for a character that no font at hand can draw
_BOX = "\N{WHITE SQUARE}"
_UNDRAWN = re.compile(r"the text `\"(?P<text>.+?)\"` could not be displayed")
_ESCAPED = re.compile(r"\\(?:u\{(?P<code>[0-9a-f]+)\}|(?P<mark>[\"'\\]))")
# What follows an emoji to change it: they are one picture, and one box.
_JOINED = "[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"
# Right-to-left scripts, and marks without a letter of ours to stand on.
_FRAGILE = re.compile(
    "[\u0300-\u036f\u0590-\u08ff\u20d0-\u20ff\ufb1d-\ufdff\ufe20-\ufe2f\ufe70-\ufeff]+"
)
# A slip of the keyboard, longer than any French or English word: it may break between two letters.
_ENDLESS = re.compile(r"\w{26,}")
_BREAK = "\N{ZERO WIDTH SPACE}"


def render(document: Document) -> bytes:
    content = wording.rewritten(_content(wording.legible(document)), _breakable)
    moment = datetime.combine(document.dated, time(), UTC)
    try:
        return _typeset(content, moment)
    except BaseException as error:
        # typst panics on some stacks of Arabic marks, by an exception that is not an `Exception`.
        if type(error).__name__ != "PanicException":
            raise
        return _typeset(wording.rewritten(content, partial(_FRAGILE.sub, _BOX)), moment)


exporter = Exporter(
    name="pdf", title="PDF", media_type="application/pdf", extension="pdf", render=render
)


def _breakable(text: str) -> str:
    if wording.is_address(text):
        return text
    return _ENDLESS.sub(lambda found: _BREAK.join(found[0]), text)


def _content(document: Document) -> dict[str, object]:
    """What the template prints, worded."""
    language, _, region = document.language.partition("-")
    return {
        "lang": language,
        "region": region or None,
        "title": wording.title(document),
        "subtitle": document.subtitle,
        "parties": document.parties,
        "draft": wording.draft_mark(document),
        "dated_line": wording.dated_line(document),
        "clauses": [_clause(document, clause) for clause in document.clauses],
        "doubts": [_sentence(each) for each in document.doubts],
        "documents": [
            each.model_dump(include={"title", "reason", "source"}) for each in document.documents
        ],
        "words": document.words.model_dump(),
    }


def _clause(document: Document, clause: Clause) -> dict[str, object]:
    return {
        "label": wording.clause_label(document.words, clause),
        "title": clause.title.strip(),
        "state": wording.state_mark(document, clause),
        "blocks": [
            {"kind": block.kind, **_block(block, document.words)} for block in clause.blocks
        ],
    }


def _block(block: Block, words: Words) -> dict[str, object]:
    match block:
        case Paragraph():
            return {"sentences": [_sentence(each) for each in block.sentences]}
        case Bullets():
            return {"items": [_sentence(each) for each in block.items]}
        case Table():
            return _table(block)
        case Signatures():
            return {
                "parties": [
                    {
                        "organisation": party.organisation,
                        "person_and_role": wording.person_and_role(party),
                    }
                    for party in block.parties
                ]
            }
        case Gap():
            return {"label": wording.gap_label(words, block), "text": block.text}
        case LegalNote():
            return {"text": block.text, "source": block.source}
        case _:
            assert_never(block)


def _table(table: Table) -> dict[str, object]:
    header, rows = wording.rectangle(table)
    return {
        "caption": table.caption,
        "header": header,
        "rows": [[_sentence(cell) for cell in row] for row in rows],
    }


def _sentence(sentence: Sentence) -> dict[str, object]:
    return {"text": sentence.text, "to_confirm": sentence.to_confirm}


def _typeset(content: object, moment: datetime) -> bytes:
    """Typeset with the fonts inside typst alone, so that every machine makes the same pages.

    PDF/UA forbids a character that no font draws: the machine's own fonts are asked for it, and
    where they have none either a box stands for it.
    """
    try:
        return _compile(content, moment, machine_fonts=False)
    except typst.TypstError as error:
        _undrawn(error)
    try:
        return _compile(content, moment, machine_fonts=True)
    except typst.TypstError as error:
        boxed = wording.rewritten(content, partial(_undrawn(error).sub, _BOX))
    return _compile(boxed, moment, machine_fonts=True)


def _compile(content: object, moment: datetime, *, machine_fonts: bool) -> bytes:
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        ignore_system_fonts=not machine_fonts,
        sys_inputs={"charter": json.dumps(content)},
        pdf_standards=["ua-1"],
        timestamp=moment,
    )


def _undrawn(error: typst.TypstError) -> re.Pattern[str]:
    """What an error says that no font can draw; any other error is raised again."""
    texts = {_unescaped(found["text"]) for found in _UNDRAWN.finditer(error.diagnostic)}
    if not texts:
        raise error
    drawn = "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))
    return re.compile(f"(?:{drawn})(?:{_JOINED}|(?<=\u200d)(?:{drawn}))*")


def _unescaped(text: str) -> str:
    """Read Rust's quoting of a text."""
    return _ESCAPED.sub(lambda found: found["mark"] or chr(int(found["code"], 16)), text)
