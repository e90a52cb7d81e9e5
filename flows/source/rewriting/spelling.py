"""Values as a careful author writes them: plain where that is safe, else quoted or in a block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.run import Written
from flows.source.rewriting.folding import GAP, WIDTH, folded
from flows.source.scalars import read_scalar

__all__ = ["Spelled", "Style", "spell", "spell_entry", "spell_inline", "spell_item"]

#: one step of indentation
STEP = 2
QUOTES = ("'", '"')
BLOCKS = (">", "|")
#: what YAML reads as a mark where a value begins
MARKS = "-?:,[]{}#&*!|>'\"%@`<=~"
#: what ends a value without quotes, or is read as the beginning of a remark
BREAKS = re.compile(r":(?= |$)| #|\n|\t")
INLINE_BREAKS = re.compile(r"[,\[\]{}]|\?$")
SMART = re.compile(r"[“”„‘’]")
#: what no one sees, besides the end of a line
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
#: a word that needs no second look: an id, or `2 days`
SMALL = re.compile(r"[a-z0-9_]+( [a-z0-9_]+)?")
#: letters of a collection that stands on the line of its key
INLINE_AT_MOST = 80
#: the last letter that two digits say
LATIN = 0xFF
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Style:
    """How the former value was written: where that was a choice, the next one is written alike."""

    #: empty, a quote, `>` or `|`; of a collection `{` on one line, `-` on several
    mark: str
    value: Written = None
    #: lines of its block, without their indentation
    lines: tuple[str, ...] = ()
    #: column of these lines; none when it was no block
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class Spelled:
    """A value: what stands on the line where it begins, and the lines below."""

    head: str
    body: tuple[str, ...] = ()


def spell(value: Written, *, indent: int, column: int, style: Style | None = None) -> Spelled:
    """A value under a key or a dash.

    Args:
        indent: column of that key or dash.
        column: where the value begins.
        style: of the value that it takes the place of.
    """
    if isinstance(value, str):
        return _spell_text(value, indent=indent, column=column, style=style)
    if not isinstance(value, (dict, list)) or not value or _is_inline(value, column, style):
        return Spelled(spell_inline(value))
    return Spelled("", tuple(_lines(value, indent + STEP)))


def _is_inline(value: Written, column: int, style: Style | None) -> bool:
    """On one line: as it was, where another was to be expected; else when it is small."""
    is_small = _is_small(value)
    if style is None or style.mark not in ("{", "-"):
        return is_small
    was_inline = style.mark == "{"
    is_choice = bool(style.value) and was_inline != _is_small(style.value)
    if not is_choice:
        return is_small
    return was_inline and column + len(spell_inline(value)) <= WIDTH


def spell_entry(key: str, value: Written, column: int) -> list[str]:
    """The lines of a key with its value."""
    name = spell_inline(key)
    spelled = spell(value, indent=column, column=column + len(name) + 2)
    head = f"{name}: {spelled.head}" if spelled.head else f"{name}:"
    return [" " * column + head, *spelled.body]


def spell_item(value: Written, column: int) -> list[str]:
    """The lines of an item of a list."""
    if isinstance(value, (dict, list)) and value and not _is_small(value):
        first, *rest = _lines(value, column + STEP)
        return [f"{' ' * column}- {first[column + STEP :]}", *rest]
    spelled = spell(value, indent=column, column=column + STEP)
    return [f"{' ' * column}- {spelled.head}", *spelled.body]


def spell_inline(value: Written, mark: str = "") -> str:
    """A value between braces or brackets."""
    match value:
        case str():
            return _plain(value, mark, is_inline=True)
        case dict():
            inside = (f"{spell_inline(key)}: {spell_inline(one)}" for key, one in value.items())
            return f"{{{', '.join(inside)}}}"
        case list():
            return f"[{', '.join(map(spell_inline, value))}]"
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case _:
            return repr(value)


def _lines(value: Mapping[str, Written] | Sequence[Written], column: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from spell_entry(key, one, column)
    else:
        for one in value:
            yield from spell_item(one, column)


def _is_small(value: Written) -> bool:
    """Nothing for people is in it, and it does not take up much of a line."""
    return len(spell_inline(value)) <= INLINE_AT_MOST and all(map(SMALL.fullmatch, _words(value)))


def _words(value: Written) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _words(one)
        case list():
            for one in value:
                yield from _words(one)
        case _:
            pass


def _spell_text(text: str, *, indent: int, column: int, style: Style | None) -> Spelled:
    mark = _mark(text, indent=indent, column=column, style=style)
    for block in dict.fromkeys((mark, "|" if "\n" in text else mark)):
        if block in BLOCKS and _holds(block, text):
            return _block(block, text, indent, style)
    return Spelled(_plain(text, mark))


def _mark(text: str, *, indent: int, column: int, style: Style | None) -> str:
    """How a text is written: as the former one where that was a choice, or as it has to be."""
    needed = _needed(text, indent, column)
    if style is None or not isinstance(style.value, str):
        return needed
    was_needed = _needed(style.value, indent, column)
    if style.mark in BLOCKS:
        keeps = needed in BLOCKS or was_needed not in BLOCKS
    elif style.mark in QUOTES:
        keeps = needed in QUOTES or (was_needed not in QUOTES and needed not in BLOCKS)
    else:
        keeps = False
    return style.mark if keeps else needed


def _needed(text: str, indent: int, column: int) -> str:
    """What a text asks for where nothing was before: quotes, a block, or nothing."""
    if "\n" in text:
        fits = all(indent + STEP + len(line) <= WIDTH for line in text.split("\n"))
        return "|" if fits else ">"
    line = _plain(text, "")
    if column + len(line) > WIDTH and GAP.search(text):
        return ">"
    return "" if line == text else '"'


def _holds(block: str, text: str) -> bool:
    """Whether a block gives back that text, and nothing of it is hidden at the end of a line."""
    lines = text.removesuffix("\n").split("\n")
    if UNSEEN.search(text) or "\t" in text or not lines[-1] or lines[0][:1] in ("", " "):
        return False
    starts = " " if block == ">" else ""
    return not any(line.endswith(" ") or line[:1] == (starts or None) for line in lines)


def _block(block: str, text: str, indent: int, style: Style | None) -> Spelled:
    column = style.indent if style and style.indent is not None else indent + STEP
    head = block if text.endswith("\n") else f"{block}-"
    said = text.removesuffix("\n")
    before = style.lines if style and style.mark == ">" else ()
    lines = folded(said, indent=column, before=before) if block == ">" else said.split("\n")
    return Spelled(head, tuple(" " * column + line if line else "" for line in lines))


def _plain(text: str, mark: str, *, is_inline: bool = False) -> str:
    """On one line, with the quotes that it had, or none where none are needed."""
    if mark == "'" and not UNSEEN.search(text) and "\n" not in text and "\t" not in text:
        return f"'{text.replace(chr(39), chr(39) * 2)}'"
    if mark != '"' and _is_safe(text) and not (is_inline and INLINE_BREAKS.search(text)):
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _is_safe(text: str) -> bool:
    """Whether it is read as itself without quotes."""
    if not text or text[0] in MARKS or text != text.strip() or text.startswith("..."):
        return False
    if BREAKS.search(text) or UNSEEN.search(text) or SMART.match(text):
        return False
    return isinstance(read_scalar(text), str)


def _escaped(letter: str) -> str:
    if letter in ESCAPES:
        return ESCAPES[letter]
    if not UNSEEN.match(letter):
        return letter
    return f"\\x{ord(letter):02x}" if ord(letter) <= LATIN else f"\\u{ord(letter):04x}"
