"""What of the live flow a draft would lose: answers, and the languages people walk in."""

from __future__ import annotations

from collections.abc import Mapping

from charter.grid import read_grids
from charter.guide import Guide, common_languages
from charter.reading import read_template
from flows.issue import Issue
from flows.publishing import languages_lost, losses
from flows.reading import read_flow

__all__ = ["losses_between"]


def losses_between(live: Guide, files: Mapping[str, bytes]) -> tuple[Issue, ...]:
    """All that keeps the files of a draft from taking the place of the live flow."""
    draft = read_flow(files)
    complete = (draft.complete, read_template(files).complete, read_grids(files).complete)
    after = common_languages(*complete)
    lost = languages_lost(live.languages, after, draft)
    return tuple(sorted((*losses(live.compiled.source, draft), *lost)))
