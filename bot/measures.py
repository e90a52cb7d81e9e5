"""What the database holds, as metrics: the same from each process."""

from __future__ import annotations

from datetime import datetime

from bot.vital_signs import Signs
from storage.database import Database
from storage.repositories.vitals import Vitals
from telemetry.family import Family, counted, gauge

__all__ = ["of_database", "of_intake"]


def of_database(database: Database, signs: Signs, *, now: datetime) -> list[Family]:
    """Whether it answers, what went wrong with it, and how far behind everything is."""
    up = gauge("alliance_database_up", "Whether the database answers.", int(not signs.error))
    faults = counted(
        "alliance_database_errors_total", "Database errors, by kind.", ("kind",), database.faults
    )
    return [up, faults, *([] if signs.vitals is None else _of_vitals(signs.vitals, now))]


def of_intake(oldest: float | None, seconds: float) -> Family:
    """`seconds` is the time by a clock that only goes forward."""
    return gauge(
        "alliance_intake_oldest_seconds",
        "How long the update that waits longest has waited to be stored.",
        0.0 if oldest is None else seconds - oldest,
    )


def _of_vitals(vitals: Vitals, now: datetime) -> list[Family]:
    def age(since: datetime | None) -> float:
        return 0.0 if since is None else max(0.0, (now - since).total_seconds())

    return [
        gauge("alliance_outbox_messages", "Messages to be sent, at most 10,000.", vitals.messages),
        gauge(
            "alliance_outbox_oldest_seconds",
            "How long the message has stood that is to be sent longest.",
            age(vitals.message_since),
        ),
        gauge(
            "alliance_timers_overdue_seconds",
            "How long the timer is overdue that is overdue longest.",
            age(vitals.timer_since),
        ),
        gauge(
            "alliance_dead_letters",
            "Updates that broke the bot and were not replayed, at most 10,000.",
            vitals.letters,
        ),
        gauge(
            "alliance_runs", "The newest walks, at most 10,000, by status.", vitals.runs, "status"
        ),
        gauge(
            "alliance_drafts_waiting",
            "Drafts that wait for a coach, at most 10,000, by status.",
            vitals.drafts,
            "status",
        ),
        gauge(
            "alliance_drafts_oldest_seconds",
            "How long the draft has waited for a coach that waits longest.",
            age(vitals.draft_since),
        ),
    ]
