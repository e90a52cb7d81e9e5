"""Forms of our own pages are told from those that another site makes a browser send."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from web.desk import Desk

__all__ = ["FIELD", "comes_from_us", "is_token", "token_for"]

FIELD = "csrf"
PURPOSE = "csrf"


def comes_from_us(desk: Desk, headers: Mapping[str, str]) -> bool:
    """Whether the browser says so, or is too old to say where a form comes from."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}  # none: sent again from the address bar
    origin = headers.get("origin")
    if origin is None:
        return True
    return urlsplit(desk.address).netloc == urlsplit(origin).netloc


def token_for(desk: Desk, browser: str) -> str:
    """What forms carry in that browser; `browser` is what it keeps for us."""
    return desk.seal.code(PURPOSE, browser)


def is_token(desk: Desk, browser: str, shown: str) -> bool:
    return bool(browser) and desk.seal.is_code(PURPOSE, browser, shown)
