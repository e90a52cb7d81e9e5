"""A story added at the end of a file of stories; what stands there stays as it is."""

from __future__ import annotations

import re
from typing import Any

import yaml

from flows.stories import Story

__all__ = ["NEW_FILE", "with_story"]

#: where there is no file yet
NEW_FILE = "format: 1\n\nstories:\n"
#: columns of a line: longer ones are hard to compare
WIDTH = 100
#: an entry of the list of stories, with what stands before its dash
ENTRY = re.compile(r"^( *)-(?: +)story *:", re.MULTILINE)
#: a key of the file itself, or the mark of its end
TOP = re.compile(r"^(?:[^\s#-][^:\n]*:|\.\.\.)", re.MULTILINE)
#: the list between brackets, or with nothing in it
INLINE = re.compile(r"^stories *: *[^\s#]", re.MULTILINE)


#: a name that needs no quotes
PLAIN = re.compile(r"[a-z][a-z0-9_]*")
#: words that some reader of YAML takes for something else
NOT_PLAIN = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
#: letters of a text that still stands beside its key
SHORT = 70


class _Dumper(yaml.SafeDumper):
    """Says everything where it stands, as files of flows have it."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002  as the base has it
        del indentless
        super().increase_indent(flow, indentless=False)


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Names as they are, short texts between quotes, longer ones below their key."""
    style = "" if _is_plain(text) else "|" if "\n" in text else ">" if len(text) > SHORT else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style or None)


def _list(dumper: _Dumper, entries: list[Any]) -> yaml.SequenceNode:
    """Names stand in one line."""
    names = all(isinstance(entry, str) and _is_plain(entry) for entry in entries)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", entries, flow_style=names)


def _is_plain(text: str) -> bool:
    return bool(PLAIN.fullmatch(text)) and text not in NOT_PLAIN


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def with_story(text: str, story: Story) -> str | None:
    """The file with one story more, after the last; none when its list is not written line by line,
    so that nothing can be put into it without writing it anew.
    """
    head = re.search(r"^stories *:", text, re.MULTILINE)
    if head is None or INLINE.search(text):
        return None
    entries = list(ENTRY.finditer(text, head.end()))
    indent = entries[-1][1] if entries else "  "
    end = _end(text, entries[-1].end() if entries else head.end())
    before, after = text[:end].rstrip("\n"), text[end:]
    block = "\n".join(f"{indent}{line}" if line else "" for line in _lines(story))
    return f"{before}\n\n{block}\n" + (f"\n{after}" if after.strip() else after.lstrip("\n"))


def _end(text: str, start: int) -> int:
    """Where the list ends: before the next key of the file and its remarks, or with it."""
    found = TOP.search(text, start)
    if found is None:
        return len(text)
    end = found.start()
    while (line := text.rfind("\n", 0, end - 1) + 1) > start and text[line : line + 1] in {
        "#",
        "\n",
    }:
        end = line
    return end


def _lines(story: Story) -> list[str]:
    said = _said(story)
    written = yaml.dump(
        [said],
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=WIDTH,
    )
    return [line.rstrip() for line in written.split("\n")[:-1]]


def _said(story: Story) -> dict[str, Any]:
    """What of it is not as it would be anyway; the language always."""
    found = story.model_dump(mode="json", exclude_defaults=True)
    ordered = {"story": found.pop("story"), "title": found.pop("title"), "language": story.language}
    return {**ordered, **{name: value for name, value in found.items() if name != "language"}}
