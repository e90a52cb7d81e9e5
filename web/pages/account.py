"""One's own desk: the chat on Telegram, and the browsers that are signed in."""

from __future__ import annotations

import re

from storage.repositories import connecting, desk_sessions
from storage.stores import ReadStore, WriteStore
from web import sessions
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.reply import Cookie, Reply

__all__ = ["routes"]

#: of a session: no greater one is kept
NUMBER = re.compile("[0-9]{1,18}")


def show(asked: Asked, store: ReadStore) -> Reply:
    return page(asked, store, link="")


def connect(asked: Asked, store: WriteStore) -> Reply:
    """An address that connects whichever chat opens it, once."""
    bot = asked.desk.bot_name()
    if not bot:
        return asked.to("account")
    token = asked.desk.new_token()
    connecting.offer(store, token, person_id=asked.who.person.id, now=asked.now)
    return page(asked, store, link=f"https://t.me/{bot}?start={connecting.PREFIX}{token}")


def page(asked: Asked, store: ReadStore, *, link: str) -> Reply:
    person, now = asked.who.person.id, asked.now
    open_now = desk_sessions.open_of(store, person, now=now, seen_after=now - sessions.IDLE)
    return asked.shown(
        "account.html",
        sessions=open_now,
        chats=connecting.chats_of(store, person),
        link=link,
        bot=asked.desk.bot_name(),
    )


def end(asked: Asked, store: WriteStore) -> Reply:
    """Sign one of their browsers out, or all of them."""
    chosen, person = asked.form.raw("session"), asked.who.person.id
    if chosen == "all":
        desk_sessions.end(store, person, None, now=asked.now)
        return asked.to("sign_in", "account.browsers.ended_all").giving(
            Cookie(sessions.SESSION, "")
        )
    number = int(chosen) if NUMBER.fullmatch(chosen) else 0
    if not desk_sessions.end(store, person, number, now=asked.now):
        raise Missing
    if number == asked.session_id:
        return asked.to("sign_in", "sign_out.done").giving(Cookie(sessions.SESSION, ""))
    return asked.to("account", "account.browsers.ended")


def back(asked: Asked) -> str:
    return asked.url("account")


routes = (
    Page("account", "/account", Access.SIGNED_IN, show=show),
    Page("connect", "/account/telegram", Access.SIGNED_IN, act=connect, then=back),
    Page("end_session", "/account/browsers", Access.SIGNED_IN, act=end, then=back),
)
