"""The engine: a pure function from a revision, a run and a reply to what happens next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import assert_never

from flows.asking import ask, ask_again
from flows.compiled import CompiledFlow
from flows.doubting import doubt
from flows.events import Refused, Sprint
from flows.listing import choose, close_part, finish, is_menu, pick
from flows.moving import go_back, go_on, go_to
from flows.new_item import begin_item
from flows.question import Taken
from flows.refusal import Refusal, RefusalCode
from flows.replies import Finished, Kept, Picked, Reply, Revised, Said, Skipped, WentBack
from flows.run import Answer, Place, Run
from flows.settling import nudge, settle
from flows.turn import Turn
from flows.wording.clean import clean, is_blank
from flows.wording.not_knowing import says_not_knowing

__all__ = ["present", "reply", "start", "start_in"]

#: characters read of what was typed; the rest only makes it too long
TYPED_AT_MOST = 20_000


def start(compiled: CompiledFlow, *, language: str, today: date) -> Sprint:
    """A new run, at the first thing to ask."""
    run = Run(flow=compiled.source.flow, revision=compiled.number, language=language)
    turn = Turn(compiled, run, today)
    go_on(turn, after=-1)
    return turn.sprint()


def reply(compiled: CompiledFlow, run: Run, said: Reply, *, today: date) -> Sprint:
    """What one reply does to a run. The run given is left as it is."""
    turn = Turn(compiled, replace(run, doubted="") if run.doubted else run, today)
    match said:
        case Said(text):
            _say(turn, text, doubted=run.doubted)
        case Picked(choices):
            _pick(turn, choices)
        case Skipped():
            _skip(turn)
        case Kept():
            _keep(turn)
        case WentBack():
            go_back(turn)
        case Revised(place):
            _revise(turn, place)
        case Finished():
            _finish(turn)
        case _:
            assert_never(said)
    return turn.sprint()


def present(compiled: CompiledFlow, run: Run, *, today: date) -> Sprint:
    """The same run, with what to show of it again: after a side trip, or on coming back."""
    turn = Turn(compiled, run, today)
    ask(turn)
    return turn.sprint()


def start_in(run: Run, language: str) -> Run:
    """The same run in another language; its answers stay as they were said."""
    return replace(run, language=language)


def _say(turn: Turn, text: str, *, doubted: str) -> None:
    at = turn.run.at
    if at is None:
        return _refuse(turn, Refusal(RefusalCode.NOTHING_ASKED))
    cleaned = clean(text[:TYPED_AT_MOST])
    doubtful = doubt(turn, at, cleaned, before=doubted)
    if doubtful is not None and turn.run.nudged:
        return _keep(turn)  # they know no better than what they said
    if doubtful is not None:
        turn.change(doubted=cleaned)
        return _refuse(turn, doubtful)
    if is_menu(turn, at):
        begun = begin_item(turn, at, cleaned)
        if begun is None:
            return choose(turn, at, text.strip())
        at = begun
    if is_blank(cleaned):
        return _refuse(turn, Refusal(RefusalCode.NOTHING_SAID))
    question, asked = turn.question(at), turn.asked(at)
    return _take(turn, at, question.read(cleaned, asked), said=cleaned)


def _pick(turn: Turn, choices: tuple[str, ...]) -> None:
    at = turn.run.at
    if at is None:
        return _refuse(turn, Refusal(RefusalCode.NOTHING_ASKED))
    if is_menu(turn, at):
        return pick(turn, at, choices)
    return _take(turn, at, turn.question(at).pick(choices, turn.asked(at)))


def _take(turn: Turn, at: Place, read: Taken | Refusal, said: str = "") -> None:
    if isinstance(read, Refusal):
        return _refuse(turn, read)
    settle(turn, at, Answer(read.value))
    if said and not says_not_knowing(said) and nudge(turn, at, said):
        return ask(turn)
    return _go_on(turn, at)


def _refuse(turn: Turn, refusal: Refusal) -> None:
    turn.tell(Refused(refusal.code, refusal.params))
    ask_again(turn, refusal.suggestions)


def _skip(turn: Turn) -> None:
    at = turn.run.at
    if at is None:
        return _refuse(turn, Refusal(RefusalCode.NOTHING_ASKED))
    if turn.question(at).required:
        return _refuse(turn, Refusal(RefusalCode.REQUIRED))
    if is_menu(turn, at):
        return finish(turn, at, skipped=True)
    if not turn.run.nudged:  # a nudge is passed by keeping what was said
        settle(turn, at, Answer(skipped=True))
    return _go_on(turn, at)


def _keep(turn: Turn) -> None:
    at = turn.run.at
    kept = None if at is None else turn.kept(at)
    if at is None or kept is None or is_menu(turn, at):
        return _refuse(turn, Refusal(RefusalCode.NOTHING_TO_KEEP))
    if turn.answer(at) is None:
        settle(turn, at, kept)
    return _go_on(turn, at)


def _go_on(turn: Turn, at: Place) -> None:
    if at.part:
        close_part(turn, at)
    else:
        go_on(turn, after=turn.step(at).index)


def _revise(turn: Turn, place: Place) -> None:
    if not go_to(turn, place):
        _refuse(turn, Refusal(RefusalCode.NO_SUCH_QUESTION))


def _finish(turn: Turn) -> None:
    at = turn.run.at
    if at is None or not (at.item or is_menu(turn, at)):
        return _refuse(turn, Refusal(RefusalCode.NOTHING_TO_FINISH))
    return finish(turn, at)
