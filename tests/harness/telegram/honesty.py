"""Whether the updates of this server are such as Telegram could send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from telegram import Bot, TelegramObject, Update
from tests.harness.telegram.inspection import Inspection
from tests.harness.telegram.shapes import check_type

__all__ = ["check_updates"]


def check_updates(updates: Iterable[dict[str, Any]], bot: Bot | None = None) -> None:
    """By the contract, and by python-telegram-bot, which must know each field."""
    for body in updates:
        inspection = Inspection("Update")
        check_type(inspection, "Update", body)
        assert [] == inspection.breaches
        update = Update.de_json(body, bot)
        assert update.effective_user is not None
        assert holds_nothing_unknown(update)


def holds_nothing_unknown(found: TelegramObject) -> bool:
    """python-telegram-bot knows each field."""
    return not found.api_kwargs and all(holds_nothing_unknown(each) for each in parts(found))


def parts(found: TelegramObject) -> Iterator[TelegramObject]:
    for name in found.__slots__:
        value = getattr(found, name, None)
        items = value if isinstance(value, tuple | list) else [value]
        yield from (each for each in items if isinstance(each, TelegramObject))
