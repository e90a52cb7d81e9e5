"""What a browser asks of a page, and the ways of answering it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from storage.repositories import typed_texts
from storage.stores import ReadStore
from web import csrf
from web.access import Viewer, allows
from web.addresses import address
from web.desk import Desk
from web.flash import Flash, kept
from web.form import Form
from web.phrases import Phrases, phrases_in
from web.rendering import render
from web.reply import Reply

if TYPE_CHECKING:
    from web.page import Page

__all__ = ["Asked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """It lives for one request."""

    desk: Desk
    page: Page
    #: all of them, by name
    pages: Mapping[str, Page]
    #: what stands in the path
    path: Mapping[str, str]
    #: what follows the question mark: the last of each name
    query: Mapping[str, str]
    form: Form
    headers: Mapping[str, str]
    #: ours, by the names that we know them by
    cookies: Mapping[str, str]
    #: keyed hash of where it comes from
    source: str
    language: str
    now: datetime
    #: none when nobody is signed in
    viewer: Viewer | None = None
    #: what names the session; empty without one
    session_key: str = ""
    session_id: int | None = None
    #: said once, after what was done on the page before
    flash: Flash | None = None

    @property
    def say(self) -> Phrases:
        return phrases_in(self.language)

    def by(self, viewer: Viewer | None, *, session_key: str, session_id: int | None) -> Self:
        """The same, now that it is known who asks."""
        return replace(self, viewer=viewer, session_key=session_key, session_id=session_id)

    @property
    def who(self) -> Viewer:
        """Who looks, on a page that nobody else may open."""
        assert self.viewer is not None  # noqa: S101  `access` let them in
        return self.viewer

    def opens(self, name: str) -> bool:
        """Whether there is a page of that name, and it is for who looks."""
        return name in self.pages and allows(self.pages[name].access, self.viewer)

    def url(self, name: str, /, **values: object) -> str:
        """The address of a page by its name; what is no part of its path follows after « ? »."""
        return address(self.pages[name].path, values)

    @property
    def address(self) -> str:
        """Of this page, as it is here, without what follows « ? »."""
        return address(self.page.path, self.path)

    @property
    def csrf(self) -> str:
        """What each form carries, so that no other site can send it."""
        return csrf.token_for(self.desk, self.session_key)

    @property
    def form_token(self) -> str:
        """What a form carries so that it acts once: another one at each reading."""
        return self.desk.new_token()

    def typed(self, store: ReadStore, beginning: str) -> Mapping[str, str]:
        """What they were typing in the fields that begin so, and did not send."""
        return typed_texts.under(store, self.who.person.id, beginning)

    def shown(self, template: str, status: int = 200, /, **context: object) -> Reply:
        """A page, from its template."""
        content = render(template, self, context)
        return Reply(status, content.encode(errors="replace"))

    def moved(self, where: str, say: str = "", /, **params: object) -> Reply:
        """Elsewhere on the desk; what the phrase says stands at the top there."""
        reply = Reply(303, headers={"Location": where})
        return reply.giving(kept(self.desk, Flash(say, params))) if say else reply

    def to(self, name: str, say: str = "", /, **values: object) -> Reply:
        """As `moved`, to a page by its name."""
        return self.moved(self.url(name, **values), say)

    def file(self, content: bytes, media_type: str, name: str) -> Reply:
        """A file to keep."""
        plain = "".join(c if c.isascii() and (c.isalnum() or c in ".-_") else "_" for c in name)
        encoded = quote(name.encode(errors="replace"), safe="")
        disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
        return Reply(200, content, media_type, {"Content-Disposition": disposition})
