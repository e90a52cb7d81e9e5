"""People, alliances, flows, walks and charters."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBER = sa.Integer()
TEXT = sa.Text()
MOMENT = sa.DateTime(timezone=True)
IS_INITIATOR = sa.text("role = 'initiator'")


def upgrade() -> None:
    op.create_table(
        "alliances",
        column("id", ID),
        column("public_id", TEXT),
        column("title", TEXT),
        column("created_at", MOMENT),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "people",
        column("id", ID),
        column("role", one_of("role", "leader", "partner", "coach", "admin")),
        column("name", TEXT),
        column("created_at", MOMENT),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "contacts",
        column("id", ID),
        column("person_id", ID),
        column("channel", TEXT),
        column("address", TEXT),
        column("language", TEXT),
        column("timezone", TEXT),
        column("shown_name", TEXT),
        column("blocked_at", MOMENT, nullable=True),
        column("created_at", MOMENT),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "address"),
    )
    op.create_index("ix_contacts_person_id", "contacts", ["person_id"])
    op.create_table(
        "erasures",
        column("alliance_id", ID, autoincrement=False),
        column("erased_at", MOMENT),
        column("by_person_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["by_person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("alliance_id"),
    )
    op.create_table(
        "flow_revisions",
        column("flow", TEXT),
        column("number", NUMBER, autoincrement=False),
        column("sources", TEXT),
        column("checksum", TEXT),
        column("state", one_of("state", "draft", "published")),
        column("based_on", NUMBER, nullable=True),
        column("author_id", ID, nullable=True),
        column("note", TEXT),
        column("created_at", MOMENT),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"]),
        sa.ForeignKeyConstraint(
            ["flow", "based_on"], ["flow_revisions.flow", "flow_revisions.number"]
        ),
        sa.PrimaryKeyConstraint("flow", "number"),
    )
    op.create_table(
        "parties",
        column("id", ID),
        column("alliance_id", ID),
        column("person_id", ID),
        column("role", one_of("role", "initiator", "partner")),
        column("name", TEXT),
        column("created_at", MOMENT),
        sa.ForeignKeyConstraint(["alliance_id"], ["alliances.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_parties_alliance_id", "parties", ["alliance_id"])
    op.create_index("ix_parties_person_id", "parties", ["person_id"])
    op.create_index(
        "uq_parties_initiator",
        "parties",
        ["alliance_id"],
        unique=True,
        sqlite_where=IS_INITIATOR,
        postgresql_where=IS_INITIATOR,
    )
    op.create_table(
        "live_revisions",
        column("flow", TEXT),
        column("number", NUMBER),
        column("published_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["flow", "number"], ["flow_revisions.flow", "flow_revisions.number"]
        ),
        sa.PrimaryKeyConstraint("flow"),
    )
    op.create_table(
        "runs",
        column("id", ID),
        column("public_id", TEXT),
        column("contact_id", ID),
        column("alliance_id", ID),
        column("party_id", ID),
        column("flow", TEXT),
        column("revision", NUMBER),
        column("language", TEXT),
        column("status", one_of("status", "asking", "review")),
        column("at", TEXT),
        column("active", sa.Boolean()),
        column("version", NUMBER),
        column("history", NUMBER),
        column("created_at", MOMENT),
        column("updated_at", MOMENT),
        column("state", TEXT),
        sa.ForeignKeyConstraint(["alliance_id"], ["alliances.id"]),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.ForeignKeyConstraint(
            ["flow", "revision"], ["flow_revisions.flow", "flow_revisions.number"]
        ),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_runs_alliance_id", "runs", ["alliance_id"])
    op.create_index("ix_runs_contact_id", "runs", ["contact_id"])
    op.create_index("ix_runs_flow_revision", "runs", ["flow", "revision"])
    op.create_index("ix_runs_party_id", "runs", ["party_id"])
    op.create_index(
        "uq_runs_active",
        "runs",
        ["contact_id"],
        unique=True,
        sqlite_where=sa.text("active IS 1"),
        postgresql_where=sa.text("active IS true"),
    )
    op.create_table(
        "answers",
        column("run_id", ID),
        column("sequence", NUMBER, autoincrement=False),
        column("place", TEXT),
        column("change", one_of("change", "answered", "skipped", "removed", "parked", "restored")),
        column("value", TEXT),
        column("revision", NUMBER),
        column("by_person_id", ID, nullable=True),
        column("said_at", MOMENT),
        sa.ForeignKeyConstraint(["by_person_id"], ["people.id"]),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.PrimaryKeyConstraint("run_id", "sequence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "charter_revisions",
        column("id", ID),
        column("alliance_id", ID),
        column("run_id", ID),
        column("number", NUMBER),
        column("flow", TEXT),
        column("revision", NUMBER),
        column("language", TEXT),
        column("submitted_at", MOMENT),
        column("submitted_by", ID),
        column("answers", TEXT),
        column("document", TEXT),
        sa.ForeignKeyConstraint(["alliance_id"], ["alliances.id"]),
        sa.ForeignKeyConstraint(
            ["flow", "revision"], ["flow_revisions.flow", "flow_revisions.number"]
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.ForeignKeyConstraint(["submitted_by"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("alliance_id", "number"),
    )
    op.create_index("ix_charter_revisions_run_id", "charter_revisions", ["run_id"])


def column(
    name: str, kind: sa.types.TypeEngine[Any], *, nullable: bool = False, autoincrement: bool = True
) -> sa.Column[Any]:
    numbered: Literal["auto", False] = "auto" if autoincrement else False
    return sa.Column(name, kind, nullable=nullable, autoincrement=numbered)


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
