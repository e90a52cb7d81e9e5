"""What is being typed, saved while it is typed: by the script of our pages, never seen."""

from __future__ import annotations

from storage.stores import WriteStore
from web.access import Access
from web.asked import Asked
from web.form import FILE_LARGEST
from web.page import Page
from web.reply import Reply
from web.typing_kept import keep_typed

__all__ = ["routes"]


def keep(asked: Asked, store: WriteStore) -> Reply:
    """Fields stand in it as in the form that they are of: `text`, and `typed.text` says under which
    name it is kept.
    """
    if keep_typed(store, asked.who.person.id, asked.form.typed(), now=asked.now):
        return Reply(204, media_type="text/plain")
    return Reply(422, media_type="text/plain")


routes = (Page("typed", "/typed", Access.SIGNED_IN, act=keep, once=False, largest=FILE_LARGEST),)
