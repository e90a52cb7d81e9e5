"""A word that is nearly something else that may be typed is asked back about before it answers."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import Message, Passage, Style
from bot.phrases import Phrases
from bot.telling import actions_of
from bot.understanding import ACTIONS, ASIDES, Aside, Command
from bot.visit import Visit
from flows.events import AnswerChanged, Sprint
from flows.options import named
from flows.prompt import Choice, Prompt
from flows.replies import Reply, Said
from flows.slips import slipped
from flows.wording.clean import plain_words
from flows.wording.yes_no import read_yes_no

__all__ = ["ANSWERS", "answered_back", "ask_back", "forget_doubt", "near_command", "tapped_back"]

Meaning = Reply | Command | Aside
#: what the buttons under such a question say: that it was meant so, or that it was an answer
MEANT, MINE = "meant", "mine"
ANSWERS = (MEANT, MINE)
#: letters of a word that is looked at: shorter ones are near everything
LETTERS = range(3, 15)


def ask_back(visit: Visit, said: Meaning) -> tuple[Message, ...]:
    """Whether they meant what their word is near to; nothing when it is an answer, or when that was
    asked already. The word waits in the run.
    """
    if not isinstance(said, Said) or said.text == visit.stored.run.doubted:
        return ()
    prompt = visit.prompt()
    meaning = _near(visit, prompt, said.text)
    if prompt is None or meaning is None or _is_answer(visit, prompt, said):
        return ()
    visit.keep(Sprint(replace(visit.stored.run, doubted=said.text), ()))
    say = visit.say
    words = say.say("asked_back.text", word=said.text.strip(), meant=_worded(meaning, say))
    choices = tuple(Choice(name, say.say(f"asked_back.{name}")) for name in ANSWERS)
    return (Message((Passage(Style.CAUTION, words),), actions=choices),)


def answered_back(visit: Visit, text: str) -> Meaning | None:
    """What they meant, when they say yes or no to that question; else these are other words."""
    if not visit.stored.run.doubted:
        return None
    match read_yes_no(text, language=visit.stored.run.language):
        case True:
            return _doubted(visit)
        case False if _doubted(visit) is not None:
            return Said(visit.stored.run.doubted)
        case _:
            return None


def tapped_back(visit: Visit, answer: str) -> Meaning | None:
    """The same by its buttons; none when the question is over."""
    if _doubted(visit) is None:
        return None
    return _doubted(visit) if answer == MEANT else Said(visit.stored.run.doubted)


def forget_doubt(visit: Visit) -> None:
    """Something else was done meanwhile: a yes is not about that word any more."""
    if _doubted(visit) is not None:
        visit.keep(Sprint(replace(visit.stored.run, doubted=""), ()))


def near_command(name: str, say: Phrases) -> str:
    """The command that was meant by a name that is none; empty when there is none near."""
    return slipped(name, say.keys("commands"))


def _doubted(visit: Visit) -> Meaning | None:
    word = visit.stored.run.doubted
    return _near(visit, visit.prompt(), word) if word else None


def _near(visit: Visit, prompt: Prompt | None, text: str) -> Meaning | None:
    """What one word is near to, among all that makes sense to type now."""
    word = plain_words(text)
    if prompt is None or not word.isalpha() or len(word) not in LETTERS:
        return None
    known = dict(_known(prompt, visit.say))
    return known.get(slipped(word, known))


def _known(prompt: Prompt, say: Phrases) -> list[tuple[str, Meaning]]:
    """Words alone: commands first, so that a word of an action stands for that."""
    found: list[tuple[str, Meaning]] = [(name, Command(name, "")) for name in say.keys("commands")]
    ending = ("finish",) if prompt.kind == "list" else ()
    for name in dict.fromkeys((*ASIDES, *actions_of(prompt), *ending)):
        meaning = Aside(name) if name in ASIDES else ACTIONS[name]
        words = (say.say(f"actions.{name}.label"), *say.words(f"actions.{name}.words"))
        found += [(plain_words(word), meaning) for word in words]
    return [(word, meaning) for word, meaning in found if word.isalpha()]


def _is_answer(visit: Visit, prompt: Prompt, said: Said) -> bool:
    """It names a choice, or is near to one; or it was understood as something else than words."""
    labels = [choice for choice in prompt.choices if choice.label]
    if named(said.text, labels) is not None:
        return True
    changes = [each for each in visit.work(said).events if isinstance(each, AnswerChanged)]
    return any(plain_words(each.shown) != plain_words(said.text) for each in changes if each.shown)


def _worded(meaning: Meaning, say: Phrases) -> str:
    if isinstance(meaning, Command):
        return f"/{meaning.name}"
    name = (
        meaning.about
        if isinstance(meaning, Aside)
        else next(name for name, reply in ACTIONS.items() if reply == meaning)
    )
    return say.say(f"actions.{name}.label").rstrip("?\u00a0\u202f ")
