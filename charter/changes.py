"""What changed between two versions of a charter, clause by clause; runs in progress go on as they
are, and charters that were sent keep their revision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from charter.guide import Guide
from charter.template import ClauseTemplate, PlannedTemplate, Template
from flows.around import around
from flows.changes import Change, Detail, Noun, What
from flows.differences import differences
from flows.fields import otherwise, reworded
from flows.question_changes import condition_detail
from flows.renames import Renames

__all__ = ["changes_between", "charter_changes"]

#: fields of a charter that are compared by themselves
APART = ("format", "charter", "language", "clauses", "documents")

Pairs = dict[str, tuple[Template, Template]]


def changes_between(old: Guide, new: Guide) -> tuple[Change, ...]:
    """Every change of the flow, then of its charter."""
    renames = Renames.between(old.compiled.source, new.compiled.source)
    return (
        *differences(old.compiled.flows, new.compiled.flows),
        *charter_changes(old.templates, new.templates, renames),
    )


def charter_changes(
    old: Mapping[str, Template], new: Mapping[str, Template], renames: Renames
) -> tuple[Change, ...]:
    """Every change between two versions, each given in its languages, the own one first."""
    own = (next(iter(old.values())), next(iter(new.values())))
    others = {name: (old[name], new[name]) for name in tuple(old)[1:] if name in tuple(new)[1:]}
    pairs: Pairs = {"": own, **others}
    return (*_whole(pairs, renames), *_clauses(pairs, renames), *_documents(pairs, renames))


def _whole(pairs: Pairs, renames: Renames) -> Iterator[Change]:
    old, new = pairs[""]
    texts: tuple[Detail, ...] = ()
    for language, (before, after) in pairs.items():
        texts += reworded(before, after, language=language, without=APART)
    if texts:
        yield Change(Noun.CHARTER, What.REWORDED, new.charter, details=texts)
    doubts = tuple(renames.questions.get(name, name) for name in old.doubts)
    named = old.model_copy(update={"doubts": doubts})
    if details := otherwise(named, new, without=APART):
        yield Change(Noun.CHARTER, What.SETTINGS, new.charter, details=details)


def _clauses(pairs: Pairs, renames: Renames) -> Iterator[Change]:
    before, after = ({clause.id: clause for clause in each.clauses} for each in pairs[""])
    yield from around(Noun.CLAUSE, list(before), list(after))
    for name in (name for name in after if name in before):
        yield from _pair(Noun.CLAUSE, name, before[name], after[name], renames)
        texts: tuple[Detail, ...] = ()
        for language, (old, new) in pairs.items():
            found = (next(c for c in each.clauses if c.id == name) for each in (old, new))
            texts += reworded(*found, language=language)
        if texts:
            yield Change(Noun.CLAUSE, What.REWORDED, name, details=texts)


def _documents(pairs: Pairs, renames: Renames) -> Iterator[Change]:
    before, after = ({paper.id: paper for paper in each.documents} for each in pairs[""])
    yield from around(Noun.DOCUMENT, list(before), list(after))
    for name in (name for name in after if name in before):
        yield from _pair(Noun.DOCUMENT, name, before[name], after[name], renames)
        texts: tuple[Detail, ...] = ()
        for language, (old, new) in pairs.items():
            found = (next(d for d in each.documents if d.id == name) for each in (old, new))
            texts += reworded(*found, language=language)
        if texts:
            yield Change(Noun.DOCUMENT, What.REWORDED, name, details=texts)


def _pair(
    noun: Noun,
    name: str,
    before: ClauseTemplate | PlannedTemplate,
    after: ClauseTemplate | PlannedTemplate,
    renames: Renames,
) -> Iterator[Change]:
    if renames.condition(before.when) != after.when:
        written = condition_detail(before.when, after.when)
        yield Change(noun, What.CONDITION, name, details=(written,))
    needs = tuple(renames.questions.get(each, each) for each in getattr(before, "needs", ()))
    named = before.model_copy(update={"needs": needs} if needs else {})
    if details := otherwise(named, after, without=("when",)):
        yield Change(noun, What.SETTINGS, name, details=details)
