"""Understanding what was typed: a command, something to do, or an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.phrases import Phrases
from flows.prompt import Prompt
from flows.replies import Finished, Kept, Picked, Reply, Said, Skipped, WentBack
from flows.wording.clean import plain_words

__all__ = ["Aside", "Command", "is_command", "understand"]

#: what may be done by its words, and the reply that it is
ACTIONS: dict[str, Reply] = {
    "skip": Skipped(),
    "clear": Skipped(),
    "back": WentBack(),
    "keep": Kept(),
    "finish": Finished(),
}
#: what may be asked about a question without answering it
ASIDES = ("why", "help", "example")


@dataclass(frozen=True, slots=True)
class Command:
    """A word with a slash before it, and what follows it."""

    name: str
    argument: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Something to say about the question, that answers nothing: one of `ASIDES`."""

    about: str


def understand(
    text: str, asked: Callable[[], Prompt | None], say: Phrases
) -> Reply | Command | Aside:
    """What a text means now. Anything that is nothing else is an answer. What is asked is only
    looked up for the few words that may be a choice of the system's own.
    """
    words = text.strip()
    if is_command(words):
        name, argument = (*words[1:].split(None, 1), "", "")[:2]
        return Command(name.partition("@")[0].lower(), argument.strip())
    if words and not words.strip("?\u00a0\u202f "):
        return Aside("help")
    key = plain_words(words)
    for aside in ASIDES:
        if key in _words(say, aside):
            return Aside(aside)
    for action, reply in ACTIONS.items():
        if key in _words(say, action):
            return reply
    return _of_the_system(key, asked, say) or Said(text)


def is_command(text: str) -> bool:
    """It is one, whatever is asked."""
    return text.lstrip().startswith("/")


def _of_the_system(key: str, asked: Callable[[], Prompt | None], say: Phrases) -> Picked | None:
    """A choice of the system's own, by its words: the flow does not know them."""
    if key not in _own_choices(say):
        return None
    prompt = asked()
    for choice in prompt.choices if prompt else ():
        if not choice.label and key == plain_words(say.say(f"choices.{choice.id}")):
            return Picked((choice.id,))
    return None


@cache
def _own_choices(say: Phrases) -> frozenset[str]:
    return frozenset(plain_words(say.say(f"choices.{name}")) for name in say.keys("choices"))


@cache
def _words(say: Phrases, action: str) -> frozenset[str]:
    """What means an action, folded once for each language."""
    label = say.say(f"actions.{action}.label")
    return frozenset(plain_words(word) for word in (label, *say.words(f"actions.{action}.words")))
