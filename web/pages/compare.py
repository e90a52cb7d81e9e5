"""Two revisions compared: by clause, words added and removed, and what the remarks came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from charter.beside import for_coach
from charter.compare import Change, ClauseComparison, Passage, compare
from charter.document import Document
from charter.remark import AnchorKind, sentences
from storage.repositories import remarks
from storage.repositories.remarks import Remark
from storage.repositories.reviews import Review
from storage.stores import ReadStore
from web.access import Access, Missing, review_for
from web.asked import Asked
from web.page import Page
from web.pages.draft import number_in
from web.reply import Reply
from web.views.draft import frozen_of, numbers
from web.views.names import Names

__all__ = ["routes"]


@dataclass(frozen=True, slots=True)
class ClauseCompared:
    """A clause, and what was remarked on it in the earlier revision."""

    clause: ClauseComparison
    remarks: tuple[Remark, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Without the title, unless that changed: it stands above them."""
        first, *rest = self.clause.passages
        text = first.text.removeprefix(f"{self.clause.title}\n")
        is_same = first.change is Change.SAME
        return (replace(first, text=text), *rest) if is_same else self.clause.passages

    @property
    def is_folded(self) -> bool:
        """Nothing happened to it."""
        return self.clause.change is Change.SAME


def show(asked: Asked, store: ReadStore) -> Reply:
    review = review_for(store, asked.who, asked.path["alliance"])
    known = numbers(store, review)
    if len(known) == 1 and not {"from", "to"} & set(asked.query):
        by = frozen_of(store, review, known, None).submitted_by
        leader = Names(asked, store).person(by)
        return asked.shown("compare.html", review=review, known=known, leader=leader)
    last = number_in(asked.query["to"]) if "to" in asked.query else review.number
    first = number_in(asked.query["from"]) if "from" in asked.query else _before(known, last)
    before = _document(asked, store, review, known, first)
    after = _document(asked, store, review, known, last)
    made = [each for each in remarks.of_review(store, review.id, first) if each.sent_at]
    compared = tuple(_beside(compare(before, after), before, made))
    return asked.shown(
        "compare.html",
        review=review,
        known=known,
        first=first,
        last=last,
        changed=[each for each in compared if not each.is_folded],
        same=[each for each in compared if each.is_folded],
        whole=_under(before, made).get("", ()),
        lang=after.language,
    )


def _before(known: tuple[int, ...], last: int) -> int:
    """The revision before, among those that may be read."""
    if last not in known:
        raise Missing
    return known[max(known.index(last) - 1, 0)]


def _document(
    asked: Asked, store: ReadStore, review: Review, known: tuple[int, ...], number: int
) -> Document:
    frozen = frozen_of(store, review, known, number)
    guide = asked.desk.guides.at(store, frozen.run.flow, frozen.run.revision)
    return for_coach(guide, frozen.run, frozen.document)


def _beside(
    compared: Sequence[ClauseComparison], before: Document, made: Sequence[Remark]
) -> list[ClauseCompared]:
    under = _under(before, made)
    return [ClauseCompared(each, under.get(each.id, ())) for each in compared]


def _under(before: Document, made: Sequence[Remark]) -> Mapping[str, tuple[Remark, ...]]:
    """By clause, the remarks on it; under nothing, those on the whole or on what it lacks."""
    known = {clause.id for clause in before.clauses}
    quoting: dict[str, str] = {}
    for clause in before.clauses:
        for sentence in sentences(clause):
            for place in sentence.answers:
                quoting.setdefault(place, clause.id)
        for block in clause.blocks:
            if block.kind == "gap":
                quoting.setdefault(block.question, clause.id)
    found: dict[str, tuple[Remark, ...]] = {}
    for remark in made:
        key = remark.anchor.key
        place = key if remark.anchor.kind is AnchorKind.CLAUSE else quoting.get(key, "")
        place = place if place in known else ""
        found[place] = (*found.get(place, ()), remark)
    return found


routes = (Page("compare", "/drafts/{alliance}/compare", Access.COACH, show=show),)
