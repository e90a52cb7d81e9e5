"""Every format, read back: the same sentences in each, and a format without its reader fails."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings, strategies as st
from lxml import html
from markdown_it import MarkdownIt
from pypdf import PdfReader

from charter.document import ClauseState, Document
from charter.exporters import exporters, wording

GOLDEN = ["french", "english", "empty"]
HOSTILE = {
    "html": "</p><script>alert(\"1\")</script><img src=x onerror='a'> &amp; &lt; & <b>",
    "markdown": "# a *b* _c_ `d` [e](f) ![g](h) | i ~~j~~ <https://k> &copy; \\ l",
    "markdown starts": "- a\n+ b\n> c\n1. d\n2) e\n===\n---\n```\nf\n    g\n# h\n: i",
    "typst": '#read("/etc/passwd") $x$ *a* = b @c <d> // e /* f */ \\ #{1+1} [g] ~',
    "formula": "=cmd|' /C calc'!A0 @sum(1) +1 -1",
    "word": '{ HYPERLINK "x" } <w:p/> ]]>',
    "template": "{number} {page} {pages} {0} {__class__} %s ${x} {{ y }}",
    "address": "javascript:alert(1)",
    "long": "Le comité réunit les parties tous les deux mois. " * 60,
    "endless": "abcdefghij" * 6,
    "endless accents": "éàüœñç" * 10,
    "lines": "un\r\ndeux\n\n\ntrois\x0bquatre\u2028cinq\n",
    "controls": "a\x00b\x07c\x1bd\x7fe\x9ff\ufeffg\ufffeh\U0001ffffi",
    "overrides": "\u202eabc\u202c \u2067x\u2069 \u200f\u200e",
    "marks": "e\u0301" * 40 + "\u0301 \u200b \u200d \u2060 \u00ad",
    "blank": " \u00a0\u202f\t",
}
#: what a page shows in another order, or cannot draw
SCRIPTS = {
    "right to left": "שלום עולם مرحبا بكم",
    "emoji": "Bravo 😊 👨‍👩‍👧 👍🏽 ✅ 🇫🇷 1️⃣",
    "chinese": "Association 你好 日本",
    "private": "\U000f0000 \U0010fffd \ue000",
    "stacked marks": " ".join(chr(code) for code in range(0x640, 0x680)),
}
#: of an A4 page, in points
PAGE_BOTTOM, PAGE_TOP = 70, 765


def read_docx(data: bytes) -> str:
    body = docx.Document(BytesIO(data)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def read_html(data: bytes) -> str:
    page = html.fromstring(data.decode())
    for style in page.iter("style"):
        style.text = ""
    return page.text_content()


def read_json(data: bytes) -> str:
    return "\n".join(said(Document.model_validate_json(data)))


def read_markdown(data: bytes) -> str:
    return read_html(MarkdownIt("commonmark").enable("table").render(data.decode()).encode())


def read_pdf(data: bytes) -> str:
    """The text between the margins, without the mark that runs across the page."""
    kept: list[str] = []

    def visit(text: str, place: list[float], *_: object) -> None:
        slope, height = place[1], place[5]
        if not slope and PAGE_BOTTOM < height < PAGE_TOP:
            kept.append(text)

    for page in PdfReader(BytesIO(data)).pages:
        page.extract_text(visitor_text=visit)
    return "".join(kept)


READERS: dict[str, Callable[[bytes], str]] = {
    "docx": read_docx,
    "html": read_html,
    "json": read_json,
    "markdown": read_markdown,
    "pdf": read_pdf,
}
EVERY_FORMAT = pytest.mark.parametrize("name", exporters())
# JSON is the tree itself: its marks are fields, not words.
EVERY_PAGE = pytest.mark.parametrize("name", [each for each in exporters() if each != "json"])


def shown(document: Document, name: str) -> str:
    return READERS[name](exporters()[name].render(document))


def squeezed(text: str) -> str:
    """Text without what line breaks add or take: spaces, hyphens, characters without a drawing."""
    lost = {"Cc", "Cf", "Cn", "Zs", "Zl", "Zp", "Pd"}
    normal = unicodedata.normalize("NFKC", text)
    return "".join(each for each in normal if unicodedata.category(each) not in lost)


def said(document: Document) -> Iterator[str]:
    """Every text of a document but its words, a sentence at a time."""
    yield from (document.title, document.subtitle, *document.parties, document.dated_text)
    yield from (each.text for each in document.doubts)
    for planned in document.documents:
        yield from (planned.title, planned.reason, planned.source)
    for clause in document.clauses:
        yield clause.title
        for block in clause.blocks:
            yield from _texts(block.model_dump(exclude={"kind", "question"}))


def _texts(node: object) -> Iterator[str]:
    match node:
        case {"spans": spans}:
            yield "".join(span["text"] for span in spans)
        case dict():
            yield from (text for each in node.values() for text in _texts(each))
        case list() | tuple():
            yield from (text for each in node for text in _texts(each))
        case str():
            yield node
        case _:
            pass


def test_every_format_has_a_reader() -> None:
    assert sorted(READERS) == list(exporters())


@EVERY_FORMAT
@pytest.mark.parametrize("golden", GOLDEN)
def test_every_sentence_is_there(golden: str, name: str, request: pytest.FixtureRequest) -> None:
    document: Document = request.getfixturevalue(golden)
    text = squeezed(shown(document, name))
    assert [] == [each for each in said(document) if squeezed(each) not in text]


@EVERY_FORMAT
def test_a_document_may_have_no_clause_yet(name: str, empty: Document) -> None:
    bare = empty.model_copy(update={"clauses": ()})
    assert squeezed(empty.dated_text) in squeezed(shown(bare, name))


@EVERY_PAGE
def test_gaps_hypotheses_notes_and_sources_are_marked(name: str, french: Document) -> None:
    words = french.words
    expected = {words.gap: 3, words.skipped: 1, words.to_confirm: 3, words.not_legal_advice: 4}
    expected |= {words.source: 6, words.signatures: 1, words.documents_intro: 1}
    text = squeezed(shown(french, name))
    assert expected == {mark: text.count(squeezed(mark)) for mark in expected}


@EVERY_PAGE
def test_an_approved_charter_has_no_draft_mark(
    name: str, french: Document, english: Document
) -> None:
    assert english.words.draft.encode() not in exporters()[name].render(english)
    assert french.words.states[ClauseState.PARTIAL] in shown(french, name)
    assert english.words.states[ClauseState.PARTIAL] not in shown(
        english.model_copy(update={"clauses": french.clauses}), name
    )


@EVERY_PAGE
def test_no_word_comes_from_the_code(name: str, french: Document) -> None:
    kept = {"kind", "id", "language", "status", "dated", "state", "question", "answer"}

    def mute(node: object) -> object:
        match node:
            case dict():
                return {key: node[key] if key in kept else mute(node[key]) for key in node}
            case list():
                return [mute(each) for each in node]
            case str():
                return "7"
            case _:
                return node

    document = Document.model_validate(mute(french.model_dump(mode="json")))
    assert "" == re.sub(r"[\W\d_]+", "", shown(document, name))


@EVERY_FORMAT
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_only_text(
    text: str, name: str, everywhere: Callable[[str], Document]
) -> None:
    document = everywhere(text)
    found = squeezed(shown(document, name))
    lost = [each for each in said(wording.legible(document)) if squeezed(each) not in found]
    assert [] == lost


@EVERY_FORMAT
@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_any_script_can_be_printed(
    text: str, name: str, everywhere: Callable[[str], Document]
) -> None:
    assert exporters()[name].render(everywhere(text)) == exporters()[name].render(everywhere(text))


@EVERY_FORMAT
@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=80))
def test_anything_can_be_printed(
    name: str, everywhere: Callable[[str], Document], text: str
) -> None:
    assert exporters()[name].render(everywhere(text))
