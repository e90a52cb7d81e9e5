"""What a remark is about, in the words of the walk as it is now, and where to go back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.places import present
from charter.document import Clause, Gap
from charter.remark import Anchor, AnchorKind, sentences
from charter.said import Voice
from flows.items import answers_of, item_ids
from flows.question import Reader
from flows.run import Answer, Place, Run
from storage.repositories import charters

if TYPE_CHECKING:
    from bot.visit import Visit
    from charter.document import Document
    from storage.repositories.remarks import Remark
    from storage.repositories.reviews import Review

__all__ = ["About", "about", "is_changed", "questions_of", "sent_document"]


@dataclass(frozen=True, slots=True)
class About:
    """Where a remark hangs."""

    title: str
    #: as it stands now; empty when it was skipped, or when the remark is about more than one
    answer: str = ""


def about(visit: Visit, remark: Remark) -> About:
    """The question as it is asked, or the clause as it is called."""
    say, anchor = visit.say, remark.anchor
    match anchor.kind:
        case AnchorKind.WHOLE:
            return About(say.say("remarks.about_whole"))
        case AnchorKind.CLAUSE:
            return About(say.say("remarks.about_clause", title=remark.excerpt))
        case AnchorKind.ANSWER:
            run, language = visit.stored.run, visit.stored.run.language
            voice = Voice.of(visit.guide.compiled, run, reader=Reader.LEADER, language=language)
            said = voice.at(str(present(visit, Place.read(anchor.key))))
            if said is None:
                return About(remark.excerpt)
            asked = f"{said.item}. {said.question}" if said.item else said.question
            return About(asked, said.words or say.say("edit.skipped"))
        case _:
            assert_never(anchor.kind)


def sent_document(visit: Visit, review: Review) -> Document:
    """The charter that the coaches have, or had."""
    return charters.load(visit.store, review.public_id, review.number).document


def questions_of(visit: Visit, document: Document, anchor: Anchor) -> tuple[str, ...]:
    """The questions that a remark is about, in reading order and by their present names: of the
    whole charter, all of them.
    """
    match anchor.kind:
        case AnchorKind.ANSWER:
            return (present(visit, Place.read(anchor.key)).question,)
        case AnchorKind.CLAUSE:
            clauses = [clause for clause in document.clauses if clause.id == anchor.key]
        case AnchorKind.WHOLE:
            clauses = list(document.clauses)
        case _:
            assert_never(anchor.kind)
    known = visit.guide.compiled.by_id
    named = (
        present(visit, Place(name)).question for clause in clauses for name in _questions(clause)
    )
    return tuple(dict.fromkeys(name for name in named if name in known and not known[name].is_said))


def is_changed(visit: Visit, before: Run, anchor: Anchor, questions: tuple[str, ...]) -> bool:
    """The answer that is remarked on is another one now; or one of several."""
    after = visit.stored.run
    if anchor.kind is AnchorKind.ANSWER:
        place = present(visit, Place.read(anchor.key))
        return _answer_at(before, place) != _answer_at(after, place)
    return any(before.answers.get(name) != after.answers.get(name) for name in questions)


def _questions(clause: Clause) -> Iterator[str]:
    for sentence in sentences(clause):
        yield from (Place.read(place).question for place in sentence.answers)
    yield from (Place.read(gap.question).question for gap in clause.blocks if isinstance(gap, Gap))


def _answer_at(run: Run, place: Place) -> object:
    whole = run.answers.get(place.question)
    if not place.item or whole is None or whole.skipped:
        return whole
    return _of_item(whole, place)


def _of_item(whole: Answer, place: Place) -> object:
    if place.item not in item_ids(whole.value):
        return None
    answers = answers_of(whole.value, place.item)
    return answers.get(place.part) if place.part else dict(answers)
