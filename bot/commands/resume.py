"""Coming back: where they are in two lines, and the question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answered import Line, lines
from bot.messages import Message, Passage, Style
from bot.visit import Visit
from storage.repositories import answers

__all__ = ["recap", "run"]

#: characters of the last answer
SHOWN_AT_MOST = 160


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    told = recap(visit)
    return (*([Message(told)] if told else []), *visit.ask_again())


def recap(visit: Visit) -> tuple[Passage, ...]:
    """How far the walk is, and what was said last; nothing before the first answer."""
    answered = [line for line in lines(visit.guide, visit.stored.run) if line.answer]
    if not answered:
        return ()
    count = len({line.place.question for line in answered})
    said = visit.say.say("welcome_back.last", answer=_last(visit, answered))
    return Passage(Style.PLAIN, _progress(visit, count)), Passage(Style.NOTED, said)


def _progress(visit: Visit, answered: int) -> str:
    prompt = visit.prompt()
    if prompt is None:
        return visit.say.say("welcome_back.recap_review", answered=answered)
    return visit.say.say(
        "welcome_back.recap",
        stage=prompt.progress.stage,
        stages=prompt.progress.stages,
        title=prompt.stage,
        answered=answered,
    )


def _last(visit: Visit, answered: Sequence[Line]) -> str:
    """The answer given last among those that count, in one line."""
    shown = {str(line.place): line.answer for line in answered}
    history = answers.history(visit.store, visit.stored.id)
    said = (shown[past.place] for past in reversed(history) if past.place in shown)
    words = " ".join(next(said, answered[-1].answer).split())
    return words if len(words) <= SHOWN_AT_MOST else f"{words[: SHOWN_AT_MOST - 1].rstrip()}…"
