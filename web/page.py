"""A page of the desk: where it is, who may open it, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from storage.stores import ReadStore, WriteStore
from web.access import Access
from web.asked import Asked
from web.form import LARGEST
from web.reply import Reply

__all__ = ["Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """`show` answers GET and only reads, `act` answers POST and may write; each runs whole in one
    transaction, in a worker thread. What `act` refuses (a status from 400) is undone.
    """

    name: str
    #: with {parameters} in it
    path: str
    access: Access
    show: Callable[[Asked, ReadStore], Reply] | None = None
    act: Callable[[Asked, WriteStore], Reply] | None = None
    #: as `show`, where looking writes
    open: Callable[[Asked, WriteStore], Reply] | None = None
    #: answers POST and only reads: what is asked about is too long for an address
    ask: Callable[[Asked, ReadStore], Reply] | None = None
    #: where the same form sent again leads; by default back to this page
    then: Callable[[Asked], str] | None = None
    #: whether a form here has a token that works once
    once: bool = True
    #: whether a form here brings files, which may be larger than any text
    files: bool = False
    #: bytes of a form here
    largest: int = LARGEST

    @property
    def methods(self) -> tuple[str, ...]:
        shows = ("GET",) if self.show or self.open else ()
        return (*shows, "POST") if self.act or self.ask else shows
