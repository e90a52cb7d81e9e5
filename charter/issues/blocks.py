"""Blocks of no kind or of several, and rows that are not as wide as their table."""

from __future__ import annotations

from collections.abc import Iterator

from charter.read import CharterRead
from charter.template import BlockTemplate, TableTemplate
from flows.issue import Issue
from flows.source import Path, Source

__all__ = ["check"]


def check(charter: CharterRead) -> Iterator[Issue]:
    for number, clause in enumerate(charter.template.clauses):
        for rank, block in enumerate(clause.blocks):
            yield from _block(charter.source, block, ("clauses", number, "blocks", rank))


def _block(source: Source, block: BlockTemplate, path: Path) -> Iterator[Issue]:
    kinds = [kind for kind in BlockTemplate.model_fields if getattr(block, kind)]
    if len(kinds) != 1:
        yield source.issue("block_kinds", path, {"kinds": ", ".join(kinds)})
    if block.table:
        yield from _rows(source, block.table, (*path, "table", "rows"))


def _rows(source: Source, table: TableTemplate, path: Path) -> Iterator[Issue]:
    for number, row in enumerate(table.rows):
        if len(row.cells) != len(table.header):
            params = {"expected": len(table.header), "found": len(row.cells)}
            yield source.issue("row_width", (*path, number), params)
