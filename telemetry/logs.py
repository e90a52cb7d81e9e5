"""Lines of the log: for people or for machines, and of other libraries only what is nobody's words.

Ours are written where they arise, and hold names of errors, numbers and counts. What a library
writes may hold anything, such as the text of an error with a person's words in it: of that only the
place and the kind of error are shown.
"""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from traceback import extract_tb
from typing import Any, Literal, TextIO

import structlog

from telemetry.context import REQUEST, UPDATE

__all__ = ["FORMATS", "LEVELS", "Format", "Level", "write_logs"]

Format = Literal["console", "json"]
Level = Literal["debug", "info", "warning", "error"]
FORMATS: tuple[Format, ...] = ("console", "json")
LEVELS: tuple[Level, ...] = ("debug", "info", "warning", "error")
#: steps shown of what led to an error, the nearest last
STEPS = 6

Event = MutableMapping[str, Any]


def write_logs(stream: TextIO, *, form: Format = "console", level: Level = "info") -> None:
    """Ours and those of other libraries, one line each."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            what_is_worked,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer(form, colors=stream.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    for before in [each for each in root.handlers if isinstance(each, Discreet)]:
        root.removeHandler(before)
    root.addHandler(Discreet(logging.WARNING))


def renderer(form: Format, *, colors: bool) -> structlog.typing.Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=colors)


def what_is_worked(_: object, __: str, event: Event) -> Event:
    """Add the number of the update, or the id of the request, when the line does not say it."""
    for name, found in (("update", UPDATE.get()), ("request", REQUEST.get())):
        if found is not None:
            event.setdefault(name, found)
    return event


class Discreet(logging.Handler):
    """Says that a library complained, where, and of which kind of error."""

    def emit(self, record: logging.LogRecord) -> None:
        told: dict[str, object] = {
            "library": record.name,
            "where": f"{record.module}:{record.lineno}",
        }
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is not None:
            told["error"] = kind.__name__
            told["steps"] = [f"{step.filename}:{step.lineno}" for step in extract_tb(trace)][
                -STEPS:
            ]
        log = structlog.get_logger()
        (log.error if record.levelno >= logging.ERROR else log.warning)("library", **told)
