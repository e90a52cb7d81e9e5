"""Sets text as a printer of that language would, and leaves alone what is right already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from flows.wording.languages import language_named
from flows.wording.languages.language import Typography

# Stands for what must not change: addresses, and itself.
_KEPT: Final = "\ufffc"
_UNTOUCHED = re.compile(
    r"(?:[a-zA-Z][a-zA-Z0-9+.-]{1,20}://|www\.)[^\s<>\"«»]*[^\s<>\"«».,;:!?…'’)\]]"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|&#?\w{1,10};"
    rf"|{_KEPT}"
)
_ELLIPSIS = re.compile(r"(?<![./\\])\.{3,}(?![./\\])")
# Not beside the no-break spaces, some of which are set after it.
_DASH = re.compile(r"(?<=[ \n])--(?=[ \n])|(?<=\w)--(?=\w)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[\w\"«“\ufffc])")
_ANY_APOSTROPHE = re.compile(r"(?<=[\w.,!?…])'|'(?=\d)")
_OPENING_SINGLE = re.compile(r"(?<![\w'])'(?=[^\W\d_])")
_GUILLEMET_OPENS = re.compile(r"«[ ]*(?=[^\s»])")
_GUILLEMET_CLOSES = re.compile(r"(?<=[^\s«])[ ]*»")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3}){1,6}(?=[\s]?(?:[%‰€$£]|[kM]€|euros?\b))")
_UNIT = re.compile(r"(?<=\d)[ ]*(?=(?:[%‰€]|[kM]€)(?!\w))")
# A mark is set only where a word or a sentence ends, so that "a:b" and ":)" stay as they are.
_MARKS = {
    ":": re.compile(r"(?<=[^\s:;!?(\[«“])[ ]*(?=:(?:\s|$|[»”]))", re.MULTILINE),
    ";": re.compile(r"(?<=[^\s:;!?(\[«“])[ ]*(?=;(?:\s|$|[»”]))", re.MULTILINE),
    "!": re.compile(r"(?<=[^\s;!?(\[«“¿¡])[ ]*(?=![!?]{0,9}(?:[\s)\]»”’\"…,.]|$))", re.MULTILINE),
    "?": re.compile(r"(?<=[^\s;!?(\[«“¿¡])[ ]*(?=\?[!?]{0,9}(?:[\s)\]»”’\"…,.]|$))", re.MULTILINE),
}


def typeset(text: str, language: str) -> str:
    style = language_named(language).typography
    kept = _UNTOUCHED.findall(text)
    text = _UNTOUCHED.sub(_KEPT, text)
    text = _DASH.sub("–", _ELLIPSIS.sub("…", text))
    text = _APOSTROPHE.sub("’", text)
    if style.curls_single_quotes:
        text = _OPENING_SINGLE.sub("‘", _ANY_APOSTROPHE.sub("’", text))
    text = "\n".join(_quoted(line, style) for line in text.split("\n"))
    text = _spaced(text, style)
    return _restored(text, iter(kept))


def _quoted(line: str, style: Typography) -> str:
    """Curls the straight quotes of a line when they go in pairs; 24" stays as it is."""
    parts = line.split('"')
    if len(parts) == 1 or len(parts) % 2 == 0 or not _are_pairs(parts):
        return line
    quoted = [parts[0]]
    depth = _depth(parts[0])
    for inside, after in zip(parts[1::2], parts[2::2], strict=True):
        outer = (style.open_quote, style.close_quote)
        opening, closing = style.inner_quotes if depth > 0 else outer
        quoted += [opening, inside.strip(" "), closing, after]
        depth += _depth(inside) + _depth(after)
    return "".join(quoted)


def _depth(text: str) -> int:
    return text.count("«") - text.count("»")


def _are_pairs(parts: list[str]) -> bool:
    before, inside, after = parts[:-1:2], parts[1::2], parts[2::2]
    return (
        all(part.strip() for part in inside)
        and not any(part[-1:].isalnum() for part in before)
        and not any(part[:1].isalnum() for part in after)
    )


def _spaced(text: str, style: Typography) -> str:
    if style.space_inside_guillemets:
        text = _GUILLEMET_OPENS.sub(f"«{style.space_inside_guillemets}", text)
        text = _GUILLEMET_CLOSES.sub(f"{style.space_inside_guillemets}»", text)
    if style.space_before_unit:
        text = _THOUSANDS.sub(lambda n: n[0].replace(" ", style.thousands_mark), text)
        text = _UNIT.sub(style.space_before_unit, text)
    for mark, space in style.space_before.items():
        text = _MARKS[mark].sub(space, text)
    return text


def _restored(text: str, kept: Iterator[str]) -> str:
    return re.sub(_KEPT, lambda _: next(kept), text)
