"""Under which name each question and each option of a flow goes on in another version of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.definition import Flow
from flows.naming import former_names
from flows.question import Question
from flows.run import Place

__all__ = ["Renames"]


@dataclass(frozen=True, slots=True)
class Renames:
    """From one version of a flow to another. What has no name there any more is not in it."""

    #: by the id of a question
    questions: Mapping[str, str]
    #: by the id of a list and of one of its parts
    parts: Mapping[tuple[str, str], str]

    @classmethod
    def between(cls, old: Flow, new: Flow) -> Renames:
        """What the names of the one are in the other."""
        names = former_names(tuple(new.questions()))
        kept = {name: names[name] for name in old.by_id if name in names}
        return cls(kept, dict(_parts(old, new, kept)))

    def place(self, place: Place) -> Place | None:
        """The same place; none when its question, or its part, is gone."""
        question = self.questions.get(place.question)
        if question is None:
            return None
        if not place.part:
            return Place(question, place.item)
        part = self.parts.get((place.question, place.part))
        return None if part is None else Place(question, place.item, part)


def _parts(old: Flow, new: Flow, kept: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    for former, present in kept.items():
        names = former_names(_items(new.by_id[present]))
        for part in _items(old.by_id[former]):
            if part.id in names:
                yield (former, part.id), names[part.id]


def _items(question: Question) -> tuple[Question, ...]:
    return tuple(getattr(question, "item", ()))
