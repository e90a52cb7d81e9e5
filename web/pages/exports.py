"""A revision as a file: in each format of charters, and the coach's copy with its remarks.

Asking leaves a trace and gives a ticket; with the ticket the file is made where nothing is written,
so that nobody waits for it.
"""

from __future__ import annotations

from charter.document import Document
from charter.exporters import exporters
from charter.remark import Audience
from charter.remarked import CopyWords, MarkLine, RemarkLine, remarked
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing, review_for
from web.asked import Asked
from web.page import Page
from web.pages.draft import number_in
from web.reply import Reply
from web.views.acts import record
from web.views.draft import Draft, document_of, frozen_of, numbers, open_draft
from web.views.names import Names
from web.views.remark_form import clause_of

__all__ = ["COPY", "routes"]

#: the format that is ours alone: the charter with its remarks
COPY = "copy"
PURPOSE = "export"
#: what most people open, before the formats for other tools
FIRST = {"pdf": 0, "docx": 1}


def show(asked: Asked, store: ReadStore) -> Reply:
    review = review_for(store, asked.who, asked.path["alliance"])
    found = sorted(exporters().values(), key=lambda each: FIRST.get(each.name, len(FIRST)))
    formats = [(each.name, each.title) for each in found]
    known = tuple(reversed(numbers(store, review)))
    return asked.shown("exports.html", review=review, formats=formats, numbers=known, copy=COPY)


def ask(asked: Asked, store: WriteStore) -> Reply:
    """Note that it was asked for, and lead to the file."""
    review = review_for(store, asked.who, asked.path["alliance"])
    number, wanted = number_in(asked.form.raw("number")), asked.form.raw("format")
    frozen_of(store, review, numbers(store, review), number)
    if wanted not in {*exporters(), COPY}:
        raise Missing
    record(asked, store, review, "desk:export", number=number, format=wanted)
    return asked.to(
        "file",
        alliance=review.public_id,
        number=number,
        format=wanted,
        ticket=ticket(asked, review.public_id, number, wanted),
    )


def ticket(asked: Asked, alliance: str, number: int, wanted: str) -> str:
    """For whoever asked, in the session in which they did."""
    said = f"{alliance} {number} {wanted} {asked.session_key}"
    return asked.desk.seal.code(PURPOSE, said)


def send(asked: Asked, store: ReadStore) -> Reply:
    number, wanted = number_in(asked.path["number"]), asked.path["format"]
    draft = open_draft(asked, store, number)
    alliance = draft.review.public_id
    if asked.query.get("ticket") != ticket(asked, alliance, number, wanted):
        return asked.to("exports", alliance=alliance)
    document = document_of(draft.beside.document, draft.reading)
    exporter = exporters().get("pdf" if wanted == COPY else wanted)
    if exporter is None:
        raise Missing
    if wanted == COPY:
        document = coach_copy(asked, store, draft, document)
    kind = asked.say.say("exports.copy_file" if wanted == COPY else "exports.file")
    name = f"{kind}-{alliance}-{number}.{exporter.extension}"
    return asked.file(exporter.render(document), exporter.media_type, name)


def coach_copy(asked: Asked, store: ReadStore, draft: Draft, document: Document) -> Document:
    """With what was made of it, in the language of who reads."""
    say, reading, names = asked.say.say, draft.reading, Names(asked, store)
    lines = [say(f"support.{support}") for support in reading.supports]
    if reading.verdict is not None:
        lines.insert(0, say("copy.verdict", verdict=say(f"verdict.{reading.verdict}.title")))
    lines.append(say("copy.coach", coach=names.person(draft.review.coach_id) or "–"))
    grid = draft.grid(asked.language)
    marks = [
        MarkLine(each.title, say(f"grid.states.{mark.state}"), mark.note)
        for each in (grid.criteria if grid else ())
        if (mark := draft.marks.get(each.id)) is not None
    ]
    return remarked(
        document,
        strength=reading.strength,
        lines=lines,
        remarks=[_line(asked, draft, number) for number in range(len(draft.remarks))],
        marks=marks,
        words=CopyWords(
            language=asked.language,
            title=say("copy.title"),
            strength=say("copy.strength"),
            remarks=say("copy.remarks"),
            whole=say("copy.whole"),
            grid=say("copy.grid"),
            grid_header=(say("copy.criterion"), say("copy.state"), say("copy.note")),
        ),
    )


def _line(asked: Asked, draft: Draft, number: int) -> RemarkLine:
    remark, say = draft.remarks[number], asked.say.say
    marks = [say(f"remarks.weights.{remark.weight}"), say(f"remarks.states.{remark.state}")]
    if remark.priority:
        marks.insert(0, say("remarks.priority_mark"))
    if remark.audience is Audience.PRIVATE:
        marks.append(say("remarks.audiences.private"))
    said = [note.text for note in draft.notes.get(remark.id, ()) if note.text]
    text = "\n".join([remark.text, *(f"— {each}" for each in said)])
    return RemarkLine(clause_of(draft.beside, remark.anchor), remark.excerpt, text, tuple(marks))


def back(asked: Asked) -> str:
    return asked.url("exports", alliance=asked.path["alliance"])


HERE = "/drafts/{alliance}/files"
routes = (
    Page("exports", HERE, Access.COACH, show=show, act=ask, then=back),
    Page("file", f"{HERE}/{{number}}/{{format}}", Access.COACH, show=send),
)
