"""The golden documents: every format must render each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from charter.document import Document

_FOLDER = Path(__file__).parent / "documents"
_QUOTE = re.compile(r"\[\[(?P<place>[\w.]+)\|(?P<words>.*?)\]\]")
#: where a file writes sentences, which it may write as plain texts
_SENTENCES = {"sentences", "items", "doubts", "rows"}


@pytest.fixture(scope="session")
def french() -> Document:
    """A draft with gaps, hypotheses, doubts, and documents to plan."""
    return _golden("french")


@pytest.fixture(scope="session")
def english() -> Document:
    """An approved charter, with nothing left to fill."""
    return _golden("english")


@pytest.fixture(scope="session")
def empty(french: Document) -> Document:
    """As little as a document may hold: a clause of blocks that say nothing, a clause of none."""
    blocks: list[object] = [
        {"kind": "paragraph", "sentences": []},
        {"kind": "bullets", "items": []},
        {"kind": "table", "caption": "", "header": [], "rows": []},
        {"kind": "table", "caption": "7", "header": [], "rows": []},
        {"kind": "table", "caption": "", "header": ["", ""], "rows": []},
        {"kind": "table", "caption": "", "header": ["7"], "rows": [[], _cells("", "")]},
        {"kind": "signatures", "parties": []},
        {"kind": "gap", "question": "", "text": ""},
        {"kind": "legal_note", "text": ""},
    ]
    clauses = [
        {"id": "C1", "number": 1, "title": "", "state": "empty", "blocks": blocks},
        {"id": "C2", "number": 2, "title": "", "state": "complete", "blocks": []},
    ]
    bare = {"title": "", "subtitle": "", "parties": [], "doubts": [], "documents": []}
    return Document.model_validate({**french.model_dump(), **bare, "clauses": clauses})


@pytest.fixture(scope="session")
def everywhere(french: Document) -> Callable[[str], Document]:
    """Build a document that says the same text wherever a person's words may stand."""

    def build(text: str) -> Document:
        said = {
            "title": text,
            "subtitle": text,
            "parties": [text, text],
            "doubts": _cells(text),
            "documents": [{"id": "x", "title": text, "reason": text, "source": text}],
            "clauses": [
                {
                    "id": "C1",
                    "number": 1,
                    "title": text,
                    "state": "partial",
                    "blocks": _saying(text),
                }
            ],
        }
        return Document.model_validate({**french.model_dump(), **said})

    return build


def _saying(text: str) -> list[object]:
    hypothesis = {**_cells(text)[0], "to_confirm": True}
    return [
        {"kind": "paragraph", "sentences": [hypothesis, *_cells(text)]},
        {"kind": "bullets", "items": _cells(text)},
        {
            "kind": "table",
            "caption": text,
            "header": [text, "7", "7", "7"],
            "rows": [_cells(text, "7", "7", text)],
        },
        {"kind": "gap", "question": text, "text": text},
        {"kind": "legal_note", "text": text, "source": text},
        {"kind": "signatures", "parties": [{"organisation": text, "person": text, "role": text}]},
    ]


def _cells(*texts: str) -> list[dict[str, object]]:
    return [{"spans": [{"text": text, "answer": "needs.1"}]} for text in texts]


def _golden(name: str) -> Document:
    source = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return Document.model_validate(_read(yaml.safe_load(source)))


def _read(node: object) -> object:
    match node:
        case dict():
            return {
                key: _sentences(value)
                if key in _SENTENCES and isinstance(value, list)
                else _read(value)
                for key, value in node.items()
            }
        case list():
            return [_read(each) for each in node]
        case _:
            return node


def _sentences(node: object) -> object:
    match node:
        case list():
            return [_sentences(each) for each in node]
        case dict():
            said = {key: node[key] for key in node if key != "text"}
            return {"spans": _spans(node["text"]), **said}
        case _:
            return {"spans": _spans(str(node))}


def _spans(text: str) -> list[dict[str, str]]:
    spans, start = [], 0
    for quote in _QUOTE.finditer(text):
        spans.append({"text": text[start : quote.start()]})
        spans.append({"text": quote["words"], "answer": quote["place"]})
        start = quote.end()
    return [span for span in [*spans, {"text": text[start:]}] if span["text"]]
