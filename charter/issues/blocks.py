"""Blocks of no kind or of several, and rows that are not as wide as their table."""

from __future__ import annotations

from collections.abc import Iterator

from charter.read import CharterRead
from charter.template import BlockTemplate, TableTemplate
from flows.issue import Issue
from flows.source import Path

__all__ = ["check"]


def check(charter: CharterRead) -> Iterator[Issue]:
    for language, template in charter.templates.items():
        for number, clause in enumerate(template.clauses):
            for rank, block in enumerate(clause.blocks):
                path = ("clauses", number, "blocks", rank)
                yield from _block(charter, language, block, path)


def _block(
    charter: CharterRead, language: str, block: BlockTemplate, path: Path
) -> Iterator[Issue]:
    kinds = [kind for kind in type(block).model_fields if getattr(block, kind)]
    if len(kinds) != 1 and language == charter.template.language:
        yield charter.source.issue("block_kinds", path, {"kinds": ", ".join(kinds)})
    if block.table:
        yield from _rows(charter, language, block.table, (*path, "table"))


def _rows(charter: CharterRead, language: str, table: TableTemplate, path: Path) -> Iterator[Issue]:
    for number, row in enumerate(table.rows):
        if len(row.cells) != len(table.header):
            params = {"expected": len(table.header), "found": len(row.cells)}
            yield charter.sources[language].issue("row_width", (*path, "rows", number), params)
