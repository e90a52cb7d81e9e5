"""Types of columns that say the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic_core import PydanticSerializationError, to_json
from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer, Text, TypeDecorator
from sqlalchemy.orm import mapped_column

__all__ = [
    "BareText",
    "BigId",
    "JsonText",
    "Key",
    "PlainText",
    "UtcDateTime",
    "choice",
    "dumps",
    "loads",
]

#: an integer that a long life does not exhaust; SQLite numbers its rows in INTEGER only
BigId = BigInteger().with_variant(Integer(), "sqlite")

#: compared letter by letter, as SQLite does: an index of it finds what begins with some letters
BareText = Text().with_variant(Text(collation="C"), "postgresql")

Key = Annotated[int, mapped_column(BigId, primary_key=True)]

ASCII_ENCODER = json.JSONEncoder(separators=(",", ":"))


def dumps(value: Any) -> str:  # noqa: ANN401  whatever JSON can say
    """Compact JSON that any database can keep, half a surrogate pair included.

    TypeError for what JSON cannot say. pydantic's writer takes a third of the time of json's.
    """
    try:
        return to_json(value).decode()
    except PydanticSerializationError:
        return ASCII_ENCODER.encode(value)


loads = json.JSONDecoder().decode


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: refused without its zone, always given back in UTC, to the microsecond."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class JsonText(TypeDecorator[Any]):
    """JSON, kept to the letter: no database may reorder what was frozen."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ANN401, ARG002
        return dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        return None if value is None else loads(value)


class PlainText(TypeDecorator[str]):
    """Words of people, less what no database keeps: the null character, half a surrogate pair."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace("\0", "").encode(errors="replace").decode()


def choice(members: type[StrEnum], name: str) -> Enum:
    """One of the members by its value, checked by the database."""
    return Enum(
        members,
        name=name,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda kind: [member.value for member in kind],
        length=20,  # room for members to come, without a migration of the type
    )
