"""What came in, what is to be sent, what is due later, and who did what."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBER = sa.Integer()
TEXT = sa.Text()
MOMENT = sa.DateTime(timezone=True)
IS_OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.create_table(
        "dead_letters",
        column("id", ID),
        column("source", TEXT),
        column("update_id", ID, nullable=True),
        column("body", TEXT),
        column("error", TEXT),
        column("created_at", MOMENT),
        column("replayed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_dead_letters_source_update_id", "dead_letters", ["source", "update_id"])
    op.create_table(
        "seen_updates",
        column("source", TEXT),
        column("update_id", ID, autoincrement=False),
        column("seen_at", MOMENT),
        sa.PrimaryKeyConstraint("source", "update_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "timers",
        column("id", ID),
        column("key", TEXT),
        column("due_at", MOMENT),
        column("payload", TEXT),
        column("leased_by", TEXT),
        column("attempts", NUMBER),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_timers_due_at", "timers", ["due_at"])
    op.create_table(
        "audit_entries",
        column("id", ID),
        column("at", MOMENT),
        column("by_person_id", ID, nullable=True),
        column("action", TEXT),
        column("noun", TEXT),
        column("noun_key", TEXT),
        column("details", TEXT),
        sa.ForeignKeyConstraint(["by_person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_audit_entries_by_person_id", "audit_entries", ["by_person_id"])
    op.create_index(
        "ix_audit_entries_noun_noun_key_id", "audit_entries", ["noun", "noun_key", "id"]
    )
    op.create_table(
        "outbox_messages",
        column("id", ID),
        column("contact_id", ID),
        column("key", TEXT),
        column("payload", TEXT),
        column("state", one_of("state", "open", "sent", "dropped")),
        column("due_at", MOMENT),
        column("leased_by", TEXT),
        column("attempts", NUMBER),
        column("error", TEXT),
        column("created_at", MOMENT),
        column("finished_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_messages_due",
        "outbox_messages",
        ["due_at"],
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.create_index(
        "ix_outbox_messages_lane",
        "outbox_messages",
        ["contact_id", "id"],
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )


def column(
    name: str, kind: sa.types.TypeEngine[Any], *, nullable: bool = False, autoincrement: bool = True
) -> sa.Column[Any]:
    numbered: Literal["auto", False] = "auto" if autoincrement else False
    return sa.Column(name, kind, nullable=nullable, autoincrement=numbered)


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
