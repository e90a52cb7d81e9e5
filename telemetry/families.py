"""What each process tells of itself, under the names that rules and dashboards use."""

from __future__ import annotations

from telemetry.family import Family, counted, timed
from telemetry.figures import Figures

__all__ = ["of_process"]


def of_process(figures: Figures) -> list[Family]:
    """Its own figures."""
    return [
        counted(
            "alliance_updates_total",
            "Updates from Telegram, by what became of them.",
            ("result",),
            figures.updates,
        ),
        counted("alliance_answers_total", "Answers of people that were kept.", (), figures.answers),
        counted(
            "alliance_sends_total",
            "Tries to send a message, by result.",
            ("result",),
            figures.sends,
        ),
        counted(
            "alliance_telegram_limited_total",
            "How often Telegram asked to be left alone (429).",
            (),
            figures.limited,
        ),
        counted(
            "alliance_desk_requests_total",
            "Requests to the coaches' desk, by name of the page and status.",
            ("page", "status"),
            figures.desk,
        ),
        timed(
            "alliance_part_seconds",
            "How long each part of an answer takes.",
            "part",
            {
                "intake": figures.intake,
                "engine": figures.engine,
                "sending": figures.sending,
                "desk": figures.page,
            },
        ),
    ]
