"""A draft laid out for its page: each clause with its answers, its remarks and its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from charter.beside import ClauseBeside
from charter.grid import Criterion, Grid
from storage.repositories.remarks import Remark, RemarkNote
from web.views.draft import Draft
from web.views.problem import Problem

__all__ = ["ClauseSheet", "Options", "RemarkForm", "RemarkSheet", "Sheet"]

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RemarkForm:
    """What a form of the page begins with."""

    #: what its field ids begin with, and where addresses lead
    place: str
    #: under which name its text is kept while it is typed
    kept: str
    values: Mapping[str, str]
    #: what the remark may be about: value and words
    options: Options = ()
    #: whose question is ready to be sent
    ready: tuple[Criterion, ...] = ()
    is_unfolded: bool = False
    problem: Problem | None = None
    #: the answer that it is about, word for word
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class RemarkSheet:
    remark: Remark
    by: str
    #: what it is about, in words
    about: str
    notes: tuple[tuple[RemarkNote, str], ...]
    #: to say it otherwise; none once it was sent
    form: RemarkForm | None
    #: what stands in the answer that is being written to the leader's question
    answer: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ClauseSheet:
    beside: ClauseBeside
    remarks: tuple[RemarkSheet, ...]
    form: RemarkForm | None


@dataclass(frozen=True, slots=True)
class Sheet:
    draft: Draft
    clauses: tuple[ClauseSheet, ...]
    #: remarks on the whole, and on answers that no clause quotes
    remarks: tuple[RemarkSheet, ...]
    form: RemarkForm | None
    grid: Grid | None
    #: what is typed and not sent, by name
    typed: Mapping[str, str]
    problem: Problem | None
    #: by person, who said an answer that the leader did not say
    helpers: Mapping[int, str] = field(default_factory=dict)

    @property
    def first_remark(self) -> str:
        """Id of the one that comes first on the page; empty without any."""
        under = (each.remarks for each in self.clauses)
        return next((each.remark.public_id for each in chain(*under, self.remarks)), "")
