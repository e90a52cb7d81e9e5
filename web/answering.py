"""One request answered in one transaction: who asks, whether they may, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charter.review import NotAllowed
from storage.errors import Overtaken
from storage.repositories import sent_forms, typed_texts
from storage.repositories.desk_sessions import DeskSession
from storage.stores import ReadStore, WriteStore
from web import csrf, flash, sessions
from web.access import Access, Missing, allows, viewer_of
from web.asked import Asked
from web.cookies import read
from web.desk import Desk
from web.errors import failed
from web.form import Form, read_form
from web.incoming import Incoming
from web.languages import language_of
from web.page import Page
from web.reply import Cookie, Reply, Undone
from web.typing_kept import keep_typed

__all__ = ["Answer", "act", "asked_by", "show", "told"]

EMPTY = Form({})
#: name of the cookie that remembers where somebody wanted to go before they were signed in
WANTED = "wanted"
#: seconds: to fetch a link in Telegram
WANTED_FOR = 3600
#: field of a form that acts once
ONCE = "once"
LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class Answer:
    reply: Reply
    #: to be noted as seen
    stale: DeskSession | None = None


def show(
    desk: Desk, pages: Mapping[str, Page], page: Page, incoming: Incoming, store: ReadStore
) -> Answer:
    """What a page shows."""
    asked, found = known(desk, pages, page, incoming, store)
    stale = found is not None and found.is_open and sessions.is_stale(found.session, now=asked.now)
    return Answer(said_once(asked, shown(asked, store)), found.session if found and stale else None)


def shown(asked: Asked, store: ReadStore) -> Reply:
    if not allows(asked.page.access, asked.viewer):
        return turned_away(asked)
    try:
        if isinstance(store, WriteStore) and asked.page.open:
            return asked.page.open(asked, store)
        assert asked.page.show is not None  # noqa: S101  a page answers the methods it declares
        return asked.page.show(asked, store)
    except Missing:
        return failed(asked, 404)


def told(
    desk: Desk, pages: Mapping[str, Page], page: Page, incoming: Incoming, store: ReadStore
) -> Reply:
    """What a page answers to a question that is sent as a form; nothing is written."""
    asked, found = known(desk, pages, page, incoming, store)
    assert page.ask is not None  # noqa: S101  a page answers the methods it declares
    if not is_from_us(asked, found):
        return failed(asked, 403, key="errors.elsewhere")
    if not allows(page.access, asked.viewer):
        return turned_away(asked)
    try:
        return page.ask(asked, store)
    except Missing:
        return failed(asked, 404)


def act(
    desk: Desk, pages: Mapping[str, Page], page: Page, incoming: Incoming, store: WriteStore
) -> Answer:
    """What a form does. Raises Undone: it was refused, and nothing of it stays."""
    asked, found = known(desk, pages, page, incoming, store)
    is_ours = is_from_us(asked, found)
    reply = acted(asked, store, found) if is_ours else failed(asked, 403, key="errors.elsewhere")
    if reply.stays:
        return Answer(reply)
    if asked.viewer is None:
        raise Undone(reply)
    typed = tuple(asked.form.typed()) if is_ours else ()
    raise Undone(reply, person_id=asked.viewer.person.id, typed=typed)


def is_from_us(asked: Asked, found: sessions.Found | None) -> bool:
    """Whether one of our pages sends it, in the browser that shows it."""
    if not csrf.comes_from_us(asked.desk, asked.headers):
        return False
    shown = asked.form.raw(csrf.FIELD)
    return found is None or csrf.is_token(asked.desk, asked.session_key, shown)


def acted(asked: Asked, store: WriteStore, found: sessions.Found | None) -> Reply:
    if asked.viewer is None and found is not None and asked.page.access is not Access.ANYONE:
        return rescued(asked, store, found)
    if not allows(asked.page.access, asked.viewer):
        return turned_away(asked)
    if asked.viewer is not None and asked.page.once and not is_first(asked, store):
        return asked.moved(asked.page.then(asked) if asked.page.then else asked.address)
    return worked(asked, store)


def worked(asked: Asked, store: WriteStore) -> Reply:
    assert asked.page.act is not None  # noqa: S101  a page answers the methods it declares
    try:
        reply = asked.page.act(asked, store)
    except Missing:
        return failed(asked, 404)
    except (Overtaken, NotAllowed):
        return failed(asked, 409)
    if asked.viewer is not None and reply.status == 303:  # noqa: PLR2004  done: look further
        typed_texts.drop(store, asked.viewer.person.id, [name for name, _ in asked.form.typed()])
    return reply


def is_first(asked: Asked, store: WriteStore) -> bool:
    token = asked.form.raw(ONCE)
    if not 0 < len(token) <= LONGEST_TOKEN:
        raise Undone(failed(asked, 400))
    return sent_forms.note(store, asked.who.person.id, token, now=asked.now)


def turned_away(asked: Asked) -> Reply:
    """To the door, remembering where they wanted to go; or told that this is not for them."""
    if asked.viewer is not None:
        return failed(asked, 403)
    where = asked.address if asked.page.show or asked.page.open else "/"
    return asked.to("sign_in").giving(
        Cookie(WANTED, asked.desk.seal.sign(WANTED, where), WANTED_FOR)
    )


def rescued(asked: Asked, store: WriteStore, found: sessions.Found) -> Reply:
    """The session is over: what was typed is kept for them, and nothing else is done."""
    keep_typed(store, found.session.person.id, asked.form.typed(), now=asked.now)
    where = asked.address if asked.page.show or asked.page.open else "/"
    door = asked.to("sign_in", "sign_in.kept")
    return door.giving(Cookie(WANTED, asked.desk.seal.sign(WANTED, where), WANTED_FOR))


def said_once(asked: Asked, reply: Reply) -> Reply:
    """What was said at the top of a page is not said again."""
    seen = asked.flash is not None and reply.media_type.startswith("text/html")
    return reply.giving(Cookie(flash.FLASH, "")) if seen and reply.status != 303 else reply  # noqa: PLR2004


def known(
    desk: Desk, pages: Mapping[str, Page], page: Page, incoming: Incoming, store: ReadStore
) -> tuple[Asked, sessions.Found | None]:
    """Who asks, as far as the cookie says."""
    now = desk.clock()
    key = sessions.key_in(desk, read(desk, incoming.cookies).get(sessions.SESSION, ""))
    found = sessions.find(store, key, now=now)
    asked = asked_by(desk, pages, page, incoming)
    if found is None:
        return asked, None
    viewer = viewer_of(store, found.session.person) if found.is_open else None
    session = found.session.id if found.is_open else None
    return asked.by(viewer, session_key=key, session_id=session), found


def asked_by(desk: Desk, pages: Mapping[str, Page], page: Page, incoming: Incoming) -> Asked:
    """The request as it came, of nobody yet. Raises Unreadable."""
    cookies = read(desk, incoming.cookies)
    return Asked(
        desk,
        page,
        pages,
        incoming.path,
        incoming.query,
        incoming.form or (read_form(incoming.body) if incoming.body else EMPTY),
        incoming.headers,
        cookies,
        source=desk.seal.code("source", incoming.host)[:32],
        language=language_of(cookies, incoming.headers),
        now=desk.clock(),
        flash=flash.found(desk, cookies.get(flash.FLASH, "")),
    )
