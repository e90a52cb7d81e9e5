"""Addresses of the coaches' desk, for messages that lead there."""

from __future__ import annotations

from urllib.parse import quote

__all__ = ["COPY", "DRAFT", "SIGN_IN", "copy_page", "draft_page", "sign_in_page"]

#: path of the page of a draft
DRAFT = "/drafts/{alliance}"
#: of the page of a working copy
COPY = "/flows/copies/{copy}"
#: of the page that a link opens, once
SIGN_IN = "/sign-in/{token}"


def draft_page(desk: str, alliance: str) -> str:
    """The page of a draft; empty where there is no desk."""
    return desk and desk + DRAFT.format(alliance=quote(alliance, safe=""))


def copy_page(desk: str, copy: str) -> str:
    """The page of a working copy; empty where there is no desk."""
    return desk and desk + COPY.format(copy=quote(copy, safe=""))


def sign_in_page(desk: str, token: str) -> str:
    """Where that token opens the desk."""
    return desk + SIGN_IN.format(token=token)
