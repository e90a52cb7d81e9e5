"""The texts of one language of a working copy, laid out beside their source, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from charter.translating.lines import Leaf, Line, Lines, State
from charter.translating.phrases import phrases_in
from charter.translating.places import group_words, where
from charter.translating.telling import told_in_words
from charter.translating.writing import Key, Trouble
from storage.repositories import working_copies
from storage.repositories.working_copies import WorkingCopy
from storage.stores import WriteStore
from web.asked import Asked

__all__ = ["PAGE", "SHOWS", "Group", "Pair", "Shown", "keep", "mark", "shown_lines"]

#: texts on a page: each has four fields, and a form has at most 200
PAGE = 30
#: what may be shown, with the states that it holds; what is still open comes first
SHOWS: Mapping[str, tuple[State, ...]] = {
    "open": (State.MISSING, State.STALE),
    "missing": (State.MISSING,),
    "stale": (State.STALE,),
    "all": tuple(State),
}
#: characters on a line of a text area, to make it as high as its text
WIDTH = 52


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation."""

    line: Line
    where: str
    said: str
    mark: str
    rows: int
    problem: str = ""
    #: what stands there now, when somebody wrote it while this was typed
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A stage, a clause or the beginning of a file, with what is open in it."""

    key: str
    title: str
    counts: Counter[State]

    @property
    def open(self) -> int:
        return self.counts[State.MISSING] + self.counts[State.STALE]


@dataclass(frozen=True, slots=True)
class Shown:
    show: str
    group: str
    #: number of the first text on the page, from 0
    begin: int
    total: int
    pairs: tuple[Pair, ...]
    groups: Mapping[str, tuple[Group, ...]]

    @property
    def before(self) -> int | None:
        return max(self.begin - PAGE, 0) if self.begin else None

    @property
    def after(self) -> int | None:
        return self.begin + PAGE if self.begin + PAGE < self.total else None


def shown_lines(
    asked: Asked,
    lines: Lines,
    typed: Mapping[Key, str],
    troubles: Mapping[Key, Trouble | None],
) -> Shown:
    """What the page shows, from what follows « ? » in its address; what was not taken comes first.

    Args:
        typed: what stands in the fields instead of what is stored.
        troubles: why each of these was not taken; none where somebody else wrote there meanwhile.
    """
    show = asked.query.get("show", "")
    show = show if show in SHOWS else "open"
    group = asked.query.get("group", "")
    found = [
        (leaf, line)
        for leaf in lines.leaves
        for line in leaf.lines
        if line.key in typed
        or (line.state in SHOWS[show] and group in ("", f"{leaf.name}:{line.group}"))
    ]
    found.sort(key=lambda each: each[1].key not in typed)
    begun = asked.query.get("at", "")
    begin = int(begun) if begun.isdecimal() and len(begun) < 6 else 0  # noqa: PLR2004
    begin = begin if begin < len(found) and not typed else 0
    page = found[begin : begin + PAGE]
    pairs = tuple(_pair(asked, leaf, line, typed, troubles) for leaf, line in page)
    groups = {leaf.name: tuple(_groups(asked, leaf)) for leaf in lines.leaves}
    return Shown(show, group, begin, len(found), pairs, groups)


def mark(line: Line) -> str:
    """What is recognised later: the text and its translation as somebody sees them."""
    both = f"{line.translation.source}\0{line.translation.said}"
    return sha256(both.encode(errors="replace")).hexdigest()[:12]


def keep(
    asked: Asked, store: WriteStore, copy: WorkingCopy, files: Mapping[str, bytes]
) -> tuple[str, ...]:
    """Store what is new in these files, and say which they are. Raises Overtaken."""
    sources = {name: content.decode() for name, content in files.items()}
    new = tuple(file for file, text in sources.items() if copy.sources.get(file) != text)
    if new:
        working_copies.change(store, copy, sources, by=asked.who.person.id, now=asked.now)
    return new


def _pair(
    asked: Asked,
    leaf: Leaf,
    line: Line,
    typed: Mapping[Key, str],
    troubles: Mapping[Key, Trouble | None],
) -> Pair:
    source, said = line.translation.source, typed.get(line.key, line.translation.said)
    trouble = troubles.get(line.key)
    is_overtaken = line.key in troubles and trouble is None
    return Pair(
        line,
        where(leaf.source, line.translation.at.source, phrases_in(asked.language)),
        said,
        mark(line),
        max(_rows(source), _rows(said)),
        told_in_words(trouble, asked.language) if trouble else "",
        line.translation.said if is_overtaken else "",
    )


def _groups(asked: Asked, leaf: Leaf) -> Iterator[Group]:
    phrases = phrases_in(asked.language)
    found: dict[str, list[Line]] = {}
    for line in leaf.lines:
        found.setdefault(line.group, []).append(line)
    for name, held in found.items():
        title = group_words(leaf.source, held[0].translation.at.source, phrases)
        yield Group(f"{leaf.name}:{name}", title, Counter(line.state for line in held))


def _rows(text: str) -> int:
    lines: Sequence[str] = text.split("\n")
    return sum(1 + len(line) // WIDTH for line in lines)
