"""Laying a draft out: which remark and which form stands where, and what stands in each form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from charter.beside import ClauseBeside
from charter.grid import Criterion
from charter.remark import Anchor, AnchorKind, Weight
from charter.said import Said
from storage.repositories.remarks import Remark
from web.asked import Asked
from web.views.draft import Draft
from web.views.names import Names
from web.views.problem import Problem
from web.views.remark_form import BLANK, MARKS, anchor_of, anchor_text, clause_of
from web.views.sheet import ClauseSheet, Options, RemarkForm, RemarkSheet, Sheet

__all__ = ["laid_out"]

WHOLE = "whole"
#: characters of a question in the list of what a remark may be about
SHORT = 60


def laid_out(
    asked: Asked, draft: Draft, names: Names, typed: Mapping[str, str], problem: Problem | None
) -> Sheet:
    layout = _Layout(asked, draft, names, typed, problem)
    under: dict[str, list[RemarkSheet]] = {}
    for remark in draft.remarks:
        place = clause_of(draft.beside, remark.anchor)
        under.setdefault(place, []).append(layout.remark(remark))
    return Sheet(
        draft=draft,
        clauses=tuple(
            ClauseSheet(each, tuple(under.get(each.clause.id, ())), layout.clause_form(each))
            for each in draft.beside.clauses
        ),
        remarks=tuple(under.get("", ())),
        form=layout.whole_form(),
        grid=layout.grid,
        typed=typed,
        problem=problem,
        helpers=layout.helpers(),
    )


class _Layout:
    """What is the same for all the forms of one page."""

    def __init__(
        self,
        asked: Asked,
        draft: Draft,
        names: Names,
        typed: Mapping[str, str],
        problem: Problem | None,
    ) -> None:
        self.asked, self.draft, self.names = asked, draft, names
        self.typed, self.problem = typed, problem
        self.grid = draft.grid(asked.language)

    def clause_form(self, each: ClauseBeside) -> RemarkForm | None:
        clause = each.clause
        answers = [(said.place, _short(said)) for said in each.said]
        answers += [(gap.question, gap.text) for gap in each.gaps]
        options = (
            (anchor_text(Anchor(AnchorKind.CLAUSE, clause.id)), self._say("on_clause")),
            *_options(answers),
        )
        ready = [c for c in self._criteria() if clause.id in c.clauses]
        return self._new(clause.id, options, ready)

    def whole_form(self) -> RemarkForm | None:
        placed = {said.place for each in self.draft.beside.clauses for said in each.said}
        others = {s.place: _short(s) for s in self.draft.beside.everything()}
        answers = [(place, words) for place, words in others.items() if place not in placed]
        options = ((anchor_text(Anchor()), self._say("on_whole")), *_options(answers))
        return self._new(WHOLE, options, self._criteria())

    def remark(self, remark: Remark) -> RemarkSheet:
        draft, place = self.draft, f"remark-{remark.public_id}"
        said = tuple(
            (note, self.names.person(note.by_person_id)) for note in draft.notes.get(remark.id, ())
        )
        kept = f"{draft.review.public_id}:answer:{remark.public_id}"
        problem = self._problem(place)
        return RemarkSheet(
            remark=remark,
            by=self.names.person(remark.by_person_id),
            about=self._about(remark),
            notes=said,
            form=self._change(remark, place) if draft.is_open and not remark.sent_at else None,
            answer=(problem.values.get("text", "") if problem else "") or self.typed.get(kept, ""),
            problem=problem,
        )

    def helpers(self) -> Mapping[int, str]:
        """Who filled in for the leader: whoever else said an answer."""
        leader = self.draft.frozen.submitted_by
        said = {each.by for each in self.draft.beside.everything()} - {None, leader}
        return {person: self.names.person(person) for person in said if person is not None}

    def _new(self, name: str, options: Options, ready: Sequence[Criterion]) -> RemarkForm | None:
        if not self.draft.is_open:
            return None
        review, query = self.draft.review.public_id, self.asked.query
        kept, place = f"{review}:remark:{name}", f"form-{name}"
        problem, is_called = self._problem(place), query.get("under") == name
        chosen = {key: query[key] for key in ("about", *MARKS) if key in query and is_called}
        begun = self.typed.get(kept) or self.typed.get(f"{review}:ready:{name}", "")
        text = "\n".join(filter(None, [begun, self._asked_for(ready) if is_called else ""]))
        values = problem.values if problem else {**BLANK, **chosen, "text": text}
        return RemarkForm(
            place=place,
            kept=kept,
            values=values,
            options=options,
            ready=tuple(ready),
            is_unfolded=is_called or bool(values["text"]) or problem is not None,
            problem=problem,
            quoted=self._quoted(values["about"]),
        )

    def _quoted(self, about: str) -> str:
        """The answer under the eyes of who writes about it."""
        anchor = anchor_of(about)
        if anchor is None or anchor.kind is not AnchorKind.ANSWER:
            return ""
        said = self.draft.beside.answer(anchor.key)
        return said.words if said else ""

    def _asked_for(self, ready: Sequence[Criterion]) -> str:
        wanted = self.asked.query.get("ask")
        return next((each.question for each in ready if each.id == wanted), "")

    def _change(self, remark: Remark, place: str) -> RemarkForm:
        kept = f"{self.draft.review.public_id}:edit:{remark.public_id}"
        problem, typed = self._problem(place), self.typed.get(kept)
        is_called = self.asked.query.get("change") == remark.public_id
        values = {
            "about": anchor_text(remark.anchor),
            "text": typed or remark.text,
            "audience": str(remark.audience),
            "weight": str(Weight.SUGGESTION if is_called else remark.weight),
            "priority": "yes" if remark.priority else "",
        }
        return RemarkForm(
            place=place,
            kept=kept,
            values=values | (dict(problem.values) if problem else {}),
            is_unfolded=problem is not None or typed is not None or is_called,
            problem=problem,
        )

    def _problem(self, place: str) -> Problem | None:
        return self.problem if self.problem and self.problem.place == place else None

    def _criteria(self) -> tuple[Criterion, ...]:
        return self.grid.criteria if self.grid else ()

    def _about(self, remark: Remark) -> str:
        match remark.anchor.kind:
            case AnchorKind.WHOLE:
                return self._say("on_whole")
            case AnchorKind.CLAUSE:
                return self._say("on_clause")
            case AnchorKind.ANSWER:
                said = self.draft.beside.answer(remark.anchor.key)
                return said.question if said else self._say("on_answer")

    def _say(self, key: str) -> str:
        return self.asked.say.say(f"remarks.{key}")


def _options(answers: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for place, words in dict(answers).items():
        yield anchor_text(Anchor(AnchorKind.ANSWER, place)), words


def _short(said: Said) -> str:
    text = " ".join(said.question.split())
    return f"{text[:SHORT]}…" if len(text) > SHORT else text
