"""A sentence about what was just done, shown once, on the page that comes after."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from web.desk import Desk
from web.reply import Cookie

__all__ = ["FLASH", "Flash", "found", "kept"]

FLASH = "said"
#: seconds: the next page comes at once, or never
LASTS = 60


@dataclass(frozen=True, slots=True)
class Flash:
    #: of the phrase
    key: str
    params: Mapping[str, object]


def kept(desk: Desk, flash: Flash) -> Cookie:
    """For the browser to bring to the next page."""
    text = json.dumps([flash.key, {name: str(value) for name, value in flash.params.items()}])
    return Cookie(FLASH, desk.seal.sign(FLASH, text.encode().hex()), LASTS)


def found(desk: Desk, cookie: str) -> Flash | None:
    """What it brought; none when we did not give it."""
    text = desk.seal.opened(FLASH, cookie) if cookie else None
    if text is None:
        return None
    key, params = json.loads(bytes.fromhex(text))
    return Flash(key, params)
