"""What a file says, and the line where it says each thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.issue import Issue, Severity
from flows.run import Written

__all__ = ["Path", "Source", "brief"]

#: keys and places in lists, from the top of a file down to one thing
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that could be read."""

    file: str
    data: Mapping[str, Written]
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of a thing, or of what it would be in; 0 for the whole file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def at(self, path: Path) -> Written:
        """What is written in one place; none when nothing is."""
        found: Written = self.data
        for step in path:
            try:
                found = found[step]
            except (LookupError, TypeError):
                return None
        return found

    def name(self, path: Path) -> str:
        """A place as people say it: by the id of a thing rather than by its number in a list."""
        return ".".join(self._names(path))

    def issue(
        self,
        code: str,
        path: Path = (),
        params: Mapping[str, object] | None = None,
        *,
        severity: Severity = Severity.ERROR,
    ) -> Issue:
        """A trouble in one place of this file; what is not known of it is not said."""
        known = {name: value for name, value in (params or {}).items() if value not in ("", None)}
        said = {name: brief(value) for name, value in known.items()}
        return Issue(self.file, self.line(path), code, self.name(path), said, severity)

    def advice(self, code: str, path: Path, params: Mapping[str, object] | None = None) -> Issue:
        """What would serve people better in one place of this file."""
        return self.issue(code, path, params, severity=Severity.ADVICE)

    def _names(self, path: Path) -> Iterator[str]:
        for depth, step in enumerate(path):
            if isinstance(step, str):
                yield step
            else:
                yield _id_in(self.at(path[: depth + 1]), str(path[depth - 1])) or str(step + 1)


def brief(written: Written) -> str:
    """A value as an author would point at it."""
    match written:
        case bool():
            return str(written).lower()
        case dict():
            return "{…}"
        case list():
            return "[…]"
        case _:
            return str(written)


def _id_in(item: Written, name: str) -> str:
    """The id of a thing in a list, written under `id` or under what the list is a list of."""
    if not isinstance(item, dict):
        return ""
    one = f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
    found = item.get("id", item.get(one))
    return found if isinstance(found, str) else ""
