"""The first page: where to go from here."""

from __future__ import annotations

from storage.stores import ReadStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply

__all__ = ["routes"]


def show(asked: Asked, store: ReadStore) -> Reply:
    """Coaches are led to their queue, admins who are none to the questions."""
    del store
    led = next((name for name in ("queue", "flows") if asked.opens(name)), "")
    return asked.to(led) if led else asked.shown("home.html")


routes = (Page("home", "/", Access.SIGNED_IN, show=show),)
