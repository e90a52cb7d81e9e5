"""What a definition is made of, as its models say it: parts, lists of parts, texts for people."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from flows.part import Part, Restated, Translatable
from flows.run import Written

__all__ = [
    "LEAF",
    "Each",
    "Entries",
    "Leaf",
    "OneOf",
    "PartShape",
    "Shape",
    "Shown",
    "Worded",
    "choose",
    "holds_texts",
    "id_key",
    "shape_of",
]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that no one reads."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text for people."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A value that may hold words of a language."""


@dataclass(frozen=True, slots=True)
class Each:
    """A list."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping with keys of the author's own."""

    item: Shape


@dataclass(frozen=True, slots=True)
class PartShape:
    model: type[Part]

    @property
    def fields(self) -> Mapping[str, Shape]:
        """The shape of each field, under the key that a file writes."""
        return _fields(self.model)

    def requires(self, key: str) -> bool:
        return key in _required(self.model)


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several shapes: told apart by a word in the data, or by what the data is."""

    options: tuple[Shape, ...]


Shape = Leaf | Shown | Worded | Each | Entries | PartShape | OneOf
LEAF = Leaf()


def shape_of(model: type[Part]) -> PartShape:
    return PartShape(model)


def choose(shape: Shape, written: Written) -> Shape:
    """The option that some data is of; the shape itself where there is no choice."""
    if not isinstance(shape, OneOf):
        return shape
    return next((option for option in shape.options if _fits(option, written)), LEAF)


def id_key(shape: Shape) -> str:
    """The key under which the things of a list have their id; empty where they have none."""
    options = shape.options if isinstance(shape, OneOf) else (shape,)
    for option in options:
        if isinstance(option, PartShape):
            for key in ("id", option.model.__name__.lower()):
                if option.requires(key):
                    return key
    return ""


@lru_cache(maxsize=1024)
def holds_texts(shape: Shape) -> bool:
    """There is something in it that each language says in its own words."""
    match shape:
        case Shown() | Worded():
            return True
        case Leaf():
            return False
        case Each(item) | Entries(item):
            return holds_texts(item)
        case PartShape():
            return any(holds_texts(field) for field in shape.fields.values())
        case OneOf(options):
            return any(holds_texts(option) for option in options)


def _fits(shape: Shape, written: Written) -> bool:
    match shape:
        case PartShape(model) if isinstance(written, dict):
            return _is_said_to_be(model, written) and _required(model) <= written.keys()
        case Each():
            return isinstance(written, list)
        case Entries():
            return isinstance(written, dict)
        case Shown() | Worded():
            return isinstance(written, str)
        case Leaf():
            return not isinstance(written, (dict, list))
        case _:
            return False


def _is_said_to_be(model: type[Part], written: Mapping[str, Written]) -> bool:
    """The word that tells a model from the others is there, or no key is foreign to it."""
    kind = model.model_fields.get("kind")
    if kind is not None and get_origin(kind.annotation) is Literal:
        return written.get("kind") in get_args(kind.annotation)
    return written.keys() <= _fields(model).keys()


@lru_cache(maxsize=256)
def _fields(model: type[Part]) -> Mapping[str, Shape]:
    return {
        field.alias or name: _shape(field.annotation, field.metadata)
        for name, field in model.model_fields.items()
    }


@lru_cache(maxsize=256)
def _required(model: type[Part]) -> frozenset[str]:
    fields = model.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if field.is_required())


def _shape(annotation: Any, metadata: Sequence[Any]) -> Shape:  # noqa: ANN401  any type
    for mark in metadata:
        match mark:
            case Translatable():
                return Shown()
            case Restated():
                return Worded()
            case _:
                continue
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], arguments[1:])
    if origin in (Union, types.UnionType):
        return _one_of([option for option in arguments if option is not type(None)])
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return PartShape(annotation)
    if origin in (tuple, list, Sequence):
        item = _shape(arguments[0], ())
        return LEAF if item == LEAF else Each(item)
    if origin in (dict, Mapping):
        item = _shape(arguments[1], ())
        return LEAF if item == LEAF else Entries(item)
    return LEAF


def _one_of(annotations: Sequence[Any]) -> Shape:
    options = tuple(_shape(annotation, ()) for annotation in annotations)
    return options[0] if len(set(options)) == 1 else OneOf(options)
