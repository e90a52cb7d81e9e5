"""What every page of the desk may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from storage.guides import Guides
from storage.threads import TransactionThreads
from storage.trying import Trials
from telemetry.figures import Figures
from web.signing import Seal

__all__ = ["Desk"]


@dataclass(frozen=True, slots=True)
class Desk:
    """Made once for a process. Time, ids and chance come from who makes it."""

    #: root of its addresses, without a slash at the end
    address: str
    threads: TransactionThreads
    guides: Guides
    seal: Seal
    clock: Callable[[], datetime]
    #: makes the public id of something new
    new_id: Callable[[], str]
    #: makes what a request is named by in logs and traces
    new_request: Callable[[], str]
    #: makes 256 bits that nobody guesses
    new_token: Callable[[], str]
    #: IANA name: in which moments are shown
    timezone: str
    #: tries working copies beside what is asked for
    trials: Trials
    #: of the bot on Telegram, without @; empty while it is not known
    bot_name: Callable[[], str] = lambda: ""
    figures: Figures = field(default_factory=Figures)

    @property
    def is_secure(self) -> bool:
        """Whether it is reached over https."""
        return self.address.startswith("https://")
