"""Answers as the sentences of a charter see them: in words, each with the place it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.conditions import Node
from flows.run import Answer

__all__ = ["Answers"]


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers in a language, for one reader. What that one may not read is not in it."""

    language: str
    #: the answers themselves, for conditions
    kept: Mapping[str, Answer] = field(default_factory=dict)
    #: by placeholder, the words; what has no words is missing
    texts: Mapping[str, str] = field(default_factory=dict)
    #: by question, part or placeholder, where the answer was given
    places: Mapping[str, str] = field(default_factory=dict)
    #: by list, the answers as each thing of it sees them
    things: Mapping[str, tuple[Answers, ...]] = field(default_factory=dict)

    def holds(self, condition: Node | None) -> bool:
        return condition is None or condition.holds(self.kept)

    def deciding(self, condition: Node | None) -> tuple[str, ...]:
        """Places of the answers that a condition looks at."""
        tests = condition.tests() if condition else ()
        found = (self.places[test.question] for test in tests if test.question in self.kept)
        return tuple(dict.fromkeys(found))

    def each(self, name: str | None) -> tuple[Answers, ...]:
        """These answers as each thing of a list sees them; as they are when no list is named."""
        return (self,) if name is None else self.things.get(name, ())

    def with_things(self, things: Mapping[str, Sequence[Answers]]) -> Answers:
        """These answers with those of each thing of the lists, and `{list.first.part}`."""
        first = {name: found[0] for name, found in things.items() if found}
        around = replace(
            self,
            texts={**self.texts, **_first({name: own.texts for name, own in first.items()})},
            places={**self.places, **_first({name: own.places for name, own in first.items()})},
        )
        inside = {
            name: tuple(_within(around, own) for own in found) for name, found in things.items()
        }
        return replace(around, things=inside)


def _within(around: Answers, own: Answers) -> Answers:
    """What a thing of a list sees: its own answers, in front of those around."""
    return Answers(
        around.language,
        {**around.kept, **own.kept},
        {**around.texts, **own.texts},
        {**around.places, **own.places},
    )


def _first(own: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    return {
        f"{name}.first.{part}": found
        for name, parts in own.items()
        for part, found in parts.items()
    }
