"""What comes with an approval: praise that says for what, the files, and what is next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.files import files_of
from bot.golden import asked_once
from bot.messages import Message, Passage, Style, Way
from bot.remark_about import about
from charter.document import Document, DocumentStatus
from charter.review import ReviewStatus
from charter.verdict import GridState
from storage.repositories import charters, readings, reviews

if TYPE_CHECKING:
    from bot.remark_cards import Cards
    from bot.visit import Visit
    from charter.grid import Grid
    from storage.repositories.charters import CharterRevision
    from storage.repositories.readings import Reading

__all__ = ["approved_document", "congratulations"]


def approved_document(visit: Visit) -> Document | None:
    """The charter as it was approved, while nothing was answered otherwise since."""
    if visit.stored.review is not ReviewStatus.APPROVED:
        return None
    review = reviews.of_alliance(visit.store, visit.stored.alliance_id)
    if review is None:
        return None
    frozen = charters.load(visit.store, review.public_id, review.number)
    is_same = frozen.run.answers == visit.stored.run.answers
    return _approved(frozen) if is_same else None


def congratulations(visit: Visit, cards: Cards, reading: Reading) -> tuple[Message, ...]:
    """Strengths, the files without the mark of a draft, the next steps; and once, a question."""
    say, review = visit.say, cards.review
    frozen = charters.load(visit.store, review.public_id, review.number)
    given = Passage(Style.PLAIN, say.say("verdict.files"))
    files = files_of(_approved(frozen), say)
    ways = (Way(say.say("ways.reopen"), "submit", "reopen"),)
    return (
        Message(tuple(_praise(visit, cards, reading))),
        Message((given,), files=files),
        Message(tuple(_next(visit, frozen)), ways=ways),
        *asked_once(visit),
    )


def _approved(frozen: CharterRevision) -> Document:
    return frozen.document.model_copy(update={"status": DocumentStatus.APPROVED})


def _praise(visit: Visit, cards: Cards, reading: Reading) -> Iterator[Passage]:
    say, grid = visit.say, _grid(visit)
    yield Passage(Style.STAGE, say.say("verdict.ready"))
    if reading.strength:
        yield Passage(Style.PLAIN, say.say("verdict.strength"))
        yield Passage(Style.QUOTE, reading.strength)
    marks = readings.marks(visit.store, cards.review)
    solid = {name for name, mark in marks.items() if mark.state is GridState.SOLID}
    titles = [each.title for each in grid.criteria if each.id in solid] if grid else []
    if titles:
        yield Passage(Style.PLAIN, say.say("verdict.solid"))
        yield from (Passage(Style.ENTRY, f"• {title}") for title in titles)
    if cards.remarks:
        yield Passage(Style.PLAIN, say.say("verdict.further"))
    for remark in cards.remarks:
        yield Passage(Style.HINT, about(visit, remark).title)
        yield Passage(Style.QUOTE, remark.text)


def _next(visit: Visit, frozen: CharterRevision) -> Iterator[Passage]:
    """The steps that the coaches' grid names, the day of the board, the documents to plan."""
    say, grid = visit.say, _grid(visit)
    yield Passage(Style.HEADING, say.say("verdict.next"))
    for number, step in enumerate(grid.next_steps if grid else (), 1):
        yield Passage(Style.ENTRY, f"{number}. {step}")
    day = _board(visit, frozen, grid)
    if day:
        yield Passage(Style.PLAIN, say.say("verdict.board", day=day))
    if frozen.document.documents:
        yield Passage(Style.PLAIN, say.say("verdict.documents"))
    for each in frozen.document.documents:
        yield Passage(Style.ENTRY, f"• {each.title} – {each.reason}")


def _board(visit: Visit, frozen: CharterRevision, grid: Grid | None) -> str:
    """When the board looks at it; empty when that is not said."""
    name = grid.board if grid else None
    answer = frozen.run.answers.get(name) if name else None
    if name is None or answer is None or answer.skipped:
        return ""
    language = visit.stored.run.language
    return visit.guide.compiled.question(name, language).show(answer.value, language)


def _grid(visit: Visit) -> Grid | None:
    return visit.guide.grid(visit.stored.run.language)
