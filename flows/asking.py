"""Making the prompt of the place where a run is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.backward import previous
from flows.events import Prompted, RunEnded
from flows.items import former_of, item_ids
from flows.prompt import Choice, Inside, Legal, Prompt
from flows.question import Question
from flows.questions.list import ListQuestion
from flows.run import Place
from flows.turn import Turn

__all__ = ["ask", "ask_again"]


def ask(turn: Turn) -> None:
    """Say what is asked now; at the end, how the walk ended."""
    at = turn.run.at
    if at is None:
        _end(turn)
    else:
        turn.tell(Prompted(_prompt(turn, at)))


def ask_again(turn: Turn, suggestions: Sequence[Choice]) -> None:
    """Ask once more, with near misses beside the choices that there are."""
    at = turn.run.at
    if at is None:
        return _end(turn)
    prompt = _prompt(turn, at)
    return turn.tell(Prompted(replace(prompt, choices=(*suggestions, *prompt.choices))))


def _prompt(turn: Turn, at: Place) -> Prompt:
    question = turn.question(at)
    if isinstance(question, ListQuestion):
        prompt = _question(turn, at, question)
        text = (
            question.line(turn.run.answers[at.question].value, at.item, turn.run.language)
            if (at.item)
            else question.text
        )
        return replace(prompt, text=text, choices=turn.menu(at), previous="")
    return _question(turn, at, question)


def _question(turn: Turn, at: Place, question: Question) -> Prompt:
    asked, step = turn.asked(at), turn.step(at)
    legal = question.legal
    return Prompt(
        place=at,
        kind=question.kind,
        stage=turn.compiled.stage(step, turn.run.language).title,
        progress=replace(turn.progress(step), inside=_inside(turn, at)),
        text=question.text,
        hint=question.hint,
        why=question.why,
        help=question.help,
        example=question.example,
        legal=Legal(legal.text, legal.source) if legal else None,
        choices=question.choices(asked),
        several=question.is_several,
        free=question.is_free,
        previous=_previous(turn, at, question),
        can_keep=turn.kept(at) is not None,
        can_skip=not question.required,
        can_go_back=previous(turn) is not None,
        visible_to=tuple(question.visible_to),
        reasons=question.reasons(asked),
    )


def _inside(turn: Turn, at: Place) -> Inside | None:
    if not at.part:
        return None
    whole, answers = turn.list_at(at), turn.answers(at)
    items = item_ids(turn.run.answers[at.question].value)
    asked = [
        part.id
        for part in whole.item
        if part.id == at.part or part.when is None or part.when.holds(answers)
    ]
    return Inside(whole.each, items.index(at.item) + 1, asked.index(at.part) + 1, len(asked))


def _previous(turn: Turn, at: Place, question: Question) -> str:
    answer = turn.answer(at)
    if answer is None and not at.item and at.question in turn.run.former:
        return turn.run.former[at.question].shown
    if answer is None and at.part:
        return former_of(turn.run.answers[at.question].value, at.item, at.part)
    if answer is None or answer.skipped:
        return ""
    return question.show(answer.value, turn.run.language)


def _end(turn: Turn) -> None:
    endings = turn.compiled.flow(turn.run.language).endings
    ending = next(end for end in endings if end.ending == turn.run.ending)
    turn.tell(RunEnded(ending.ending, ending.text, ending.submits))
