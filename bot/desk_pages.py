"""Addresses of the coaches' desk, for messages that lead there."""

from __future__ import annotations

from urllib.parse import quote

__all__ = ["DRAFT", "draft_page"]

#: path of the page of a draft
DRAFT = "/drafts/{alliance}"


def draft_page(desk: str, alliance: str) -> str:
    """The page of a draft; empty where there is no desk."""
    return desk and desk + DRAFT.format(alliance=quote(alliance, safe=""))
