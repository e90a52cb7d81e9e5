"""Pages that say what went wrong, in the language of who reads them, and nothing of our inside."""

from __future__ import annotations

from collections.abc import Mapping

from web.asked import Asked
from web.reply import Reply

__all__ = ["failed"]

NONE: Mapping[str, str] = {}
#: those that have words of their own
WORDED = {400, 403, 404, 405, 409, 413, 415, 429, 500, 503}


def failed(asked: Asked, status: int, *, headers: Mapping[str, str] = NONE, key: str = "") -> Reply:
    """`key`: of the phrases, where the status alone would not say enough."""
    worded = key or (f"errors.{status}" if status in WORDED else "errors.400")
    made = asked.shown("error.html", status, key=worded)
    return Reply(made.status, made.content, made.media_type, dict(headers))
