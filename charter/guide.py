"""A revision made ready to use: the flow to walk, and the charter that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from charter.compose import compose
from charter.document import Document, DocumentStatus
from charter.template import Template, load_templates
from flows.compiled import CompiledFlow, compile_flow
from flows.question import Reader
from flows.reading import load_flow
from flows.run import Run

__all__ = ["Guide", "load_guide"]


@dataclass(frozen=True, slots=True)
class Guide:
    """All that a revision gives, in each of its languages. It never changes."""

    compiled: CompiledFlow
    templates: Mapping[str, Template]

    def draft(self, run: Run, *, reader: Reader, today: date) -> Document:
        """The charter as it stands, for one reader, in the language of the run."""
        language = run.language if run.language in self.templates else next(iter(self.templates))
        return compose(
            self.templates[language],
            self.compiled,
            run,
            reader=reader,
            today=today,
            language=language,
            status=DocumentStatus.DRAFT,
        )


def load_guide(files: Mapping[str, bytes], *, number: int) -> Guide:
    """The guide that the files of a revision give.

    Raises:
        InvalidFlow: with every issue, when one of them is an error.
    """
    return Guide(compile_flow(load_flow(files), number=number), load_templates(files))
