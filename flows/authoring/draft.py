"""The files of a flow while somebody changes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flows.run import Written
from flows.source import Path, Source, read_source
from flows.source.rewriting import CannotRewrite, Edit, Put, rewritten
from flows.stamps import read_stamps, stamped
from flows.translation import stamp_of

__all__ = ["CHARTER", "FLOW", "CannotRewrite", "Draft", "found"]

FLOW, CHARTER = "flow.yaml", "charter.yaml"
OVERLAY = re.compile(r"(?P<name>flow|charter)\.(?P<language>[a-z]{2})\.yaml")


@dataclass(frozen=True, slots=True)
class Draft:
    """Each change is another draft."""

    #: text of each file by its name
    sources: Mapping[str, str]

    def data(self, file: str) -> Written:
        """What a file says; nothing when it is not there or cannot be read."""
        source = _read(file, self.sources.get(file, ""))
        return {} if source is None else source.data

    def is_readable(self, file: str = FLOW) -> bool:
        return _read(file, self.sources.get(file, "")) is not None

    def after(self, file: str, *edits: Edit) -> Draft:
        """The same with one file changed. Raises CannotRewrite."""
        if not edits:
            return self
        return Draft({**self.sources, file: rewritten(self.sources.get(file, ""), edits)})

    def put(self, file: str, path: Path, value: Written, *, after: Iterable[str] = ()) -> Draft:
        """A value in its place, with the keys above it that are not there yet.

        Args:
            after: the keys that the first new one follows.
        """
        there = len(path) - 1
        while there and found(self.data(file), path[:there]) is None:
            there -= 1
        for step in reversed(path[there + 1 :]):
            value = {step: value}
        return self.after(file, Put(path[: there + 1], value, tuple(after)))

    def overlays(self, name: str = "flow") -> Iterator[tuple[str, str]]:
        """The other languages that it has, each with its file."""
        for file in sorted(self.sources):
            overlay = OVERLAY.fullmatch(file)
            if overlay and overlay["name"] == name:
                yield overlay["language"], file

    def stamp(self, file: str, sources: Mapping[str, str]) -> Draft:
        """Note from which text of the source some texts of an overlay were translated.

        Args:
            sources: by the name of a text, in an overlay written in full.
        """
        source = _read(file, self.sources.get(file, ""))
        if source is None or not sources:
            return self
        stamps, wrong = read_stamps(source)
        if wrong:
            return self
        noted = {**stamps, **{name: stamp_of(text) for name, text in sources.items()}}
        return Draft({**self.sources, file: stamped(self.sources[file], noted)})


def found(data: Written, path: Path) -> Written:
    """What stands in one place of some data; none when nothing does."""
    for step in path:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return None
    return data


@lru_cache(maxsize=32)
def _read(file: str, text: str) -> Source | None:
    source = read_source(text.encode(errors="replace"), file=file)
    return source if isinstance(source, Source) else None
