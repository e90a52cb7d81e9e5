"""What a page answers: plain values, which the edge writes to the wire."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

__all__ = ["Cookie", "Reply", "Undone"]


@dataclass(frozen=True, slots=True)
class Cookie:
    """Something that the browser keeps for us."""

    name: str
    #: empty: it is to be forgotten
    value: str
    #: seconds; none: until the browser closes
    lasts: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    status: int = 200
    content: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[Cookie, ...] = ()
    #: what is begun once what was written is safe; it may not take long
    after: Callable[[], None] | None = None
    #: whether what was written stays: what refuses changes nothing, unless it says so
    keeps: bool = False

    @property
    def stays(self) -> bool:
        return self.keeps or self.status < 400  # noqa: PLR2004  where HTTP begins to refuse

    def giving(self, *cookies: Cookie) -> Self:
        """The same, with something for the browser to keep."""
        return replace(self, cookies=(*self.cookies, *cookies))

    def then(self, begin: Callable[[], None]) -> Self:
        """The same, with something that is begun once what was written is safe."""
        return replace(self, after=begin)


class Undone(Exception):
    """The page refuses: nothing of what it wrote stays, but what was typed does."""

    def __init__(
        self, reply: Reply, *, person_id: int = 0, typed: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(reply.status)
        self.reply = reply
        #: whose
        self.person_id = person_id
        #: by name of field
        self.typed = typed
