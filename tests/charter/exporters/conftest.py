"""The golden documents: every format must render each of them."""

from __future__ import annotations

import re
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
            return {
                "spans": _spans(node["text"]),
                **{key: node[key] for key in node if key != "text"},
            }
        case _:
            return {"spans": _spans(str(node))}


def _spans(text: str) -> list[dict[str, str]]:
    spans, start = [], 0
    for quote in _QUOTE.finditer(text):
        spans.append({"text": text[start : quote.start()]})
        spans.append({"text": quote["words"], "answer": quote["place"]})
        start = quote.end()
    return [span for span in [*spans, {"text": text[start:]}] if span["text"]]
