"""The format of a file as a JSON Schema, for the script of the editor."""

from __future__ import annotations

import json

from charter.schemas import FILES, schema_of
from storage.stores import ReadStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.reply import Reply

__all__ = ["routes"]


def show(asked: Asked, store: ReadStore) -> Reply:
    del store
    if asked.path["file"] not in FILES:
        raise Missing
    schema = schema_of(asked.path["file"], asked.language)
    return Reply(200, json.dumps(schema, ensure_ascii=False).encode(), "application/json")


routes = (Page("flow_schema", "/flows/schema/{file}", Access.ADMIN, show=show),)
