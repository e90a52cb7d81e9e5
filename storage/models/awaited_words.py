"""What the next words of someone in a chat are for, when they are no answer to a question."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId, choice
from storage.models.base import Row

__all__ = ["AwaitedWordsRow", "Purpose"]


class Purpose(StrEnum):
    """What is done with them."""

    KEEP = "keep"  # why the leader keeps an answer
    ASK = "ask"  # what the leader asks the coach
    ANSWER = "answer"  # what the coach answers


class AwaitedWordsRow(Row):
    __tablename__ = "awaited_words"

    contact_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("contacts.id"), primary_key=True, autoincrement=False
    )
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose, "purpose"))
    remark_id: Mapped[int] = mapped_column(ForeignKey("remarks.id"), index=True)
    asked_at: Mapped[datetime]
