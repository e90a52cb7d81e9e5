"""What was filled in: words cleaned of what nobody means to send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flows.wording.clean import clean

__all__ = [
    "FILE_LARGEST",
    "LARGEST",
    "MOST_FIELDS",
    "Form",
    "SentFile",
    "TooLarge",
    "Unreadable",
    "read_form",
]

#: bytes of a form: some long texts, each letter of them written as nine
LARGEST = 1_000_000
#: bytes of a form with a whole file in it: the longest that a flow may have, as forms write it
FILE_LARGEST = 4_000_000
MOST_FIELDS = 200
#: what stands before the name of a field, in the one that says under which name it is kept
TYPED = "typed."
#: the same for the text of a file, of which every space counts
TYPED_FILE = "typed_file."


class Unreadable(Exception):
    """It is no form."""


class TooLarge(Exception):
    """More was sent than any form of ours holds."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """One that a browser sent, under the name that it has there."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """Fields in their order, each with all that it holds."""

    fields: Mapping[str, tuple[str, ...]]
    files: tuple[SentFile, ...] = ()

    def text(self, name: str) -> str:
        """What was typed, cleaned; empty when there is nothing."""
        return clean(self.raw(name))

    def raw(self, name: str) -> str:
        """As it came: for tokens, never for words."""
        return self.fields.get(name, ("",))[0]

    def file(self, name: str) -> str:
        """The text of a file, to the letter: only its line ends and its mark are ours to choose."""
        text = self.raw(name).replace("\r\n", "\n").replace("\r", "\n")
        return text.removeprefix("\ufeff")

    def chosen(self, name: str) -> tuple[str, ...]:
        """All that was ticked."""
        return self.fields.get(name, ())

    def typed(self) -> Iterator[tuple[str, str]]:
        """Texts that are kept while they are typed: under which name, and what stands there."""
        for name in self.fields:
            if name.startswith(TYPED):
                yield self.raw(name), self.text(name.removeprefix(TYPED))
            elif name.startswith(TYPED_FILE):
                yield self.raw(name), self.file(name.removeprefix(TYPED_FILE))


def read_form(body: bytes) -> Form:
    """Raises Unreadable."""
    try:
        pairs = parse_qsl(
            body.decode(),
            keep_blank_values=True,
            strict_parsing=bool(body),
            max_num_fields=MOST_FIELDS,
            errors="strict",
        )
    except ValueError as error:
        raise Unreadable from error
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    return Form(fields)
