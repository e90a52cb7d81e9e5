"""HTML: one page that stands alone, without a script, for a browser or a printer."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from charter.document import Clause, Document, PlannedDocument, Words
from charter.exporters import Exporter, wording
from charter.exporters.html.blocks import block_of, bullets
from charter.exporters.html.elements import anchor, element, escaped, section, source

__all__ = ["STYLE", "exporter", "fragment", "render"]

#: what a page that shows a fragment, in an element of class ``charter``, may borrow
STYLE = Path(__file__).with_name("charter.css").read_text(encoding="utf-8")


def render(document: Document) -> bytes:
    page = f"""<!DOCTYPE html>
<html lang="{escape(document.language)}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{escape(wording.title(wording.legible(document)))}</title>
<style>
{STYLE}</style>
</head>
<body>
<main class="charter">
{_front(wording.legible(document))}
{fragment(document)}
</main>
</body>
</html>
"""
    return page.encode()


def fragment(document: Document) -> str:
    """The contents and the clauses, under headings of level 2, for a page that has its own title.

    A heading's id is ``charter-`` and the clause's own; answers and gaps say their place.
    """
    document = wording.legible(document)
    clauses = [_clause(document, clause) for clause in document.clauses]
    parts = [*_contents(document), *clauses, *_doubts(document), *_documents(document)]
    return "\n".join(parts)


exporter = Exporter(
    name="html",
    title="HTML",
    media_type="text/html; charset=utf-8",
    extension="html",
    render=render,
)


def _front(document: Document) -> str:
    parties = "".join(f"<li>{escaped(party)}</li>" for party in document.parties)
    parts = [
        element("p", wording.draft_mark(document), "draft"),
        element("h1", wording.title(document)),
        element("p", document.subtitle, "subtitle"),
        element("p", document.words.between, "between") if parties else "",
        f'<ul class="parties">{parties}</ul>' if parties else "",
        element("p", wording.dated_line(document), "dated"),
    ]
    return "\n".join(["<header>", *(part for part in parts if part), "</header>"])


def _contents(document: Document) -> Iterator[str]:
    words = document.words
    headings = {each.id: wording.clause_heading(words, each) for each in document.clauses}
    if document.doubts:
        headings["doubts"] = words.doubts
    if document.documents:
        headings["documents"] = words.documents
    if headings:
        yield f'<nav aria-labelledby="{anchor("contents")}">'
        yield f'<h2 id="{anchor("contents")}">{escaped(words.contents)}</h2>'
        yield "<ul>"
        for place, heading in headings.items():
            yield f'<li><a href="#{anchor(place)}">{escaped(heading)}</a></li>'
        yield "</ul>"
        yield "</nav>"


def _clause(document: Document, clause: Clause) -> str:
    blocks = (block_of(block, document.words) for block in clause.blocks)
    parts = [element("p", wording.state_mark(document, clause), "state"), *blocks]
    heading = wording.clause_heading(document.words, clause)
    return section(clause.id, heading, parts, state=clause.state.value)


def _doubts(document: Document) -> Iterator[str]:
    if document.doubts:
        items = bullets(document.doubts, document.words)
        yield section("doubts", document.words.doubts, [items])


def _documents(document: Document) -> Iterator[str]:
    if document.documents:
        intro = element("p", document.words.documents_intro)
        items = "\n".join(_planned(each, document.words) for each in document.documents)
        yield section("documents", document.words.documents, [intro, f"<ul>\n{items}\n</ul>"])


def _planned(planned: PlannedDocument, words: Words) -> str:
    parts = [
        element("strong", planned.title),
        escaped(planned.reason),
        source(planned.source, words.source),
    ]
    return f"<li>{'<br/>'.join(part for part in parts if part)}</li>"
