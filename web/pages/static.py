"""Style and script: kept by browsers for as long as their names stay the same."""

from __future__ import annotations

from storage.stores import ReadStore
from web.access import Access, Missing
from web.asked import Asked
from web.assets import asset
from web.page import Page
from web.reply import Reply

__all__ = ["routes"]

FOR_EVER = "public, max-age=31536000, immutable"


def show(asked: Asked, store: ReadStore) -> Reply:
    del store
    found = asset(asked.path["name"])
    if found is None or asked.path["version"] != found.version:
        raise Missing
    return Reply(200, found.content, found.media_type, {"Cache-Control": FOR_EVER})


routes = (Page("static", "/static/{version}/{name}", Access.ANYONE, show=show),)
