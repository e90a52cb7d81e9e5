"""Files as authors write them: any style, remarks, empty lines, any line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as File
from random import Random

from flows.run import Written
from flows.source import Path
from flows.source.rewriting.spelling import spell_inline

__all__ = ["Author", "excerpt", "places", "said"]

LIBRARY = File("flows/library/alliance")
#: where an item or a key begins
ENTRY = re.compile(r"( {2}| {6})(- )?[a-z_0-9]+:")
WORDS = (
    *("alliance", "besoin", "charte", "« besoin »", "partenaire :", "l’autre", "oui", "no", "on"),
    *("12", "12:30", "true", "~", "#", "-", "?", "{answer}", "[D’ici {by}]", "'un'", '"deux"'),
    *("a:", "b,", "c|d", ">", "é", "😀", "…"),
)
KEYS = ("text", "hint", "when", "options", "label", "id", "warn", "item", "quick", "deux mots")


def said(chance: Random) -> str:
    """A text: short or long, on one line or more."""
    lines = [_line(chance) for _ in range(chance.choice((1, 1, 1, 1, 2, 3)))]
    return chance.choice(("\n", "\n\n")).join(lines)


def _line(chance: Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.choice((1, 2, 3, 8, 40))))


def excerpt(chance: Random) -> str:
    """A stage, a clause or a story of those that we ship, by itself."""
    name = chance.choice(("flow.yaml", "flow.en.yaml", "charter.yaml", "stories.yaml"))
    lines = (LIBRARY / name).read_text().split("\n")
    starts = [n for n, line in enumerate(lines) if ENTRY.match(line)]
    first = chance.choice(starts[:-1])
    end = chance.choice([n for n in starts if first < n < first + 150])
    depth = _depth(lines[first])
    inside: list[str] = []
    for line in lines[first:end]:
        if line.strip() and _depth(line) < depth:
            break
        inside.append(f"  {line[depth:]}" if line.strip() else "")
    return "\n".join(["# d’un fichier livré", "title: Alliance", "things:", *inside, ""])


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class Author:
    """Writes the same data in ways of their own."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def file(self) -> str:
        """A whole file."""
        top = {"title": said(self.chance)} | {key: self.value(3) for key in self._keys()}
        lines = [*self._remarks(0), *self._mapping(top, 0)]
        text = "\n".join(lines) + self.chance.choice(("\n", "", "\n\n", "\n# la fin\n"))
        return self.chance.choice(("", "", "\ufeff")) + text.replace(
            "\n", self.chance.choice(("\n", "\r\n"))
        )

    def value(self, depth: int) -> Written:
        kind = self.chance.choice(("text", "text", "number", "map", "list") if depth else ("text",))
        match kind:
            case "text":
                return said(self.chance)
            case "number":
                return self.chance.choice((0, 12, -3, 1.5, True, False))
            case "map":
                return {key: self.value(depth - 1) for key in self._keys()}
            case _:
                return [self.value(depth - 1) for _ in range(self.chance.randint(1, 3))]

    def _keys(self) -> list[str]:
        return self.chance.sample(KEYS, self.chance.randint(1, 4))

    def _mapping(self, value: Mapping[str, Written], column: int) -> Iterator[str]:
        for key, one in value.items():
            yield from self._remarks(column)
            head, body = self._said(one, column)
            yield f"{' ' * column}{key}:{head}"
            yield from body

    def _list(self, value: Sequence[Written], column: int) -> Iterator[str]:
        for one in value:
            yield from self._remarks(column)
            pad = " " * column
            if isinstance(one, dict) and one and self.chance.random() < 0.7:
                inside = list(self._mapping(one, column + 2))
                while not inside[0].strip() or inside[0].lstrip().startswith("#"):
                    yield from ([inside[0][2:]] if inside[0].strip() else [""])
                    inside.pop(0)
                yield f"{pad}- {inside[0][column + 2 :]}"
                yield from inside[1:]
            else:
                head, body = self._said(one, column)
                yield f"{pad}-{head}"
                yield from body

    def _said(self, value: Written, column: int) -> tuple[str, list[str]]:
        """What follows a key or a dash, and the lines below."""
        remark = self.chance.choice(("", "", "", "  # au bout"))
        if isinstance(value, str):
            return self._text(value, column, remark)
        if not isinstance(value, (dict, list)) or self.chance.random() < 0.3:
            return f" {spell_inline(value)}{remark}", []
        deeper = column + self.chance.choice((2, 2, 4))
        inside = (
            self._mapping(value, deeper) if isinstance(value, dict) else self._list(value, deeper)
        )
        return remark, [*inside, *([f"{' ' * deeper}# après"] if remark else [])]

    def _text(self, text: str, column: int, remark: str) -> tuple[str, list[str]]:
        lines = text.split("\n")
        blocks = ("|-", ">-") if not lines[0].startswith(" ") and lines[-1] else ()
        style = self.chance.choice(("inline", "'", *blocks))
        pad = " " * (column + self.chance.choice((2, 4)))
        match style:
            case "'" if len(lines) == 1:
                return f" '{text.replace(chr(39), chr(39) * 2)}'{remark}", []
            case "|-":
                return f" |-{remark}", [pad + line if line else "" for line in lines]
            case ">-":
                return f" >-{remark}", list(self._folded(lines, pad))
            case _:
                return f" {spell_inline(text)}{remark}", []

    def _folded(self, lines: list[str], pad: str) -> Iterator[str]:
        for number, line in enumerate(lines):
            yield from [""] if number else []
            words, size = line.split(" "), self.chance.choice((3, 9, 50))
            for at in range(0, len(words), size):
                if line:
                    yield pad + " ".join(words[at : at + size])

    def _remarks(self, column: int) -> Iterator[str]:
        if self.chance.random() < 0.2:
            yield ""
        if self.chance.random() < 0.2:
            yield f"{' ' * column}# remarque {self.chance.randint(0, 9)} : « à garder »"


def places(data: Written, path: Path = ()) -> Iterator[tuple[Path, Written]]:
    """Everything in a file, the file first."""
    yield path, data
    if isinstance(data, dict):
        for key, value in data.items():
            yield from places(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from places(value, (*path, number))
