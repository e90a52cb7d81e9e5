"""The whole state of a run as compact JSON, and back to the letter."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from flows.run import Answer, Former, Place, Run, RunStatus
from storage.columns import dumps, loads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FORMAT", "UnknownState", "read", "write"]

#: raised when a state is written that the releases before cannot read
FORMAT = 1


class UnknownState(ValueError):
    """A state that this release did not write. Its words say why."""


class Codec(NamedTuple):
    """How a kind of field goes into JSON, and comes out again."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def write(run: Run) -> str:
    """Only what differs from a new run. TypeError, ValueError for a value that JSON cannot say."""
    state: dict[str, Any] = {"format": FORMAT}
    for name, codec, default in FIELDS:
        value = getattr(run, name)
        if value != default:
            state[name] = codec.write(value)
    return dumps(state)


def read(text: str) -> Run:
    """The run that `write` wrote. Raises UnknownState for anything else."""
    try:
        state = loads(text)
    except (ValueError, RecursionError) as error:
        raise UnknownState("it is no JSON") from error
    if not isinstance(state, dict):
        raise UnknownState("it is no JSON object")
    written = state.pop("format", None)
    if written != FORMAT:
        raise UnknownState(f"its format is {written}, and this release reads {FORMAT}")
    if unknown := state.keys() - CODECS.keys():
        raise UnknownState(f"it holds {', '.join(sorted(unknown))}, which this release lacks")
    try:
        return Run(**{name: CODECS[name].read(value) for name, value in state.items()})
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise UnknownState(f"it is not written as a run is: {error}") from error


def write_place(place: Place | None) -> str | list[str] | None:
    """A bare name for most places; never joined by dots, since a name may hold one."""
    if place is None:
        return None
    if place.part:
        return [place.question, place.item, place.part]
    return [place.question, place.item] if place.item else place.question


@lru_cache(4096)
def place_of(*names: str) -> Place:
    return Place(*names)


def read_place(written: str | list[str] | None) -> Place | None:
    if written is None:
        return None
    return place_of(written) if isinstance(written, str) else place_of(*written)


def write_answers(answers: Mapping[str, Answer]) -> dict[str, list[Any]]:
    return {
        question: [answer.value, True] if answer.skipped else [answer.value]
        for question, answer in answers.items()
    }


def read_answers(written: dict[str, list[Any]]) -> dict[str, Answer]:
    return {question: Answer(*answer) for question, answer in written.items()}


def write_former(former: Mapping[str, Former]) -> dict[str, list[Any]]:
    return {
        question: [each.shown, *([] if each.answer is None else [each.answer.value])]
        for question, each in former.items()
    }


def read_former(written: dict[str, list[Any]]) -> dict[str, Former]:
    return {
        question: Former(shown, Answer(*kept) if kept else None)
        for question, (shown, *kept) in written.items()
    }


def as_is(value: Any) -> Any:  # noqa: ANN401
    return value


def expect(kind: type[Any], value: Any) -> Any:  # noqa: ANN401
    """The value, when it is exactly of that kind: True is no number."""
    if type(value) is not kind:
        raise TypeError(f"{value!r:.80} is no {kind.__name__}")
    return value


def names_of(value: list[str]) -> tuple[str, ...]:
    return tuple(expect(str, name) for name in value)


#: by what `flows.run` declares; a field of a new kind wants its line here
KINDS: dict[str, Codec] = {
    "str": Codec(as_is, lambda value: expect(str, value)),
    "int": Codec(as_is, lambda value: expect(int, value)),
    "bool": Codec(as_is, lambda value: expect(bool, value)),
    "RunStatus": Codec(str, RunStatus),
    "Place | None": Codec(write_place, read_place),
    "tuple[str, ...]": Codec(list, names_of),
    "Mapping[str, Answer]": Codec(write_answers, read_answers),
    "Mapping[str, Former]": Codec(write_former, read_former),
}


def default_of(field: Field[Any]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default  # MISSING equals nothing, so that the field is always written


FIELDS = tuple((field.name, KINDS[str(field.type)], default_of(field)) for field in fields(Run))
CODECS = {name: codec for name, codec, _ in FIELDS}
