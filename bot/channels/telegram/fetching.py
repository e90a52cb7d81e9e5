"""Files that people sent, fetched from the Bot API server."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.copies import LARGEST
from bot.copy_errands import Unfetched

__all__ = ["Fetching"]

#: seconds that a file may take
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Fetching:
    """Of one bot. The address of a file holds the token: it is told nowhere."""

    bot: Bot

    async def __call__(self, file_id: str) -> bytes:
        """Raises Unfetched."""
        try:
            file = await self.bot.get_file(file_id)
            if (file.file_size or 0) > LARGEST:
                raise Unfetched("too long", again=False)
            return bytes(await file.download_as_bytearray(read_timeout=PATIENCE))
        except (BadRequest, InvalidToken) as error:  # it is gone, or was never ours
            raise Unfetched(type(error).__name__, again=False) from None
        except TelegramError as error:
            raise Unfetched(type(error).__name__, again=True) from None
