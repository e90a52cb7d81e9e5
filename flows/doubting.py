"""« Je ne sais pas » is no answer yet: once, what would help is offered instead."""

from __future__ import annotations

from flows.options import named
from flows.question import Taken
from flows.refusal import Refusal, RefusalCode
from flows.run import Place
from flows.turn import Turn
from flows.wording.not_knowing import says_not_knowing

__all__ = ["doubt"]


def doubt(turn: Turn, at: Place, said: str, *, before: str) -> Refusal | None:
    """Why these words are not taken yet; none when they are to be read as any others. `before` is
    what was doubted last: who insists is believed.
    """
    question, asked = turn.question(at), turn.asked(at)
    if question.required or not says_not_knowing(said) or says_not_knowing(before):
        return None
    if isinstance(named(said, question.choices(asked)), str):
        return None  # some questions offer it
    may_insist = isinstance(question.read(said, asked), Taken)
    return Refusal(RefusalCode.UNSURE if may_insist else RefusalCode.UNSURE_WHICH)
