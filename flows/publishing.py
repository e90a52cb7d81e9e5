"""What keeps a draft from taking the place of the live flow: answers that would be lost by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.definition import Flow
from flows.issue import Issue
from flows.near import nearest
from flows.places import QuestionAt, parts, questions
from flows.question_changes import keeps_answers
from flows.read import Read
from flows.renames import options_of

__all__ = ["languages_lost", "losses"]


def losses(live: Flow, draft: Read) -> tuple[Issue, ...]:
    """Every question and option that is gone without a word, that takes another's id, or whose
    answers would be none any more. Nothing of a draft that cannot be read.
    """
    if not draft.flows:
        return ()
    return tuple(sorted(_Succession(live, draft).issues()))


def languages_lost(before: Iterable[str], after: Collection[str], draft: Read) -> Iterator[Issue]:
    """Languages that people may be walking in, and that the draft leaves without a word.

    Args:
        before: the languages of the live flow.
        after: those in which nothing is missing in any file of the draft.
    """
    if not draft.flows:
        return
    retired = {gone.language for gone in draft.flow.retired_languages}
    for language in before:
        if language not in (*after, *retired):
            source = draft.sources.get(language, draft.source)
            missing = sum(1 for each in draft.translations.get(language, ()) if not each.said)
            params = {"language": language, "missing": missing or ""}
            yield source.issue("language_lost", ("language",), params)


@dataclass(slots=True)
class _Succession:
    """The live flow and the draft that is to follow it."""

    live: Flow
    draft: Read

    def issues(self) -> Iterator[Issue]:
        after = _by_name(self.draft.flow)
        retired = {gone.id for gone in self.draft.flow.retired if gone.of is None}
        for before in _asked(self.live):
            if before.whole is not None and before.whole.id not in after:
                continue  # it went with its list
            found = after.get(before.question.id)
            if found is None and before.question.id not in retired:
                yield self._lost(before)
            elif found is not None:
                yield from self._kept(before, found)
            for former in before.question.was:
                if former not in after and former not in retired:
                    yield self._forgotten(former, before, found)
        yield from self._taken(after)

    def _kept(self, before: QuestionAt, found: QuestionAt) -> Iterator[Issue]:
        question = found.question
        if (before.whole is None) != (found.whole is None) or _left_list(before, found):
            params = {"id": before.question.id}
            yield self.draft.source.issue("question_left_list", (*found.path, "id"), params)
        elif not keeps_answers(before.question, question):
            params = {"id": question.id, "before": before.question.kind, "after": question.kind}
            yield self.draft.source.issue("kind_changed", (*found.path, "kind"), params)
        elif options_of(before.question) and question.kind == before.question.kind:
            yield from self._options(before, found)

    def _options(self, before: QuestionAt, found: QuestionAt) -> Iterator[Issue]:
        question = found.question
        names = {name for o in options_of(question) for name in (o.id, *o.was)}
        asked = {before.question.id, question.id, *question.was}
        retired = {gone.id for gone in self.draft.flow.retired if gone.of in asked}
        alive = {option.id for option in options_of(question)}
        for option in options_of(before.question):
            for name in (option.id, *option.was):
                if name not in names and name not in retired:
                    near = nearest(name, alive - {o.id for o in options_of(before.question)})
                    params = {"id": name, "question": question.id, "near": near}
                    path = (*found.path, "options")
                    yield self.draft.source.issue("option_lost", path, params)
        for gone in self.live.retired:
            if gone.of in asked and gone.id in alive:
                number = [option.id for option in options_of(question)].index(gone.id)
                path = (*found.path, "options", number, "id")
                params = {"id": gone.id, "because": gone.because}
                yield self.draft.source.issue("retired_taken", path, params)

    def _lost(self, before: QuestionAt) -> Issue:
        known = {each.question.id for each in _asked(self.live)}
        new = [e.question.id for e in _asked(self.draft.flow) if e.question.id not in known]
        name = before.question.id
        params = {"id": name, "text": before.question.text, "near": nearest(name, new)}
        return self.draft.source.issue("question_lost", self._around(before), params)

    def _forgotten(self, former: str, before: QuestionAt, found: QuestionAt | None) -> Issue:
        path = self._around(before) if found is None else (*found.path, "was")
        params = {"id": former, "question": before.question.id}
        return self.draft.source.issue("former_id_lost", path, params)

    def _around(self, before: QuestionAt) -> tuple[str | int, ...]:
        """Where what is gone would be: its stage, as far as it is still there."""
        for number, stage in enumerate(self.draft.flow.stages):
            if stage.stage == before.stage.stage:
                return ("stages", number)
        return ("retired",)

    def _taken(self, after: Mapping[str, QuestionAt]) -> Iterator[Issue]:
        for gone in self.live.retired:
            found = after.get(gone.id) if gone.of is None else None
            if found is not None and found.question.id == gone.id:
                params = {"id": gone.id, "because": gone.because}
                yield self.draft.source.issue("retired_taken", (*found.path, "id"), params)


def _asked(flow: Flow) -> list[QuestionAt]:
    return [each for found in questions(flow) for each in (found, *parts(found))]


def _by_name(flow: Flow) -> Mapping[str, QuestionAt]:
    """Every question and every part, by its id and by those that it had."""
    asked = _asked(flow)
    formers = {name: each for each in reversed(asked) for name in each.question.was}
    return {**formers, **{each.question.id: each for each in asked}}


def _left_list(before: QuestionAt, found: QuestionAt) -> bool:
    """A part that went to another list."""
    if before.whole is None or found.whole is None:
        return False
    return before.whole.id not in (found.whole.id, *found.whole.was)
