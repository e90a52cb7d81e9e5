"""The language chosen, kept by the browser."""

from __future__ import annotations

from storage.stores import WriteStore
from web.access import Access
from web.addresses import is_ours
from web.asked import Asked
from web.languages import LANGUAGE
from web.page import Page
from web.phrases import languages
from web.reply import Cookie, Reply

__all__ = ["routes"]

#: seconds: a year
LASTS = 31_536_000


def choose(asked: Asked, store: WriteStore) -> Reply:
    del store
    chosen, back = asked.form.raw("language"), asked.form.raw("back")
    reply = asked.moved(back if is_ours(back) else asked.url("home"))
    return reply.giving(Cookie(LANGUAGE, chosen, LASTS)) if chosen in languages() else reply


routes = (Page("language", "/language", Access.ANYONE, act=choose, once=False),)
