"""A working copy as a whole: what keeps it from being published, and publishing it."""

from __future__ import annotations

from storage.stores import ReadStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.copies import open_copy

__all__ = ["routes"]


def show(asked: Asked, store: ReadStore) -> Reply:
    return asked.shown("copy.html", copy=open_copy(asked, store))


routes = (Page("copy", "/flows/copies/{copy}", Access.ADMIN, show=show),)
