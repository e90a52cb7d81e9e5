"""Drafts between leaders and coaches: teams, reviews, readings, remarks; sessions of the desk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from charter.words import words

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBER = sa.Integer()
TEXT = sa.Text()
BARE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)

STATUSES = (
    *("draft", "submitted", "in_review", "changes_requested", "redo_with_support"),
    *("approved", "withdrawn"),
)
STATES = ("open", "revised", "kept", "asked", "answered", "closed")
KINDS = ("submitted", "resubmitted", "asked", "withdrawn", "handed_over", "waiting")


def upgrade() -> None:
    number_contacts_once()
    make_teams()
    make_reviews()
    make_readings()
    make_remarks()
    make_desk()
    review_what_was_sent()


def number_contacts_once() -> None:
    """The number of a contact that was erased is never given again; PostgreSQL does so already."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table(
            "contacts", recreate="always", table_kwargs={"sqlite_autoincrement": True}
        ):
            pass


def make_teams() -> None:
    teams = table(
        "teams",
        *(column("id", ID), column("public_id", TEXT), column("name", TEXT)),
        column("created_at", MOMENT),
        sa.UniqueConstraint("public_id"),
        key=["id"],
    )
    since = datetime(2026, 1, 1, tzinfo=UTC)
    common = {"public_id": "common", "name": "", "created_at": since}
    op.bulk_insert(teams, [common])
    table(
        "team_members",
        *(column("team_id", ID, autoincrement=False), to("teams", "team_id")),
        *(column("person_id", ID, autoincrement=False), to("people", "person_id")),
        key=["team_id", "person_id"],
        sqlite_with_rowid=False,
    )
    index("team_members", "person_id")
    table(
        "placements",
        *(column("person_id", ID, autoincrement=False), to("people", "person_id")),
        *(column("team_id", ID), to("teams", "team_id")),
        *(column("coach_id", ID, nullable=True), to("people", "coach_id")),
        key=["person_id"],
    )
    index("placements", "team_id")
    index("placements", "coach_id")


def make_reviews() -> None:
    table(
        "reviews",
        column("id", ID),
        *(column("alliance_id", ID), to("alliances", "alliance_id")),
        *(column("run_id", ID), to("runs", "run_id")),
        *(column("team_id", ID), to("teams", "team_id")),
        *(column("coach_id", ID, nullable=True), to("people", "coach_id")),
        column("status", one_of("status", *STATUSES)),
        *(column("since", MOMENT), column("number", NUMBER), column("category", TEXT)),
        *(column("language", TEXT), column("version", NUMBER), column("submitted_at", MOMENT)),
        sa.UniqueConstraint("alliance_id"),
        key=["id"],
    )
    index("reviews", "run_id")
    index("reviews", "team_id", "status", "since")
    index("reviews", "team_id", "category", "status", "since")
    index("reviews", "coach_id", "status", "since")
    table(
        "review_words",
        column("word", BARE),
        *(column("review_id", ID, autoincrement=False), to("reviews", "review_id")),
        key=["word", "review_id"],
        sqlite_with_rowid=False,
    )
    index("review_words", "review_id")


def make_readings() -> None:
    table(
        "readings",
        *(column("review_id", ID, autoincrement=False), to("reviews", "review_id")),
        column("number", NUMBER, autoincrement=False),
        *(column("strength", TEXT), column("supports", TEXT)),
        column("verdict", one_of("verdict", "ready", "revise", "redo"), nullable=True),
        column("decided_at", MOMENT, nullable=True),
        *(column("by_person_id", ID), to("people", "by_person_id")),
        column("version", NUMBER),
        key=["review_id", "number"],
    )
    index("readings", "by_person_id")
    table(
        "grid_marks",
        *(column("review_id", ID, autoincrement=False), to("reviews", "review_id")),
        *(column("number", NUMBER, autoincrement=False), column("criterion", TEXT)),
        column("state", one_of("state", "not_relevant", "to_work_on", "partly", "solid")),
        column("note", TEXT),
        *(column("by_person_id", ID), to("people", "by_person_id")),
        column("version", NUMBER),
        key=["review_id", "number", "criterion"],
    )
    index("grid_marks", "by_person_id")


