"""XML under python-docx: what it has no method for (fields, bookmarks, links, contents)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

__all__ = ["add_contents", "add_field", "add_heading", "add_link", "describe"]

_CONTENTS = r'TOC \o "1-1" \h \z \u'


def add_heading(paper: Paper, text: str, place: str, *, on_new_page: bool = False) -> None:
    """Add a heading that the table of contents can lead to."""
    paragraph = paper.add_heading(text, level=1)
    if on_new_page:
        paragraph.paragraph_format.page_break_before = True
    number = str(len(paper.element.body.findall(f".//{qn('w:bookmarkStart')}")))
    start = _new_element("w:bookmarkStart", {"w:id": number, "w:name": place})
    _element_of(paragraph).insert(1, start)
    _element_of(paragraph).append(_new_element("w:bookmarkEnd", {"w:id": number}))


def add_contents(paper: Paper, title: str, headings: Mapping[str, str]) -> None:
    """Add a table of contents: a true field, whose entries are there before anyone updates it.

    Nothing asks the word processor to update it on opening: Word would first ask the reader whether
    this document is to be trusted.
    """
    if not headings:
        return
    lines = [paper.add_paragraph(title, style="TOC Heading")]
    for place, heading in headings.items():
        lines.append(paper.add_paragraph(style="toc 1"))
        run = _element_of(lines[-1].add_run(heading))
        link = _new_element("w:hyperlink", {"w:anchor": place, "w:history": "1"}, run)
        _element_of(lines[-1]).append(link)
    _enclose_field(_element_of(lines[1]), _element_of(lines[-1]))
    _enclose_contents([_element_of(line) for line in lines])


def add_link(paragraph: Paragraph, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = _element_of(paragraph.add_run(address, style="Hyperlink"))
    _element_of(paragraph).append(_new_element("w:hyperlink", {"r:id": relation}, run))


def add_field(paragraph: Paragraph, code: str, *, shown: str = "1") -> None:
    """Add what the word processor works out itself, such as ``PAGE``."""
    run = _element_of(paragraph.add_run(shown))
    _element_of(paragraph).append(_new_element("w:fldSimple", {"w:instr": code}, run))


def describe(table: Table, caption: str) -> None:
    """Say what a table shows, keep its rows whole, and repeat the first on each of its pages."""
    properties = table._tbl.tblPr  # noqa: SLF001
    shown = _new_element("w:tblCaption", {"w:val": caption})
    properties.insert_element_before(shown, "w:tblDescription", "w:tblPrChange")
    rows = [row._tr.get_or_add_trPr() for row in table.rows]  # noqa: SLF001
    for row in rows:
        row.append(_new_element("w:cantSplit"))
    rows[0].append(_new_element("w:tblHeader"))


def _enclose_field(first: BaseOxmlElement, last: BaseOxmlElement) -> None:
    code = _new_element("w:instrText", {"xml:space": "preserve"})
    code.text = _CONTENTS
    begin = [_field_mark("begin"), _new_element("w:r", None, code), _field_mark("separate")]
    for position, run in enumerate(begin, start=1):
        first.insert(position, run)
    last.append(_field_mark("end"))


def _field_mark(kind: str) -> BaseOxmlElement:
    return _new_element("w:r", None, _new_element("w:fldChar", {"w:fldCharType": kind}))


def _enclose_contents(lines: list[BaseOxmlElement]) -> None:
    """Make one block of the lines, which Word then offers to update as a table of contents."""
    gallery = _new_element("w:docPartGallery", {"w:val": "Table of Contents"})
    kind = _new_element("w:docPartObj", None, gallery, _new_element("w:docPartUnique"))
    content = _new_element("w:sdtContent")
    block = _new_element("w:sdt", None, _new_element("w:sdtPr", None, kind), content)
    lines[0].addprevious(block)
    content.extend(lines)


def _element_of(part: Paragraph | Run) -> BaseOxmlElement:
    return cast("BaseOxmlElement", part._element)  # noqa: SLF001  python-docx's own way down to XML


def _new_element(
    tag: str, attributes: Mapping[str, str] | None = None, *children: BaseOxmlElement
) -> BaseOxmlElement:
    element = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    element.extend(children)
    return element
