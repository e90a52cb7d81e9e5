"""The little that a forecast wants of a run, each thing as it is stored."""

from __future__ import annotations

import json
from collections.abc import Iterable

from flows.run import Answer, Place, Run, Value
from flows.touching import ANSWERS, AT, INVITED, RESUME, Look

__all__ = ["Cell", "cell_of", "is_skip", "place_in", "run_with"]

#: what a run holds in one place, as compact JSON: a list of the value of an answer, and of `true`
#: when it is a skip; a place is a bare name, or a list of names; none when there is nothing
Cell = str | None


def cell_of(run: Run, look: Look) -> Cell:
    """The cell of a run that is at hand."""
    if look.shelf == INVITED:
        return _written(run.invited) if run.invited else None
    if look.shelf in (AT, RESUME):
        return _written_place(run.at if look.shelf == AT else run.resume)
    answer = (run.answers if look.shelf == ANSWERS else run.parked).get(look.question)
    if answer is None:
        return None
    return _written([answer.value, True] if answer.skipped else [answer.value])


def run_with(run: Run, cells: Iterable[tuple[Look, Cell]]) -> Run:
    """The run with no more than these cells."""
    shelves: dict[str, dict[str, Answer]] = {"answers": {}, "parked": {}}
    invited: tuple[str, ...] = ()
    places: dict[str, Place] = {}
    for look, cell in cells:
        if cell is None:
            continue
        if look.shelf == INVITED:
            invited = tuple(json.loads(cell))
        elif look.question:
            shelves[look.shelf][look.question] = Answer(*json.loads(cell))
        else:
            places[look.shelf] = place_in(cell)
    return Run(
        flow=run.flow,
        revision=run.revision,
        language=run.language,
        answers=shelves["answers"],
        parked=shelves["parked"],
        invited=invited,
        at=places.get(AT),
        resume=places.get(RESUME),
    )


def is_skip(cell: str) -> bool:
    """No value that JSON can say ends so inside of its list."""
    return cell.endswith(",true]")


def place_in(cell: str) -> Place:
    """A bare name, or the names of a list, a thing of it, and a part."""
    return Place(*json.loads(cell)) if cell.startswith("[") else Place(cell)


def _written_place(place: Place | None) -> Cell:
    if place is None or not place.item:
        return None if place is None else place.question
    names = (place.question, place.item, place.part)
    return _written([name for name in names if name])


def _written(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
