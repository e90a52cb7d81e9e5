"""A frozen charter beside the answers it rests on, as a coach reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from charter.beside import Beside, beside, for_coach
from charter.document import Document
from charter.guide import Guide, load_guide
from charter.plain import document_lines
from charter.remark import Anchor, AnchorKind, NoSuchAnchor, excerpt, gaps
from flows.question import Reader
from flows.run import Run
from tests.charter.drafts import SAMPLE, TODAY, run_with

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FILES = {path.name: path.read_bytes() for path in SAMPLE.iterdir()}
REASON = """      - {id: category_why, kind: text, text: "Pourquoi ?", when: {category: overridden}}
      - id: candidates
"""
WITH_REASON = {
    **FILES,
    "flow.yaml": FILES["flow.yaml"].replace(b"      - id: candidates\n", REASON.encode()),
}
HIDDEN = {
    **WITH_REASON,
    "flow.yaml": WITH_REASON["flow.yaml"]
    .replace(
        'Qu’avez-vous raté ?", visible_to: [leader, coach]'.encode(),
        'Qu’avez-vous raté ?", visible_to: [leader]'.encode(),
    )
    .replace(
        b'Sa crainte ?", visible_to: [leader, coach]',
        b'Sa crainte ?", visible_to: [leader]',
    ),
}
ANSWERS = {
    "organisation": "Les Potagers",
    "public": "Les aînés",
    "problem": "Ils mangent seuls",
    "secret": "CACHÉ un repas partagé",
    "verb": "reach",
    "category": {"choice": "public_body", "advised": "peers"},
    "category_why": "La mairie nous attend",
    "candidates": [
        {"candidate_name": "La Cuisine", "candidate_met": True, "candidate_fear": "CACHÉ l'argent"}
    ],
    "doubts": {"picked": ["money"], "other": ""},
    "has_staff": False,
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    place: str
    value: Any
    said_at: datetime = NOON
    change: str = "answered"
    revision: int = 0
    by_person_id: int | None = 7


def read(
    run: Run, *history: Told, files: dict[str, bytes] = WITH_REASON, under: int | None = None
) -> Beside:
    guide = load_guide(files, number=0)
    known = {} if under is None else {under: guide.compiled}
    return beside(guide, run, frozen(guide, run), history, under=known)


def frozen(guide: Guide, run: Run) -> Document:
    return guide.draft(run, reader=Reader.LEADER, today=TODAY).model_copy(update={"revision": 3})


def whole() -> Run:
    return run_with(ANSWERS, skips=("first_review",))


def test_each_clause_stands_beside_what_it_quotes_and_what_decided_it() -> None:
    clause = read(whole()).clauses[1]
    assert [("public", "Les aînés"), ("problem", "Ils mangent seuls")] == [
        (said.place, said.words) for said in clause.said[:2]
    ]
    assert "Qui vit le problème ?" == clause.said[0].question
    assert (2, 0) == (clause.number("problem"), clause.number("nowhere"))


def test_a_part_of_a_list_is_told_by_its_own_question_and_rank() -> None:
    found = read(whole()).answer("candidates.1.candidate_name")
    assert found is not None
    assert ("Son nom ?", "La Cuisine", 1) == (found.question, found.words, found.item)


def test_what_was_said_before_stays_beside_what_counts() -> None:
    earlier = Told("public", "Les vieux", NOON - timedelta(minutes=5), by_person_id=8)
    found = read(whole(), earlier, Told("public", "Les aînés")).answer("public")
    assert found is not None
    assert [("Les vieux", 8), ("Les aînés", 7)] == [(e.words, e.by) for e in found.changes]
    assert 7 == found.by


def test_what_was_said_once_has_no_history_to_show() -> None:
    found = read(whole(), Told("public", "Les aînés")).answer("public")
    assert found is not None
    assert () == found.changes


def test_words_said_under_another_revision_are_shown_by_that_one() -> None:
    old, new = Told("verb", "rule", revision=9), Told("verb", "reach")
    known = read(whole(), old, new, under=9).answer("verb")
    unknown = read(whole(), old, new).answer("verb")
    assert known is not None
    assert unknown is not None
    assert ["Faire évoluer une règle", "Toucher plus de monde"] == [e.words for e in known.changes]
    assert ["", "Toucher plus de monde"] == [e.words for e in unknown.changes]


def test_choosing_otherwise_than_the_advice_comes_with_its_reason() -> None:
    (override,) = read(whole()).overrides
    assert ("Un acteur public", "Des associations") == (override.chosen, override.advised)
    assert ["La mairie nous attend"] == [said.words for said in override.reasons]


def test_following_the_advice_is_no_override() -> None:
    followed = {**ANSWERS, "category": {"choice": "peers", "advised": "peers"}}
    assert () == read(run_with(followed)).overrides


def test_doubts_come_first_and_what_was_skipped_is_said() -> None:
    found = read(whole())
    assert ["L’argent", "CACHÉ un repas partagé"] == [said.words for said in found.doubts]
    assert ["first_review"] == [said.place for said in found.skipped]
    (gap,) = found.clauses[2].gaps
    assert ("first_review", True) == (gap.question, gap.skipped)


def test_what_no_clause_rests_on_is_told_by_stage() -> None:
    found = read(whole())
    elsewhere = {stage.title: [said.place for said in stage.elsewhere] for stage in found.stages}
    assert "has_staff" in elsewhere["Le besoin"]
    told = [said.place for said in found.everything()]
    assert "candidates.1.candidate_met" in told


def test_time_is_counted_by_stage_without_pauses() -> None:
    minutes = [("organisation", 0), ("public", 2), ("problem", 5), ("category", 300)]
    lines = [Told(place, None, NOON + timedelta(minutes=at)) for place, at in minutes]
    spent = {stage.title: stage.spent for stage in read(whole(), *lines).stages}
    assert timedelta(minutes=5) == spent["Le besoin"]
    assert "Avec qui ?" not in spent


def test_what_coaches_may_not_read_is_nowhere() -> None:
    history = (Told("secret", "CACHÉ avant"), Told("candidates.1.candidate_fear", "CACHÉ peur"))
    whole_list = Told("candidates", {"items": [], "last": 0, "done": True})
    found = read(whole(), *history, whole_list, files=HIDDEN)
    assert "CACHÉ" not in repr(found)
    assert "CACHÉ" in repr(read(whole(), *history))
    assert found.document.revision == 3
    with pytest.raises(NoSuchAnchor):
        found.excerpt(Anchor(AnchorKind.ANSWER, "secret"))


def test_the_frozen_document_is_shown_as_it_is_when_nothing_is_hidden() -> None:
    guide = load_guide(WITH_REASON, number=0)
    document = frozen(guide, whole())
    assert for_coach(guide, whole(), document) is document
    lines = list(document_lines(for_coach(load_guide(HIDDEN, number=0), whole(), document)))
    assert not any("CACHÉ" in line for line in lines)


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        (Anchor(), ""),
        (Anchor(AnchorKind.CLAUSE, "C2"), "Le besoin"),
        (Anchor(AnchorKind.ANSWER, "problem"), "Les aînés\u202f: ils mangent seuls."),
        (Anchor(AnchorKind.ANSWER, "category_why"), "La mairie nous attend"),
        (Anchor(AnchorKind.ANSWER, "first_review"), "Quand, le premier bilan ?"),
        (Anchor(AnchorKind.ANSWER, "referents"), "Qui suit l’alliance\u202f?"),
    ],
)
def test_a_remark_says_what_it_is_about(anchor: Anchor, words: str) -> None:
    found = read(whole()).excerpt(anchor)
    assert words.replace("\u202f", " ") == found.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_charter_by_itself_says_what_it_still_lacks() -> None:
    document = frozen(load_guide(WITH_REASON, number=0), whole())
    for gap in gaps(document):
        assert gap.text == excerpt(document, Anchor(AnchorKind.ANSWER, gap.question))
    assert "referents" in {gap.question for gap in gaps(document)}
    with pytest.raises(NoSuchAnchor):
        excerpt(document, Anchor(AnchorKind.ANSWER, "nowhere"))


@pytest.mark.parametrize("anchor", [("clause", "C9"), ("answer", "nowhere"), ("answer", "a.b.c.d")])
def test_a_remark_hangs_on_nothing_that_is_not_there(anchor: tuple[str, str]) -> None:
    with pytest.raises(NoSuchAnchor):
        read(whole()).excerpt(Anchor(AnchorKind(anchor[0]), anchor[1]))
