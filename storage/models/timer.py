"""What is to be done later: reminders, sleep, retention."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import JsonText, Key
from storage.models.base import Row

__all__ = ["TimerRow"]


class TimerRow(Row):
    """A lease is a `due_at` in the future with a name on it, and `attempts` its fence, as in the
    outbox. A timer that was worked is deleted.
    """

    __tablename__ = "timers"

    id: Mapped[Key]
    #: what it is for; setting it again moves it
    key: Mapped[str] = mapped_column(unique=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    payload: Mapped[Any] = mapped_column(JsonText)
    #: which process works on it now; empty when none does
    leased_by: Mapped[str]
    attempts: Mapped[int]
