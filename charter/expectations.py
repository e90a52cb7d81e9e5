"""What a story of the flow expects of the charter that comes of it."""

from __future__ import annotations

from charter.document import Document
from charter.plain import document_lines
from flows.playing import Failure
from flows.stories import Story
from flows.wording import fold

__all__ = ["failures"]


def failures(document: Document, story: Story) -> tuple[Failure, ...]:
    """Everything that is not as the story says. Case, accents and kinds of space do not matter."""
    text = fold("\n".join(document_lines(document)))
    planned = {each.id for each in document.documents}
    return (
        *(Failure("charter_has", {"words": w}) for w in story.charter_has if fold(w) not in text),
        *(Failure("charter_lacks", {"words": w}) for w in story.charter_lacks if fold(w) in text),
        *(Failure("documents", {"document": d}) for d in story.documents if d not in planned),
    )
