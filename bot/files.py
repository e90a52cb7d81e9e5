"""A charter as files to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages import Attachment
from charter.exporters import exporters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.phrases import Phrases
    from charter.document import Document

__all__ = ["FOR_PEOPLE", "files_of"]

#: formats for people; the others are for machines
FOR_PEOPLE = ("pdf", "docx", "markdown")


def files_of(
    document: Document, say: Phrases, formats: Iterable[str] = FOR_PEOPLE
) -> tuple[Attachment, ...]:
    """One for each format."""
    found, stem = exporters(), say.say("export.name")
    return tuple(
        Attachment(
            f"{stem}.{found[name].extension}", found[name].media_type, found[name].render(document)
        )
        for name in formats
    )
