"""What is kept, who reads it, how long, how to take it away and erase it; then the question."""

from __future__ import annotations

from bot.messages import Message, Passage, Style
from bot.phrases import Phrases
from bot.visit import Visit
from flows.duration import Duration

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    say = visit.say
    silence = _in_words(visit.guide.compiled.source.pace.forget_after, say)
    told = [
        Passage(Style.PLAIN, say.say(f"privacy.{subject}", silence=silence))
        for subject in ("kept", "readers", "how_long", "take_away", "share", "erase")
    ]
    return (
        Message((Passage(Style.HEADING, say.say("privacy.title")), *told)),
        *visit.ask_again(),
    )


def _in_words(duration: Duration, say: Phrases) -> str:
    number = "one" if duration.count == 1 else "many"
    return say.say(f"durations.{duration.unit}.{number}", count=duration.count)
