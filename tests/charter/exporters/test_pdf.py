"""PDF: tagged, in its language, with its fonts, and whole whatever was answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from time import perf_counter

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from charter.document import Document
from charter.exporters.pdf import render


def opened(document: Document) -> PdfReader:
    return PdfReader(BytesIO(render(document)))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    for number in reader.xref[0]:
        found = reader.get_object(number)
        if isinstance(found, DictionaryObject):
            yield found


def entries(found: object) -> dict[str, object]:
    assert isinstance(found, DictionaryObject)
    return dict(found)


def tags(node: object) -> Iterator[str]:
    """Kinds of the structure's elements, in reading order."""
    match node:
        case IndirectObject():
            yield from tags(node.get_object())
        case DictionaryObject():
            if "/S" in node:
                yield str(node["/S"])
            yield from tags(node.get("/K"))
        case list():
            for each in node:
                yield from tags(each)
        case _:
            pass


@pytest.mark.parametrize(("golden", "language"), [("french", "fr"), ("english", "en")])
def test_a_reader_that_speaks_knows_what_it_reads(
    golden: str, language: str, request: pytest.FixtureRequest
) -> None:
    document: Document = request.getfixturevalue(golden)
    root = opened(document).root_object
    assert language == str(root["/Lang"])
    assert {"/Marked": True, "/Suspects": False} == entries(root["/MarkInfo"])
    assert entries(root["/ViewerPreferences"])["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in render(document)


def test_the_structure_is_that_of_the_document(french: Document) -> None:
    kinds = list(tags(opened(french).root_object["/StructTreeRoot"]))
    tables = [block for each in french.clauses for block in each.blocks if block.kind == "table"]
    assert len(tables) + 1 == kinds.count("/Table")
    assert kinds.count("/Table") == kinds.count("/Caption")
    assert len(french.clauses) + 3 == sum(kinds.count(each) for each in ("/H1", "/H"))
    assert {"/TOC", "/TOCI", "/TH", "/TD", "/L", "/LI", "/Link", "/P"} <= set(kinds)


def test_properties_say_what_the_document_is(french: Document) -> None:
    metadata = opened(french).metadata
    assert metadata is not None
    assert french.title == metadata.title
    assert ", ".join(french.parties) == metadata.author
    assert "D:20270312000000Z" == metadata.creation_date_raw == metadata.modification_date_raw


def test_every_clause_is_a_bookmark(french: Document) -> None:
    titles = [getattr(each, "title", "") for each in opened(french).outline]
    clauses = [f"Article {each.number} – {each.title}" for each in french.clauses]
    assert [*clauses, french.words.doubts, french.words.documents] == titles[-18:]


def test_fonts_are_inside(french: Document) -> None:
    fonts = [each for each in objects(opened(french)) if each.get("/Type") == "/FontDescriptor"]
    assert fonts
    for font in fonts:
        assert re.fullmatch(r"/[A-Z]{6}\+LibertinusSerif-\w+", str(font["/FontName"]))
        assert {"/FontFile2", "/FontFile3"} & set(font)


def test_every_page_has_its_mark_and_its_number(french: Document, english: Document) -> None:
    pages = [page.extract_text() for page in opened(french).pages]
    for number, text in enumerate(pages, start=1):
        assert f"page {number} sur {len(pages)}" in text
        assert 2 == text.count("BROUILLON")
    assert "DRAFT" not in text_of(opened(english))
    assert "page 1 of 5" in text_of(opened(english))


def test_signatures_stay_on_one_page(french: Document) -> None:
    signing = [page for page in opened(french).pages if "Date et signature" in page.extract_text()]
    assert 1 == len(signing)
    text = signing[0].extract_text()
    assert "Article 16" in text
    assert all(party in text for party in french.parties)


def test_typst_reads_no_markup_in_an_answer(everywhere: Callable[[str], Document]) -> None:
    text = text_of(opened(everywhere('#read("/etc/passwd")')))
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text


def test_a_box_stands_for_what_no_font_draws(everywhere: Callable[[str], Document]) -> None:
    text = text_of(opened(everywhere("Bravo \U000f0000\u200d\U000f0001 !")))
    assert "Bravo □ !" in text


def test_right_to_left_letters_are_kept(everywhere: Callable[[str], Document]) -> None:
    text = text_of(opened(everywhere("שלום")))
    assert set("שלום") <= set(text)


def test_a_panic_of_typst_becomes_boxes(
    monkeypatch: pytest.MonkeyPatch, everywhere: Callable[[str], Document]
) -> None:
    class PanicException(BaseException):
        """What typst raises, by name."""

    compiled = typst.compile

    def fragile(*given: object, sys_inputs: dict[str, str], **options: object) -> bytes:
        if "\\u064b" in sys_inputs["charter"]:
            raise PanicException
        result: bytes = compiled(*given, sys_inputs=sys_inputs, **options)  # type: ignore[call-overload]
        return result

    monkeypatch.setattr(typst, "compile", fragile)
    assert "Bravo □ !" in text_of(opened(everywhere("Bravo \u064b !")))


def test_what_is_not_about_a_character_is_an_error(
    monkeypatch: pytest.MonkeyPatch, french: Document
) -> None:
    error = typst.TypstError("no", "error: no")
    error.diagnostic = "error: no"

    def broken(*_: object, **__: object) -> bytes:
        raise error

    monkeypatch.setattr(typst, "compile", broken)
    with pytest.raises(typst.TypstError):
        render(french)


def test_an_interruption_is_not_a_panic(monkeypatch: pytest.MonkeyPatch, french: Document) -> None:
    def interrupted(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(typst, "compile", interrupted)
    with pytest.raises(KeyboardInterrupt):
        render(french)


def test_sixteen_clauses_take_less_than_half_a_second(french: Document) -> None:
    render(french)
    start = perf_counter()
    render(french.model_copy(update={"revision": 3}))
    assert perf_counter() - start < 0.5
