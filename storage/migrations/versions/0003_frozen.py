"""Triggers: what was said and submitted stays as it was."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

# What was said and submitted stays as it was, whoever asks: the database itself refuses. The only
# way out is an erasure: a row in `erasures`, in the same transaction, unlocks deletion (never
# change) of what belongs to that one alliance. Numbers of alliances are never used again.
FROZEN = {
    "answers": """EXISTS (SELECT 1 FROM erasures JOIN runs USING (alliance_id)
        WHERE runs.id = OLD.run_id)""",
    "charter_revisions": "EXISTS (SELECT 1 FROM erasures WHERE alliance_id = OLD.alliance_id)",
}
SOURCES = "flow, number, sources, checksum"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        freeze_on_sqlite()
    else:
        freeze_on_postgresql()


def freeze_on_sqlite() -> None:
    for table, erased in FROZEN.items():
        refuse_on_sqlite(f"{table}_stay", f"UPDATE ON {table}", table)
        refuse_on_sqlite(f"{table}_remain", f"DELETE ON {table}", table, f"WHEN NOT {erased}")
    refuse_on_sqlite("flow_revisions_stay", f"UPDATE OF {SOURCES} ON flow_revisions", "sources")


def refuse_on_sqlite(name: str, event: str, what: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW {when} "
        f"BEGIN SELECT RAISE(ABORT, '{what} never change'); END"
    )


def freeze_on_postgresql() -> None:
    for table, erased in FROZEN.items():
        refuse_on_postgresql(f"{table}_stay", f"UPDATE ON {table} FOR EACH ROW")
        refuse_on_postgresql(f"{table}_remain", f"DELETE ON {table} FOR EACH ROW", erased)
        refuse_on_postgresql(f"{table}_last", f"TRUNCATE ON {table} FOR EACH STATEMENT")
    refuse_on_postgresql(
        "flow_revisions_stay", f"UPDATE OF {SOURCES} ON flow_revisions FOR EACH ROW"
    )


def refuse_on_postgresql(name: str, event: str, unless: str = "false") -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {unless} THEN RETURN OLD; END IF; "
        "RAISE EXCEPTION '% never change', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} EXECUTE FUNCTION {name}()")
