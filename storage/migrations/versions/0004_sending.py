"""Which message asked which question, which files were sent, who sends, and whose letters are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("outbox_messages", sa.Column("asked_as", ID, nullable=True))
    op.create_index(
        "ix_outbox_messages_contact_id_asked_as", "outbox_messages", ["contact_id", "asked_as"]
    )
    with op.batch_alter_table("dead_letters") as letters:
        letters.add_column(sa.Column("contact_id", ID, nullable=True))
        letters.create_foreign_key(
            "fk_dead_letters_contact_id_contacts", "contacts", ["contact_id"], ["id"]
        )
    op.create_index("ix_dead_letters_contact_id", "dead_letters", ["contact_id"])
    op.create_table(
        "sent_files",
        sa.Column("contact_id", ID, nullable=False, autoincrement=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("file_id", TEXT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.PrimaryKeyConstraint("contact_id", "digest"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sending_paces",
        sa.Column("contact_id", ID, nullable=False, autoincrement=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.PrimaryKeyConstraint("contact_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "senders",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
