"""Which questions a new revision touches, and what has to be known of a run to say how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.compiled import CompiledFlow, Step
from flows.conditions import Test
from flows.question import Question
from flows.renames import Renames, items_of, options_of
from flows.taking import means_otherwise

__all__ = [
    "ANSWERS",
    "AT",
    "INVITED",
    "PARKED",
    "RESUME",
    "Group",
    "Look",
    "Shelf",
    "groups",
    "is_steady",
    "tests_of",
]

#: where an answer may be in a run
Shelf = str
ANSWERS, PARKED = "answers", "parked"
#: what else is told of a run, without the name of a question
INVITED, AT, RESUME = "invited", "at", "resume"


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """One thing to know of a run: an answer that counts, or is parked, by its former name; or,
    without a name, where the walk is, and what was invited beyond the quick path.
    """

    shelf: Shelf
    question: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions whose fates hang together, and what decides them."""

    #: of the new revision
    steps: tuple[Step, ...]
    #: what they and those that are gone were called
    formers: tuple[str, ...]
    looks: tuple[Look, ...]


def groups(old: CompiledFlow, new: CompiledFlow, renames: Renames) -> tuple[Group, ...]:
    """The questions that a change touches, told apart where they do not depend on each other."""
    return tuple(_Touching(old, new, renames).groups())


class _Touching:
    def __init__(self, old: CompiledFlow, new: CompiledFlow, renames: Renames) -> None:
        self.old, self.new, self.renames = old, new, renames
        #: the former names of each step: several, when it takes the place of several
        self.formers: defaultdict[str, list[str]] = defaultdict(list)
        for was, now in renames.questions.items():
            self.formers[now].append(was)
        #: touched steps, and those whose answer may be another one, or none
        self.touched: dict[str, Step] = {}
        self.unsteady: set[str] = set()
        for step in new.steps:
            self._see(step)

    def groups(self) -> Iterator[Group]:
        for name, question in self.old.source.by_id.items():
            if name not in self.renames.questions and not question.is_said:
                yield Group((), (name,), (Look(ANSWERS, name),))
        for names in self._connected():
            steps = tuple(self.touched[name] for name in names)
            formers = tuple(former for name in names for former in self.formers.get(name, []))
            looks = {look for step in steps for look in self._looks(step)}
            yield Group(steps, formers, tuple(sorted(looks)))

    def _see(self, step: Step) -> None:
        looked_at = {*_looked_at(step), *self._mentions(step)}
        match self.formers.get(step.id, []):
            case [former] if not looked_at & self.unsteady and self._is_as_it_was(former, step):
                if former != step.id and not step.is_said:
                    self.touched[step.id] = step
            case _:
                self.touched[step.id] = step
                self.unsteady.add(step.id)

    def _is_as_it_was(self, former: str, step: Step) -> bool:
        """Asked of the same people, who answer the same."""
        was = self.old.by_id[former]
        return (
            self.renames.condition(was.relevance) == step.relevance
            and self.renames.condition(was.applies) == step.applies
            and is_steady(self.old.source.by_id[former], self._question(step), self.renames)
        )

    def _connected(self) -> Iterator[tuple[str, ...]]:
        """Touched steps by who looks at whom, each set in the order of the walk."""
        heads = {name: name for name in self.touched}

        def head(name: str) -> str:
            while heads[name] != name:
                name = heads[name]
            return name

        for step in self.touched.values():
            for other in {*_looked_at(step), *self._mentions(step)} & self.touched.keys():
                heads[head(other)] = head(step.id)
        sets: dict[str, list[str]] = {}
        for name in self.touched:
            sets.setdefault(head(name), []).append(name)
        yield from map(tuple, sets.values())

    def _looks(self, step: Step) -> Iterator[Look]:
        formers = self.formers.get(step.id, [])
        yield from (Look(ANSWERS, former) for former in formers)
        yield from (Look(PARKED, former) for former in formers or [step.id])
        if step.relevance != step.applies:
            yield Look(INVITED)
        if not step.is_said and all(self.old.by_id[former].is_said for former in formers):
            yield from (Look(AT), Look(RESUME))
        for other in {*_looked_at(step), *self._mentions(step)}:
            yield from (Look(ANSWERS, former) for former in self.formers.get(other, []))

    def _mentions(self, step: Step) -> tuple[str, ...]:
        """What a said step is worked out from."""
        return self._question(step).mentions() if step.is_said else ()

    def _question(self, step: Step) -> Question:
        return self.new.source.by_id[step.id]


def is_steady(before: Question, after: Question, renames: Renames) -> bool:
    """Whatever was answered is the same answer still."""
    if before.kind != after.kind or means_otherwise(after, before):
        return False
    if after.is_said:
        return _said_alike(before, after, renames)
    if after.required and not before.required:
        return False
    if getattr(before, "other", False) and not getattr(after, "other", False):
        return False
    if not options_of(after) and not set(before.values()) <= set(after.values()):
        return False
    ids = {option.id for option in options_of(after)}
    if not {option.id for option in options_of(before)} <= ids:
        return False
    return _parts_steady(before, after, renames)


def _said_alike(before: Question, after: Question, renames: Renames) -> bool:
    for name in ("most", "bands"):
        if getattr(before, name, None) != getattr(after, name, None):
            return False
    mentions = tuple(renames.questions.get(name, "") for name in before.mentions())
    return mentions == after.mentions()


def _parts_steady(before: Question, after: Question, renames: Renames) -> bool:
    former = {part.id: part for part in items_of(before)}
    present = {part.id: part for part in items_of(after)}
    same = former.keys() == present.keys()
    return same and all(is_steady(former[name], part, renames) for name, part in present.items())


def _looked_at(step: Step) -> set[str]:
    return {test.question for test in tests_of(step)}


def tests_of(step: Step) -> Iterable[Test]:
    """What it asks of other answers before it is asked."""
    for condition in (step.relevance, step.applies):
        if condition is not None:
            yield from condition.tests()
