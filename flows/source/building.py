"""Data from the events of the YAML parser, in one pass that cannot be made to nest too deep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from flows.run import Written
from flows.source.data import Path
from flows.source.scalars import read_scalar
from flows.source.syntax import explain
from flows.source.text import Unreadable

__all__ = ["build"]

#: the parser in C composes nested brackets by recursion, and takes the process with it: events
#: do not, and so deep a file is a mistake or an attack
DEPTH_AT_MOST = 24
#: ten times the flow that we ship
NODES_AT_MOST = 100_000

FAST: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
#: a whole value between the quotes that a word processor puts
SMART_QUOTED = re.compile(r"[“”„‘’][^“”„‘’]*[“”‘’]")


def build(text: str) -> tuple[dict[str, Written], dict[Path, int], list[Unreadable]]:
    """The data of a file, the line of each thing in it, and the slips that can be gathered.

    Raises:
        Unreadable: there is no going on after what was found.
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=FAST):
            builder.take(event)
    except yaml.YAMLError as error:
        raise explain(_plainly(text, error), text) from error
    if builder.documents == 0:
        raise Unreadable("empty_file", 0)
    if not isinstance(builder.data, dict):
        raise Unreadable("not_a_mapping", 1)
    return builder.data, builder.lines, builder.slips


def _plainly(text: str, error: yaml.YAMLError) -> yaml.YAMLError:
    """The error as the parser in Python says it, which tells more about where."""
    try:
        for _ in yaml.parse(text, Loader=yaml.BaseLoader):
            pass
    except yaml.YAMLError as told:
        return told
    return error


@dataclass(slots=True)
class _Open:
    """A mapping or a list whose end has not come yet."""

    value: Any
    path: Path
    #: it is between braces or brackets
    is_inline: bool
    #: the key that waits for its value
    key: str | None = None


class _Builder:
    """Takes the events of one file, one after the other."""

    def __init__(self) -> None:
        self.data: Written = None
        self.lines: dict[Path, int] = {}
        self.slips: list[Unreadable] = []
        self.documents = 0
        self._open: list[_Open] = []
        self._nodes = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._node(event, _line(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise Unreadable("several_documents", _line(event))

    def _node(self, event: yaml.NodeEvent, line: int) -> None:
        _refuse(event, line)
        self._nodes += 1
        if self._nodes > NODES_AT_MOST:
            raise Unreadable("too_many_things", line, {"at_most": str(NODES_AT_MOST)})
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event, line)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        value = event.value if event.style else read_scalar(event.value)
        top = self._open[-1] if self._open else None
        if top is not None and top.key is None and isinstance(top.value, dict):
            self._key(top, value, line)
            return
        if not event.style and isinstance(value, str):
            self._plain(value, line, is_inline=top is not None and top.is_inline)
        self._put(value, line)

    def _plain(self, value: str, line: int, *, is_inline: bool) -> None:
        """Refuse in a text without quotes what was meant, or will be read, as a mark of YAML."""
        if SMART_QUOTED.fullmatch(value):
            self.slips.append(Unreadable("smart_quotes", line))
        if is_inline and value.endswith("?"):
            raise Unreadable("question_mark_in_braces", line)

    def _key(self, top: _Open, key: Written, line: int) -> None:
        if not isinstance(key, str):
            self.slips.append(Unreadable("key_not_text", line, {"key": _written(key)}))
            key = _written(key)
        elif key in top.value:
            first = str(self.lines[(*top.path, key)])
            self.slips.append(Unreadable("duplicate_key", line, {"key": key, "first": first}))
        top.key = key
        self.lines[(*top.path, key)] = line

    def _begin(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if len(self._open) == DEPTH_AT_MOST:
            raise Unreadable("too_deep", line, {"at_most": str(DEPTH_AT_MOST)})
        value: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        is_inline = bool(event.flow_style)
        self._open.append(_Open(value, self._put(value, line), is_inline))

    def _put(self, value: Written, line: int) -> Path:
        """Put a value where it belongs, and say where that is."""
        if not self._open:
            self.data = value
            return ()
        top = self._open[-1]
        if isinstance(top.value, list):
            path = (*top.path, len(top.value))
            top.value.append(value)
            self.lines[path] = line
            return path
        if top.key is None:
            raise Unreadable("key_not_text", line, {"key": "{ }" if value == {} else "[ ]"})
        path, top.key = (*top.path, top.key), None
        top.value[path[-1]] = value
        return path


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _refuse(event: yaml.NodeEvent, line: int) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise Unreadable("alias", line, {"written": f"*{event.anchor}"})
    if event.anchor:
        raise Unreadable("anchor", line, {"written": f"&{event.anchor}"})
    tag = event.tag  # type: ignore[attr-defined]  # every node that is no alias has one
    if tag:
        raise Unreadable("tag", line, {"written": str(tag).replace("tag:yaml.org,2002:", "!!")})


def _written(key: Written) -> str:
    return {"True": "true", "False": "false", "None": "~"}.get(str(key), str(key))
