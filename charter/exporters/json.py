"""JSON: the document itself, for machines that will read it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.exporters import Exporter

if TYPE_CHECKING:
    from charter.document import Document

__all__ = ["exporter", "render"]


def render(document: Document) -> bytes:
    """Write what ``Document.model_validate_json`` reads back, equal."""
    return f"{document.model_dump_json(indent=2)}\n".encode()


exporter = Exporter(
    name="json",
    title="JSON",
    media_type="application/json",
    extension="json",
    render=render,
)
