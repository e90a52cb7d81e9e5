"""Under which name each question and each option of a flow goes on in another version of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.conditions import All, AnyOf, Node, Not, Test
from flows.definition import Flow
from flows.naming import former_names
from flows.question import Option, Question
from flows.run import Place

__all__ = ["Renames", "items_of", "options_of"]


@dataclass(frozen=True, slots=True)
class Renames:
    """From one version of a flow to another. What has no name there any more is not in it."""

    #: by the id of a question
    questions: Mapping[str, str]
    #: by the id of a list and of one of its parts
    parts: Mapping[tuple[str, str], str]
    #: by the id of a question, or of a part, and of one of its options
    options: Mapping[tuple[str, str], str]

    @classmethod
    def between(cls, old: Flow, new: Flow) -> Renames:
        """What the names of the one are in the other."""
        names = former_names(tuple(new.questions()))
        kept = {name: names[name] for name in old.by_id if name in names}
        return cls(kept, dict(_parts(old, new, kept)), dict(_options(old, new, kept)))

    def place(self, place: Place) -> Place | None:
        """The same place; none when its question, or its part, is gone."""
        question = self.questions.get(place.question)
        if question is None:
            return None
        if not place.part:
            return Place(question, place.item)
        part = self.parts.get((place.question, place.part))
        return None if part is None else Place(question, place.item, part)

    def condition(self, node: Node | None) -> Node | None:
        """A condition of the one, as it would be written in the other."""
        match node:
            case Test():
                return self._test(node)
            case All(parts):
                return All(tuple(part for part in map(self.condition, parts) if part))
            case AnyOf(parts):
                return AnyOf(tuple(part for part in map(self.condition, parts) if part))
            case Not(part):
                inside = self.condition(part)
                return None if inside is None else Not(inside)
            case _:
                return None

    def _test(self, test: Test) -> Test:
        named = {part: present for (_, part), present in self.parts.items()}
        name = self.questions.get(test.question) or named.get(test.question) or test.question
        match test.name:
            case "is" | "has":
                return Test(name, test.name, self.option(test.question, test.value))
            case "in":
                values = (self.option(test.question, value) for value in test.value)
                return Test(name, test.name, tuple(values))
            case _:
                return Test(name, test.name, test.value)

    def option(self, question: str, option: object) -> object:
        """The present id of an option; what is none stays as it is."""
        if not isinstance(option, str):
            return option
        return self.options.get((question, option), option)


def items_of(question: Question) -> tuple[Question, ...]:
    """The parts of a list; none of another kind."""
    return tuple(getattr(question, "item", ()))


def options_of(question: Question) -> tuple[Option, ...]:
    """The options of a question; none of a kind that has none."""
    return tuple(getattr(question, "options", ()))


def _parts(old: Flow, new: Flow, kept: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    for former, present in kept.items():
        names = former_names(items_of(new.by_id[present]))
        for part in items_of(old.by_id[former]):
            if part.id in names:
                yield (former, part.id), names[part.id]


def _options(
    old: Flow, new: Flow, kept: Mapping[str, str]
) -> Iterator[tuple[tuple[str, str], str]]:
    for former, present in kept.items():
        before, after = old.by_id[former], new.by_id[present]
        yield from _options_between(before, after)
        parts = {part.id: part for part in items_of(after)}
        names = former_names(items_of(after))
        for part in items_of(before):
            if part.id in names:
                yield from _options_between(part, parts[names[part.id]])


def _options_between(before: Question, after: Question) -> Iterator[tuple[tuple[str, str], str]]:
    names = former_names(options_of(after))
    for option in options_of(before):
        if option.id in names:
            yield (before.id, option.id), names[option.id]
