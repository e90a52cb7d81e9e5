"""Coming in by a link that opens once, in the browser that opened it first; and going out."""

from __future__ import annotations

import re
from datetime import timedelta

from storage.models.person import Role
from storage.repositories import audit, desk_sessions, people, sign_in
from storage.repositories.sign_in import Link
from storage.stores import ReadStore, WriteStore
from web import sessions
from web.access import Access
from web.addresses import is_ours
from web.answering import WANTED
from web.asked import Asked
from web.browsers import described
from web.page import Page
from web.reply import Cookie, Reply

__all__ = ["routes"]

#: name of the cookie by which the browser that opened a link first is known again
BROWSER = "browser"
#: seconds: as long as a link
BROWSER_FOR = 600
#: refusals from one place in an hour
MOST = 30
HOUR = timedelta(hours=1)
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")


def ask(asked: Asked, store: ReadStore) -> Reply:
    """How to get a link."""
    del store
    if asked.viewer is not None:
        return asked.to("home")
    return asked.shown("sign_in.html", why="", bot=asked.desk.bot_name())


def open_link(asked: Asked, store: WriteStore) -> Reply:
    """Ask for one more tap: whatever looks at addresses by itself, to show a preview or to search
    them for viruses, opens them too. Only what a person opens is bound to their browser.
    """
    link = usable(asked, store)
    if isinstance(link, Reply):
        return link
    browser = asked.cookies.get(BROWSER) or asked.desk.new_token()
    is_person = asked.headers.get("sec-fetch-dest") == "document"
    if is_person and not sign_in.bind(store, link, browser):
        return refused(asked, store, "elsewhere")
    name = people.load(store, link.person_id).name
    return asked.shown("open_link.html", name=name).giving(Cookie(BROWSER, browser, BROWSER_FOR))


def enter(asked: Asked, store: WriteStore) -> Reply:
    link = usable(asked, store)
    if isinstance(link, Reply):
        return link
    browser = asked.cookies.get(BROWSER)
    if not browser or not sign_in.bind(store, link, browser):
        return refused(asked, store, "elsewhere")
    if not sign_in.consume(store, link, now=asked.now):
        return refused(asked, store, "used")
    if asked.session_id is not None and asked.viewer is not None:
        desk_sessions.end(store, asked.viewer.person.id, asked.session_id, now=asked.now)
    name = described(asked.headers.get("user-agent", ""))
    cookie = sessions.begin(asked.desk, store, link.person_id, browser=name, now=asked.now)
    noted(asked, store, "desk:sign_in", link.person_id)
    wanted = asked.desk.seal.opened(WANTED, asked.cookies.get(WANTED, "")) or ""
    where = wanted if is_ours(wanted) else asked.url("home")
    return asked.moved(where).giving(cookie, Cookie(BROWSER, ""), Cookie(WANTED, ""))


def usable(asked: Asked, store: WriteStore) -> Link | Reply:
    """The link that the address names, or why it opens nothing."""
    if sign_in.tries_since(store, asked.source, asked.now - HOUR) >= MOST:
        often = asked.shown("sign_in.html", 429, why="often", bot=asked.desk.bot_name())
        wait = {"Retry-After": str(int(HOUR.total_seconds()))}
        return Reply(often.status, often.content, often.media_type, wait)
    token = asked.path["token"]
    link = sign_in.find(store, token) if TOKEN.fullmatch(token) else None
    if link is None:
        return refused(asked, store, "unknown")
    if link.used_at is not None:
        return refused(asked, store, "used")
    if link.expires_at <= asked.now:
        return refused(asked, store, "expired")
    if people.load(store, link.person_id).role not in {Role.COACH, Role.ADMIN}:
        return refused(asked, store, "unknown")
    return link


def refused(asked: Asked, store: WriteStore, why: str) -> Reply:
    """Said kindly, and counted."""
    sign_in.note_attempt(store, asked.source, now=asked.now)
    made = asked.shown("sign_in.html", 403, why=why, bot=asked.desk.bot_name())
    return Reply(made.status, made.content, made.media_type, keeps=True)


def leave(asked: Asked, store: WriteStore) -> Reply:
    """Sign this browser out."""
    if asked.viewer is None:
        return asked.to("sign_in")
    person = asked.viewer.person.id
    desk_sessions.end(store, person, asked.session_id, now=asked.now)
    noted(asked, store, "desk:sign_out", person)
    return asked.to("sign_in", "sign_out.done").giving(Cookie(sessions.SESSION, ""))


def noted(asked: Asked, store: WriteStore, action: str, person_id: int) -> None:
    audit.record(store, action, noun="person", key=str(person_id), by=person_id, now=asked.now)


routes = (
    Page("sign_in", "/sign-in", Access.ANYONE, show=ask),
    Page("open_link", "/sign-in/{token}", Access.ANYONE, open=open_link, act=enter, once=False),
    Page("sign_out", "/sign-out", Access.ANYONE, act=leave, once=False),
)
