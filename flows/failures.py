"""What a story says and the flow does not do, in words."""

from __future__ import annotations

from flows.phrases import phrases_in
from flows.playing import Failure

__all__ = ["in_words"]


def in_words(failure: Failure, language: str) -> str:
    """A sentence; the code and what is known when there is no sentence for it."""
    say = phrases_in(language)
    if failure.code not in say.keys("failures"):
        return f"{failure.code}: {dict(failure.params)}"
    nothing = say.say("failures.nothing")
    params = {name: value or nothing for name, value in failure.params.items()}
    sentence = say.say(f"failures.{failure.code}", **params)
    near = failure.params.get("near")
    return f"{sentence} {say.say('failures.near', near=near)}" if near else sentence
