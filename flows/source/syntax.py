"""What is most likely wrong where YAML gives up: it only says what it expected."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from flows.source.text import Unreadable

__all__ = ["explain"]

#: `key: value`, in a list or not
ENTRY = re.compile(r"^(?P<indent>\s*(?:- +)*)(?P<key>[^\s:#][^:]*):(?:\s+(?P<value>.*))?$")
SMART = re.compile(r"^[“”„‘’]")
#: a value that begins with a quote and ends with the same
CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"(?P<rest>.*)'),
    "'": re.compile(r"'(?:[^']|'')*'(?P<rest>.*)"),
}
WORD = re.compile(r"^[a-z_]+$")
#: what the parser found is a bracket, a brace or a comma that nothing opened
STRAY = re.compile(r"found '[\]},]'")
#: how far above an error the quote that was left open may be
LINES_BACK = 40

#: what the parser was busy with, and what it means when it stops there
BUSY = (
    ("quoted scalar", "unclosed_quote"),
    ("an anchor", "anchor"),
    ("an alias", "alias"),
    ("a tag", "tag"),
    ("a block scalar", "text_after_bar"),
    ("a directive", "reserved_character"),
    ("flow mapping", "unclosed_brace"),
    ("flow sequence", "unclosed_bracket"),
)

#: what is quoted of the line, by code
SAID = {
    "reserved_character": ("character",),
    **dict.fromkeys(("anchor", "alias", "tag", "text_after_bar"), ("written",)),
}


def explain(error: yaml.YAMLError, text: str) -> Unreadable:
    """The trouble as an author can mend it, on the line that has to change."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Unreadable("syntax", 1)
    return _Place(error, text.split("\n")).explain()


class _Place:
    """Where the parser gave up, and the lines around."""

    def __init__(self, error: yaml.MarkedYAMLError, lines: list[str]) -> None:
        mark = error.problem_mark
        self.problem = str(error.problem)
        self.context = str(error.context or "")
        self.lines = lines
        self.at = min(mark.line, len(lines) - 1) if mark else 0
        self.column = mark.column if mark else 0
        self.began = error.context_mark.line if error.context_mark else self.at

    def explain(self) -> Unreadable:
        return next(self._causes(), None) or Unreadable("syntax", self.at + 1)

    def _causes(self) -> Iterator[Unreadable]:
        """What it may be, the surest first."""
        if "tag handle" in self.problem:
            yield Unreadable("tag", self.at + 1, {"written": _value(self.lines[self.at])})
        if "escape" in self.problem:
            written = self.lines[self.at][self.column - 1 : self.column + 1]
            yield Unreadable("bad_escape", self.at + 1, {"written": written})
        yield from self._smart_quotes()
        if "cannot start any token" in self.problem:
            yield self._reserved()
        if "expected '<document start>'" in self.problem:
            ended = "..." in self.lines[: self.at]
            yield Unreadable("several_documents" if ended else "bad_indentation", self.at + 1)
        yield from self._busy()
        if "mapping values" in self.problem:
            yield self._second_colon()
        if "could not find expected ':'" in self.problem:
            yield self._no_colon()
        if "sequence entries" in self.problem:
            yield Unreadable("dash_after_key", self.at + 1)
        yield from self._quotes()
        yield from self._after_braces()
        if "expected <block end>" in self.problem and not STRAY.search(self.problem):
            yield Unreadable("bad_indentation", self.at + 1)

    def _smart_quotes(self) -> Iterator[Unreadable]:
        if SMART.match(_value(self.lines[self.at])):
            yield Unreadable("smart_quotes", self.at + 1)

    def _reserved(self) -> Unreadable:
        character = self.lines[self.at][self.column : self.column + 1]
        return Unreadable("reserved_character", self.at + 1, {"character": character})

    def _busy(self) -> Iterator[Unreadable]:
        if "got '?'" in self.problem:
            yield Unreadable("question_mark_in_braces", self.at + 1)
        for busy, code in BUSY:
            if busy in self.context:
                line = self.lines[self.began]
                params = {"character": "%", "written": _value(line).split(" ")[0]}
                said = {name: value for name, value in params.items() if name in SAID.get(code, ())}
                yield Unreadable(code, self.began + 1, said)

    def _second_colon(self) -> Unreadable:
        """A colon in a text without quotes, or a key too far to the right."""
        entry = ENTRY.match(self.lines[self.at])
        above = ENTRY.match(next((line for line in reversed(self.lines[: self.at]) if line), ""))
        first = entry is not None and self.column == entry.end("key")
        deeper = entry and above and len(entry["indent"]) > len(above["indent"])
        if first and deeper and above and above["value"] and entry and WORD.match(entry["key"]):
            return Unreadable("bad_indentation", self.at + 1)
        return Unreadable("colon_in_text", self.at + 1)

    def _no_colon(self) -> Unreadable:
        line = self.lines[self.began]
        written = line.strip().removeprefix("- ").split(" ")[0]
        key, colon, _ = written.partition(":")
        code = "colon_without_space" if colon else "colon_missing"
        return Unreadable(code, self.began + 1, {"key": key})

    def _quotes(self) -> Iterator[Unreadable]:
        """A quote in the middle of a quoted text, or one that was never closed above."""
        value = _value(self.lines[self.at])
        closed = CLOSED[value[0]].match(value) if value[:1] in CLOSED else None
        if closed and closed["rest"].strip():
            yield Unreadable("text_after_quote", self.at + 1, {"quote": value[0]})
        for number in range(self.at - 1, max(self.at - LINES_BACK, -1), -1):
            value = _value(self.lines[number])
            quote = value[:1]
            if quote in CLOSED and not CLOSED[quote].match(value):
                if quote in self.lines[self.at][: self.column]:
                    yield Unreadable("unclosed_quote", number + 1)
                return

    def _after_braces(self) -> Iterator[Unreadable]:
        value = _value(self.lines[self.at])
        if value[:1] in ("{", "[") and "expected <block end>" in self.problem:
            yield Unreadable("text_after_brace", self.at + 1, {"written": value[:1]})


def _value(line: str) -> str:
    """What stands after the key, or after the dash."""
    entry = ENTRY.match(line)
    return ((entry["value"] if entry else line.strip().removeprefix("- ")) or "").strip()
