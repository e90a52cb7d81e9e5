"""Lines of the log: one form or the other, numbered, and of libraries no words."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from telemetry.context import UPDATE, requested
from telemetry.logs import Discreet, write_logs


@pytest.fixture
def written() -> Iterator[StringIO]:
    stream = StringIO()
    yield stream
    structlog.reset_defaults()
    root = logging.getLogger()
    for each in [each for each in root.handlers if isinstance(each, Discreet)]:
        root.removeHandler(each)


def lines(stream: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_json_with_its_time_and_level(written: StringIO) -> None:
    write_logs(written, form="json")
    structlog.get_logger().warning("outbox", error="DatabaseLocked", é="à")
    (line,) = lines(written)
    assert ("warning", "outbox", "DatabaseLocked", "à") == (
        line["level"],
        line["event"],
        line["error"],
        line["é"],
    )
    assert str(line["timestamp"]).endswith("Z")


def test_a_line_for_people_is_text(written: StringIO) -> None:
    write_logs(written)
    structlog.get_logger().error("outbox", error="DatabaseLocked")
    assert "error=DatabaseLocked" in written.getvalue()


def test_what_is_below_the_level_is_left_out(written: StringIO) -> None:
    write_logs(written, form="json", level="error")
    structlog.get_logger().warning("no")
    structlog.get_logger().error("yes")
    assert ["yes"] == [line["event"] for line in lines(written)]


def test_a_line_names_the_update_or_the_request_that_is_worked(written: StringIO) -> None:
    write_logs(written, form="json")
    log = structlog.get_logger()
    with requested("r1"):
        log.warning("page")
    before = UPDATE.set(7)
    log.warning("update")
    log.warning("another", update=8)
    UPDATE.reset(before)
    log.warning("neither")
    found = [(line.get("update"), line.get("request")) for line in lines(written)]
    assert [(None, "r1"), (7, None), (8, None), (None, None)] == found


def test_of_what_a_library_writes_only_the_place_and_the_kind_are_shown(written: StringIO) -> None:
    write_logs(written, form="json")
    try:
        int("the words of Zéphyrine")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Zéphyrine said %s", "so")
    logging.getLogger("sqlalchemy").warning("Zéphyrine waits")
    first, second = lines(written)
    assert ("uvicorn.error", "ValueError") == (first["library"], first["error"])
    assert "test_logs" in str(first["steps"])
    assert "sqlalchemy" == second["library"]
    assert "Zéphyrine" not in written.getvalue()


def test_to_begin_again_writes_each_line_once(written: StringIO) -> None:
    write_logs(written, form="json")
    write_logs(written, form="json")
    logging.getLogger("asyncio").error("twice?")
    assert 1 == len(lines(written))