def make_remarks() -> None:
    table(
        "remarks",
        *(column("id", ID), column("public_id", TEXT), sa.UniqueConstraint("public_id")),
        *(column("review_id", ID), to("reviews", "review_id"), column("number", NUMBER)),
        *(column("by_person_id", ID), to("people", "by_person_id")),
        column("anchor_kind", one_of("anchor_kind", "whole", "clause", "answer")),
        *(column("anchor", TEXT), column("excerpt", TEXT), column("text", TEXT)),
        column("audience", one_of("audience", "shared", "private")),
        column("weight", one_of("weight", "must_fix", "suggestion")),
        column("priority", sa.Boolean()),
        column("state", one_of("state", *STATES)),
        *(column("version", NUMBER), column("created_at", MOMENT)),
        column("sent_at", MOMENT, nullable=True),
        key=["id"],
    )
    index("remarks", "by_person_id")
    index("remarks", "review_id", "number")
    table(
        "remark_notes",
        *(column("id", ID), column("remark_id", ID), to("remarks", "remark_id")),
        *(column("by_person_id", ID), to("people", "by_person_id")),
        column("side", one_of("side", "leader", "coach", "nobody")),
        column("state", one_of("state", *STATES)),
        *(column("text", TEXT), column("said_at", MOMENT)),
        key=["id"],
    )
    index("remark_notes", "remark_id")
    index("remark_notes", "by_person_id")
    table(
        "awaited_words",
        *(column("contact_id", ID, autoincrement=False), to("contacts", "contact_id")),
        column("purpose", one_of("purpose", "keep", "ask", "answer")),
        *(column("remark_id", ID), to("remarks", "remark_id"), column("asked_at", MOMENT)),
        key=["contact_id"],
    )
    index("awaited_words", "remark_id")
    table(
        "notices",
        *(column("id", ID), column("person_id", ID), to("people", "person_id")),
        *(column("review_id", ID), to("reviews", "review_id")),
        *(column("remark_id", ID, nullable=True), to("remarks", "remark_id")),
        *(column("kind", one_of("kind", *KINDS)), column("at", MOMENT)),
        key=["id"],
    )
    for name in ("person_id", "review_id", "remark_id"):
        index("notices", name)


def make_desk() -> None:
    table(
        "sign_in_links",
        *(column("id", ID), column("digest", TEXT), sa.UniqueConstraint("digest")),
        *(column("person_id", ID), to("people", "person_id")),
        *(column("created_at", MOMENT), column("expires_at", MOMENT), column("browser", TEXT)),
        column("used_at", MOMENT, nullable=True),
        key=["id"],
    )
    index("sign_in_links", "person_id")
    table(
        "desk_sessions",
        *(column("id", ID), column("digest", TEXT), sa.UniqueConstraint("digest")),
        *(column("person_id", ID), to("people", "person_id"), column("browser", TEXT)),
        *(column("created_at", MOMENT), column("seen_at", MOMENT), column("expires_at", MOMENT)),
        column("ended_at", MOMENT, nullable=True),
        key=["id"],
    )
    index("desk_sessions", "person_id")
    table(
        "sign_in_attempts",
        *(column("id", ID), column("source", TEXT), column("at", MOMENT)),
        key=["id"],
    )
    index("sign_in_attempts", "source", "at")
    table(
        "typed_texts",
        *(column("person_id", ID, autoincrement=False), to("people", "person_id")),
        *(column("field", TEXT), column("text", TEXT), column("typed_at", MOMENT)),
        key=["person_id", "field"],
    )
    table(
        "sent_forms",
        *(column("person_id", ID, autoincrement=False), to("people", "person_id")),
        *(column("token", TEXT), column("sent_at", MOMENT)),
        key=["person_id", "token"],
    )
    index("sent_forms", "sent_at")


def review_what_was_sent() -> None:
    """Charters that were sent before there was a desk wait for a coach there."""
    connection = op.get_bind()
    connection.execute(
        sa.text(
            "INSERT INTO reviews (alliance_id, run_id, team_id, coach_id, status, since, number,"
            " category, language, version, submitted_at)"
            " SELECT last.alliance_id, last.run_id, teams.id, NULL, 'submitted',"
            " last.submitted_at, last.number, '', last.language, 1, last.submitted_at"
            " FROM charter_revisions last CROSS JOIN teams"
            " WHERE last.number = (SELECT max(number) FROM charter_revisions every"
            " WHERE every.alliance_id = last.alliance_id)"
        )
    )
    titles = connection.execute(
        sa.text(
            "SELECT reviews.id, alliances.title FROM reviews"
            " JOIN alliances ON alliances.id = reviews.alliance_id"
        )
    )
    found = [{"word": word, "review_id": key} for key, title in titles for word in words(title)]
    if found:
        connection.execute(
            sa.text("INSERT INTO review_words (word, review_id) VALUES (:word, :review_id)"), found
        )


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
