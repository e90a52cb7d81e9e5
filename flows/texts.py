"""Walking the data of a model: to its texts for people, and to the part in one place."""

from __future__ import annotations

from collections.abc import Iterator

from flows.part import Part
from flows.run import Written
from flows.shape import LEAF, Each, Entries, PartShape, Shape, Shown, choose, shape_of
from flows.source import Path

__all__ = ["part_at", "texts"]


def texts(model: type[Part], data: Written) -> Iterator[tuple[Path, str]]:
    """Every text for people in the data of a model, in the order of the file."""
    return _texts(shape_of(model), data, ())


def part_at(model: type[Part], data: Written, path: Path) -> PartShape | None:
    """The part that is written in one place, if it is a part."""
    shape: Shape = shape_of(model)
    for step in path:
        match shape:
            case PartShape():
                shape = shape.fields.get(str(step), LEAF)
            case Each(item) | Entries(item):
                shape = item
            case _:
                return None
        data = data[step]
        shape = choose(shape, data)
    return shape if isinstance(shape, PartShape) else None


def _texts(shape: Shape, data: Written, path: Path) -> Iterator[tuple[Path, str]]:
    match choose(shape, data):
        case Shown() if isinstance(data, str) and data:
            yield path, data
        case PartShape() as part if isinstance(data, dict):
            for key, value in data.items():
                if key in part.fields:
                    yield from _texts(part.fields[key], value, (*path, key))
        case Each(item) if isinstance(data, list):
            for number, value in enumerate(data):
                yield from _texts(item, value, (*path, number))
        case Entries(item) if isinstance(data, dict):
            for key, value in data.items():
                yield from _texts(item, value, (*path, key))
        case _:
            pass
