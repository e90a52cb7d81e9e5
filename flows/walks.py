"""Walking by chance: any reply that a person could make, from any place, until the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from flows import engine
from flows.compiled import CompiledFlow
from flows.events import Prompted, RunEnded, Sprint
from flows.prompt import Prompt
from flows.replies import Finished, Kept, Picked, Reply, Revised, Said, Skipped, WentBack
from flows.run import Place

__all__ = ["Chance", "random_reply", "random_walk"]

Thing = TypeVar("Thing")

#: replies of a walk before it only goes forward, and so must end
WANDERS = 40
REPLIES_AT_MOST = 3_000
#: items of a list after which a walk adds no more
ITEMS = 2

#: something to say to each kind of question, by language; the last two are no answers
WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "fr": {
        "text": ("Les aînés isolés du quartier, à Firminy", "60 familles", "on verra", "🙂", ""),
        "date": ("15 mars 2027", "mi-juin 2027", "bientôt", "31 février"),
        "number": ("12", "1 500", "une vingtaine", "beaucoup"),
        "people": ("Awa Diallo, présidente", "Awa Diallo ; Jean Roux, trésorier", "12", "-"),
    },
    "en": {
        "text": ("Older people living alone in Firminy", "60 families", "we will see", "🙂", ""),
        "date": ("15 March 2027", "mid-June 2027", "soon", "31 February"),
        "number": ("12", "1,500", "about twenty", "lots"),
        "people": ("Awa Diallo, chair", "Awa Diallo; Jean Roux, treasurer", "12", "-"),
    },
}


class Chance(Protocol):
    """What decides: `random.Random` is one, made from a seed by whoever calls."""

    def random(self) -> float: ...

    def choice(self, seq: Sequence[Thing], /) -> Thing: ...

    def sample(self, population: Sequence[Thing], /, k: int) -> list[Thing]: ...


def random_walk(
    compiled: CompiledFlow, chance: Chance, *, language: str, today: date
) -> tuple[Sprint, ...]:
    """Every sprint of a walk; the last one ends the run, unless the flow cannot be finished."""
    sprints = [engine.start(compiled, language=language, today=today)]
    while len(sprints) < REPLIES_AT_MOST:
        run = sprints[-1].run
        prompt = prompt_of(sprints[-1])
        if prompt is None and len(sprints) > WANDERS:
            break
        said = random_reply(compiled, prompt, chance, language, forward=len(sprints) > WANDERS)
        sprints.append(engine.reply(compiled, run, said, today=today))
    return tuple(sprints)


def prompt_of(sprint: Sprint) -> Prompt | None:
    """What is asked after it; none when it ended the run."""
    if any(isinstance(event, RunEnded) for event in sprint.events):
        return None
    return next(event.prompt for event in sprint.events if isinstance(event, Prompted))


def random_reply(
    compiled: CompiledFlow,
    prompt: Prompt | None,
    chance: Chance,
    language: str,
    *,
    forward: bool,
) -> Reply:
    """Something that a person could do now; forward, something that brings the end nearer."""
    if prompt is None or (not forward and chance.random() < 0.25):  # noqa: PLR2004  now and then
        steps = [step for step in compiled.steps if not step.is_said]
        revised = Revised(Place(chance.choice(steps).id))
        wanders: list[Reply] = [revised, WentBack(), Kept(), Skipped(), Finished(), revised]
        return chance.choice(wanders)
    if prompt.kind == "list":
        return _in_menu(prompt, chance, forward=forward)
    if prompt.choices and chance.random() < 0.9:  # noqa: PLR2004  most people tap
        return _pick(prompt, chance)
    if forward and chance.random() < 0.5:  # noqa: PLR2004  every second time
        return Skipped() if prompt.can_skip else Picked(("agree",))
    words = WORDS[language]
    return Said(chance.choice(words.get(prompt.kind, words["text"])))


def _in_menu(prompt: Prompt, chance: Chance, *, forward: bool) -> Reply:
    ids = [choice.id for choice in prompt.choices]
    items = sum(1 for name in ids if name.isdigit())
    if forward or items > ITEMS:
        adds = "add" in ids and items < 1
        return Picked(("add",)) if adds and chance.random() < 0.7 else _done(ids)  # noqa: PLR2004
    return Picked((chance.choice(ids),))


def _done(ids: Sequence[str]) -> Reply:
    return Finished() if "done" in ids else Skipped()


def _pick(prompt: Prompt, chance: Chance) -> Reply:
    ids = [choice.id for choice in prompt.choices]
    if not prompt.several:
        return Picked((chance.choice(ids),))
    return Picked(tuple(chance.sample(ids, k=min(len(ids), chance.choice((1, 2, 3))))))
