"""Sentences with room for answers: `{id}` is one, and `[…]` goes when one in it is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Filled", "Template", "TemplateError", "fill", "pieces"]

TOKEN = re.compile(r"\[\[|\]\]|\{\{|\}\}|\[|\]|\{([^{}]*)\}|\{|\}|[^\[\]{}]+")
PLACEHOLDER = re.compile(r"^[a-z][a-z0-9_]*(?:\.first\.[a-z][a-z0-9_]*)?$")
#: a doubled mark stands for itself
LITERAL = {"[[": "[", "]]": "]", "{{": "{", "}}": "}"}


class TemplateError(ValueError):
    """A sentence whose brackets or braces do not match."""

    def __init__(self, code: str, near: str) -> None:
        super().__init__(f"{code}: {near}")
        self.code = code
        self.near = near


@dataclass(frozen=True, slots=True)
class Filled:
    """A run of text of a filled sentence, and the placeholder it came from, if any."""

    text: str
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence read once: runs of standard text, placeholders, and optional groups of both."""

    parts: tuple[Filled | Template, ...]

    @staticmethod
    @lru_cache(maxsize=4096)
    def read(text: str) -> Template:
        """The sentence that a file says.

        Raises:
            TemplateError: a bracket or brace is alone, or a placeholder is not an id.
        """
        tokens = list(TOKEN.finditer(text))
        template, rest = _read(tokens, 0, inside=False)
        if rest < len(tokens):
            raise TemplateError("bracket_alone", tokens[rest][0])
        return template

    def placeholders(self) -> Iterator[tuple[str, bool]]:
        """Each placeholder, and whether the sentence can do without it."""
        for part in self.parts:
            if isinstance(part, Template):
                yield from ((name, True) for name, _ in part.placeholders())
            elif part.placeholder:
                yield part.placeholder, False


def _read(tokens: Sequence[re.Match[str]], at: int, *, inside: bool) -> tuple[Template, int]:
    parts: list[Filled | Template] = []
    while at < len(tokens):
        token = tokens[at]
        if token[0] == "[":
            group, at = _read(tokens, at + 1, inside=True)
            if at == len(tokens):
                raise TemplateError("bracket_alone", "[")
            parts.append(group)
        elif token[0] == "]":
            if not inside:
                raise TemplateError("bracket_alone", "]")
            return Template(tuple(parts)), at
        else:
            parts.append(_run(token))
        at += 1
    return Template(tuple(parts)), at


def _run(token: re.Match[str]) -> Filled:
    text = token[0]
    if token[1] is not None:
        if not PLACEHOLDER.match(token[1]):
            raise TemplateError("placeholder_shape", text)
        return Filled("", token[1])
    if text in ("{", "}"):
        raise TemplateError("brace_alone", text)
    return Filled(LITERAL.get(text, text))


def pieces(template: Template, shown: Mapping[str, str]) -> tuple[Filled, ...] | None:
    """The sentence with the answers in it; none when it lacks one that it cannot do without."""
    found: list[Filled] = []
    for part in template.parts:
        if isinstance(part, Template):
            found.extend(pieces(part, shown) or ())
        elif not part.placeholder:
            found.append(part)
        elif shown.get(part.placeholder):
            found.append(Filled(shown[part.placeholder], part.placeholder))
        else:
            return None
    return tuple(found)


def fill(template: Template, shown: Mapping[str, str]) -> str:
    """The sentence as plain text; empty when it lacks an answer that it cannot do without."""
    return "".join(piece.text for piece in pieces(template, shown) or ())
