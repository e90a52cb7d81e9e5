"""Styles: the design of ``styles.xml``, and the language in which words are checked and broken."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document as Paper
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

__all__ = ["dress"]

_STYLES = Path(__file__).with_name("styles.xml").read_bytes()
# Word and LibreOffice both have it, or one of the same widths.
_FONT = "Cambria"


def dress(paper: Paper, language: str) -> None:
    """Give a new document our styles, our page and its language."""
    _replace_styles(paper)
    _set_defaults(paper, language)
    _set_page(paper)


def _replace_styles(paper: Paper) -> None:
    styles = paper.styles.element
    known = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
    for style in parse_xml(_STYLES).findall(qn("w:style")):
        former = known.get(style.get(qn("w:styleId")))
        if former is not None:
            styles.remove(former)
        styles.append(style)


def _set_defaults(paper: Paper, language: str) -> None:
    """What every style starts from: one font for all scripts, one language."""
    properties = paper.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    fonts = properties.find(qn("w:rFonts"))
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
    properties.find(qn("w:lang")).set(qn("w:val"), language)
    paper.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), language)


def _set_page(paper: Paper) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25.5)
    page.top_margin, page.bottom_margin = Mm(27), Mm(25)
    page.different_first_page_header_footer = True
