"""A walk that a page carries: the replies so far, written short, signed, and read back."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from flows.rehearsing import Line
from flows.replies import Finished, Kept, Picked, Reply, Revised, Said, Skipped, WentBack
from flows.run import Place
from web.signing import Seal

__all__ = ["LONGEST", "Carried", "TooLong", "carried", "written"]

#: characters of it: a form holds three of them
LONGEST = 200_000
#: replies without words, by what they are written as
PLAIN: dict[str, Reply] = {"x": Skipped(), "k": Kept(), "b": WentBack(), "f": Finished()}
LETTERS = {type(reply): letter for letter, reply in PLAIN.items()}


class TooLong(Exception):
    """More was said than a page can carry."""


@dataclass(frozen=True, slots=True)
class Carried:
    language: str
    lines: tuple[Line, ...]


def written(seal: Seal, copy: str, language: str, lines: Sequence[Line]) -> str:
    """It serves for that working copy alone. Raises TooLong."""
    data = [language, [[line.place, *_letters(line.reply)] for line in lines]]
    packed = zlib.compress(json.dumps(data, ensure_ascii=False).encode(errors="replace"), 9)
    signed = seal.sign(_purpose(copy), urlsafe_b64encode(packed).decode())
    if len(signed) > LONGEST:
        raise TooLong
    return signed


def carried(seal: Seal, copy: str, signed: str) -> Carried | None:
    """What a page carried; none when we did not write it for that copy."""
    text = seal.opened(_purpose(copy), signed) if len(signed) <= LONGEST else None
    if text is None:
        return None
    language, said = json.loads(zlib.decompress(urlsafe_b64decode(text)))
    return Carried(language, tuple(Line(place, _reply(*reply)) for place, *reply in said))


def _purpose(copy: str) -> str:
    return f"try {copy}"


def _letters(reply: Reply) -> list[Any]:
    match reply:
        case Said(text):
            return ["s", text]
        case Picked(choices):
            return ["p", *choices]
        case Revised(place):
            return ["r", str(place)]
        case Skipped() | Kept() | WentBack() | Finished():
            return [LETTERS[type(reply)]]
        case _:
            assert_never(reply)


def _reply(letter: str, *said: str) -> Reply:
    match letter:
        case "s":
            return Said(*said)
        case "p":
            return Picked(said)
        case "r":
            return Revised(Place.read(*said))
        case _:
            return PLAIN[letter]
