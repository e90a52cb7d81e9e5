"""Coming to the desk without a password: links that open it once, and the sessions they open."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Key, PlainText
from storage.models.base import Row

__all__ = ["DeskSessionRow", "SignInAttemptRow", "SignInLinkRow"]


class SignInLinkRow(Row):
    """Kept are the SHA-256 of its token, and of what names the browser that opened it first."""

    __tablename__ = "sign_in_links"

    id: Mapped[Key]
    digest: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    #: empty until a browser opens it
    browser: Mapped[str]
    used_at: Mapped[datetime | None]


class DeskSessionRow(Row):
    """One browser of one person."""

    __tablename__ = "desk_sessions"

    id: Mapped[Key]
    digest: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    #: what its person recognises it by, such as « Firefox, Linux »
    browser: Mapped[str] = mapped_column(PlainText)
    created_at: Mapped[datetime]
    #: to the hour, so that looking does not write
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignInAttemptRow(Row):
    """A try, whoever it came from: counted for an hour, then swept."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index(None, "source", "at"),)

    id: Mapped[Key]
    #: keyed hash of where it came from
    source: Mapped[str]
    at: Mapped[datetime]
