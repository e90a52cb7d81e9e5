"""Where the things of a flow stand in its files, by their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.authoring.draft import FLOW, Draft, found
from flows.run import Written
from flows.source import Path

__all__ = [
    "QuestionPlace",
    "find",
    "find_stage",
    "formers_of",
    "items",
    "name_of",
    "questions",
    "stages",
]


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """A question, or a part of a list."""

    name: str
    path: Path
    #: id of its stage
    stage: str
    #: the list that it is a part of; empty for a question of a stage
    whole: str
    data: Written

    @property
    def kind(self) -> str:
        return str(self.data.get("kind", ""))

    @property
    def over(self) -> Path:
        """Its place in an overlay."""
        if self.whole:
            return ("questions", self.whole, "item", self.name)
        return ("questions", self.name)


def questions(draft: Draft) -> Iterator[QuestionPlace]:
    """Every question that has a name, each list before its parts."""
    for stage_path, stage in stages(draft):
        for path, data in items(stage, (*stage_path, "questions")):
            name = name_of(data)
            if name:
                yield QuestionPlace(name, path, name_of(stage, "stage"), "", data)
            for part_path, part in items(data, (*path, "item")):
                if name and name_of(part):
                    place = (name_of(part), part_path, name_of(stage, "stage"), name, part)
                    yield QuestionPlace(*place)


def find(draft: Draft, name: str) -> QuestionPlace:
    """The first of that name. Raises LookupError."""
    place = next((each for each in questions(draft) if each.name == name), None)
    if place is None:
        raise LookupError(name)
    return place


def stages(draft: Draft) -> Iterator[tuple[Path, Written]]:
    yield from items(draft.data(FLOW), ("stages",))


def find_stage(draft: Draft, name: str) -> tuple[Path, Written]:
    """The stage of that name. Raises LookupError."""
    for path, stage in stages(draft):
        if name_of(stage, "stage") == name:
            return path, stage
    raise LookupError(name)


def items(holder: Written, path: Path) -> Iterator[tuple[Path, Written]]:
    """The mappings of the list under the last key of a path, each with its path."""
    listed = found(holder, path[-1:])
    if isinstance(listed, list):
        for number, item in enumerate(listed):
            if isinstance(item, dict):
                yield (*path, number), item


def formers_of(thing: Written) -> tuple[str, ...]:
    """The names that it had."""
    was = thing.get("was") if isinstance(thing, dict) else None
    return tuple(name for name in was if isinstance(name, str)) if isinstance(was, list) else ()


def name_of(thing: Written, key: str = "id") -> str:
    """Its permanent name; empty when none is written."""
    name = thing.get(key) if isinstance(thing, dict) else None
    return name if isinstance(name, str) else ""
