"""Statements on the path of an answer: compiled once, and handed to the driver as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Select

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Delete, Dialect, Insert, Update

    from storage.stores import ReadStore, WriteStore

__all__ = ["Prepared"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement in one dialect, and how values go in and come out of it."""

    text: str
    #: name and way in of each value, in the order of the marks
    binds: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    #: the driver takes them in order, and not by name
    in_order: bool
    results: tuple[Callable[[Any], Any] | None, ...]

    def values(self, params: Mapping[str, Any]) -> Sequence[Any] | Mapping[str, Any]:
        ready = [process(params[name]) if process else params[name] for name, process in self.binds]
        if self.in_order:
            return ready
        return {name: value for (name, _), value in zip(self.binds, ready, strict=True)}

    def row(self, row: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(
            [
                process(value) if process else value
                for process, value in zip(self.results, row, strict=True)
            ]
        )


class Prepared:
    """A Core statement whose every value is a named `bindparam`.

    It means what the same statement means on `store.connection`; it only spares the way through
    SQLAlchemy, which costs as much as the writing itself.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | Insert | Update | Delete) -> None:
        self.statement = statement
        self.compiled: dict[str, Compiled] = {}

    def first(self, store: ReadStore, **params: object) -> tuple[Any, ...] | None:
        """The first row, or none."""
        compiled = self.for_dialect(store.connection.dialect)
        row = store.cursor.execute(compiled.text, compiled.values(params)).fetchone()
        return None if row is None else compiled.row(row)

    def all(self, store: ReadStore, **params: object) -> list[tuple[Any, ...]]:
        """Every row."""
        compiled = self.for_dialect(store.connection.dialect)
        rows = store.cursor.execute(compiled.text, compiled.values(params)).fetchall()
        return [compiled.row(row) for row in rows]

    def run(self, store: WriteStore, **params: object) -> int:
        """How many rows it touched."""
        compiled = self.for_dialect(store.connection.dialect)
        return cast("int", store.cursor.execute(compiled.text, compiled.values(params)).rowcount)

    def for_dialect(self, dialect: Dialect) -> Compiled:
        compiled = self.compiled.get(dialect.name)
        if compiled is None:
            compiled = self.compiled[dialect.name] = compile_for(dialect, self.statement)
        return compiled


def compile_for(
    dialect: Dialect, statement: Select[*tuple[Any, ...]] | Insert | Update | Delete
) -> Compiled:
    compiled = statement.compile(dialect=dialect)
    returned = statement.selected_columns if isinstance(statement, Select) else None
    columns = statement.exported_columns if returned is None else returned
    processes = {
        name: bind.type.dialect_impl(dialect).bind_processor(dialect)
        for name, bind in compiled.binds.items()
    }
    in_order = compiled.positiontup is not None
    names = tuple(compiled.positiontup or processes)
    return Compiled(
        text=str(compiled),
        binds=tuple((name, processes[name]) for name in names),
        in_order=in_order,
        results=tuple(
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        ),
    )
