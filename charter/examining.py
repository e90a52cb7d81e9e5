"""All that can be said of the files of a flow without playing it: what they hold, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charter.fit import fit
from charter.grid import Grid, read_grids
from charter.grid_fit import fit_grid
from charter.read import CharterRead
from charter.reading import read_template
from flows.issue import Issue, Severity
from flows.languages import Translated
from flows.read import Read
from flows.reading import read_flow
from flows.stories import STORIES_FILE, Stories, read_stories

__all__ = ["Examined", "examine"]


@dataclass(frozen=True, slots=True)
class Examined:
    """The files as read, whole or not."""

    flow: Read
    charter: CharterRead
    grids: Translated[Grid]
    #: none when there are none, or when they cannot be read
    stories: Stories | None
    #: in all the files, in their order
    issues: tuple[Issue, ...]

    @property
    def has_errors(self) -> bool:
        return any(issue.severity is Severity.ERROR for issue in self.issues)


def examine(files: Mapping[str, bytes]) -> Examined:
    """What the files say, and everything that is wrong with them, each and together."""
    flow, charter, grids = read_flow(files), read_template(files), read_grids(files)
    told = read_stories(files[STORIES_FILE]) if STORIES_FILE in files else None
    wrong = () if told is None or isinstance(told, Stories) else told
    fitting = (*fit(charter, flow), *fit_grid(grids, charter, flow))
    issues = sorted((*flow.issues, *charter.issues, *fitting, *grids.issues, *wrong))
    stories = told if isinstance(told, Stories) else None
    return Examined(flow, charter, grids, stories, tuple(issues))
