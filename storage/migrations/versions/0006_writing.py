"""Writing a flow: working copies, trying them, charters to try them on, and how flows do."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBER = sa.Integer()
TEXT = sa.Text()
MOMENT = sa.DateTime(timezone=True)

KINDS = ("helped", "retried", "went_back", "slept")


def upgrade() -> None:
    make_working_copies()
    make_run_events()
    table(
        "golden_charters",
        *(column("alliance_id", ID, autoincrement=False), to("alliances", "alliance_id")),
        *(column("person_id", ID), to("people", "person_id")),
        column("agreed_at", MOMENT),
        key=["alliance_id"],
    )
    index("golden_charters", "person_id")


def make_working_copies() -> None:
    table(
        "working_copies",
        *(column("id", ID), column("public_id", TEXT), column("flow", TEXT)),
        column("based_on", NUMBER),
        *(column("author_id", ID), to("people", "author_id")),
        *(column("title", TEXT), column("sources", TEXT), column("version", NUMBER)),
        *(column("created_at", MOMENT), column("updated_at", MOMENT)),
        sa.UniqueConstraint("public_id"),
        sa.ForeignKeyConstraint(
            ["flow", "based_on"], ["flow_revisions.flow", "flow_revisions.number"]
        ),
        key=["id"],
    )
    index("working_copies", "author_id")
    table(
        "trial_reports",
        *(column("working_copy_id", ID, autoincrement=False), copy()),
        *(column("version", NUMBER), column("attempt", TEXT)),
        *(column("done", NUMBER), column("total", NUMBER), column("beat_at", MOMENT)),
        column("report", TEXT, nullable=True),
        key=["working_copy_id"],
    )
    table(
        "trials",
        *(column("contact_id", ID, autoincrement=False), to("contacts", "contact_id")),
        *(column("working_copy_id", ID), copy()),
        *(column("snapshot", sa.LargeBinary()), column("updated_at", MOMENT)),
        key=["contact_id"],
    )
    index("trials", "working_copy_id")
    index("trials", "updated_at")


def make_run_events() -> None:
    table(
        "run_events",
        *(column("id", ID), column("run_id", ID), to("runs", "run_id")),
        *(column("revision", NUMBER), column("question", TEXT)),
        *(column("kind", one_of("kind", *KINDS)), column("at", MOMENT)),
        key=["id"],
    )
    index("run_events", "run_id")
    index("run_events", "question", "kind")


def copy() -> sa.ForeignKeyConstraint:
    return to("working_copies", "working_copy_id")


def table(name: str, *parts: Any, key: list[str], **options: Any) -> sa.Table:  # noqa: ANN401
    return op.create_table(name, *parts, sa.PrimaryKeyConstraint(*key), **options)


def column(name: str, kind: Any, *, nullable: bool = False, **options: Any) -> sa.Column[Any]:  # noqa: ANN401
    return sa.Column(name, kind, nullable=nullable, **options)


def to(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"])


def index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
