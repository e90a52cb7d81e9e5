"""What holds for the charter of any answers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, settings, strategies as st

from charter.compare import Change, compare
from charter.document import Bullets, Document, Paragraph, Sentence, Table
from flows.compiled import CompiledFlow
from flows.engine import reply
from flows.question import Question, Reader
from flows.questions.list import ListQuestion
from flows.replies import Picked, Revised
from flows.run import Answer, Place, Run
from flows.walks import random_walk
from tests.charter.drafts import TODAY, draft, garden

#: in every answer that is hidden from the partner, and in no other
MARK = "zqzq"

words = st.text(min_size=1, max_size=40).map(lambda text: text.replace(MARK, ""))
days = st.dates().map(lambda day: {"date": day.isoformat(), "precision": "day"})
people = st.fixed_dictionaries({"name": words, "role": words, "contact": words})


def values(question: Question) -> st.SearchStrategy[Any]:
    """Anything that the kind may keep."""
    said = words if Reader.PARTNER in question.visible_to else words.map(lambda t: f"{t} {MARK}")
    ids = st.sampled_from([option.id for option in getattr(question, "options", ())] or ["none"])
    kinds: Mapping[str, st.SearchStrategy[Any]] = {
        **dict.fromkeys(("text", "long_text"), said),
        "choice": ids | words.map(lambda text: {"other": text}),
        "choices": st.fixed_dictionaries(
            {"picked": st.lists(ids, unique=True)}, optional={"other": words}
        ),
        "advice": st.fixed_dictionaries({"choice": ids, "advised": ids | st.none()}),
        "number": st.integers(0, 10**9) | st.floats(0, 10**6),
        "scale": st.integers(-1, 9),
        "date": days,
        "people": st.lists(people, max_size=3),
        "profile": st.sampled_from(["early", "fine", "gone", None]),
        **dict.fromkeys(("yes_no", "consent", "note"), st.booleans()),
    }
    return lists(question) if isinstance(question, ListQuestion) else kinds[question.kind]


@st.composite
def lists(draw: st.DrawFn, question: ListQuestion) -> dict[str, Any]:
    items = []
    for number in range(draw(st.integers(0, 3))):
        parts = draw(st.fixed_dictionaries({}, optional={p.id: values(p) for p in question.item}))
        unanswered = [part.id for part in question.item if part.id not in parts]
        items.append({"id": str(number), "answers": parts, "skipped": unanswered[:1]})
    return {"items": items, "last": len(items), "done": draw(st.booleans())}


answers = st.fixed_dictionaries(
    {},
    optional={
        question.id: st.just(Answer(skipped=True)) | values(question).map(Answer)
        for question in garden().source.questions()
    },
)
readers = st.sampled_from(list(Reader))
languages = st.sampled_from(["fr", "en"])


def run_of(kept: Mapping[str, Answer]) -> Run:
    return Run("garden", 0, "fr", answers=kept)


def sentences(document: Document) -> Iterator[Sentence]:
    yield from document.doubts
    for clause in document.clauses:
        for block in clause.blocks:
            match block:
                case Paragraph():
                    yield from block.sentences
                case Bullets():
                    yield from block.items
                case Table():
                    yield from (cell for row in block.rows for cell in row)
                case _:
                    pass


def is_place(place: Place, run: Run) -> bool:
    if place.question not in run.answers or not place.item:
        return place.question in run.answers
    value = run.answers[place.question].value
    items = {
        item["id"]: item["answers"] | dict.fromkeys(item["skipped"]) for item in value["items"]
    }
    return place.part in items[place.item]


@given(answers, readers, languages)
def test_any_answers_make_a_charter_whose_sentences_know_their_places(
    kept: dict[str, Answer], reader: Reader, language: str
) -> None:
    run = run_of(kept)
    document = draft(run, reader, language)
    assert document == draft(run, reader, language)
    assert document == Document.model_validate_json(document.model_dump_json())
    for sentence in sentences(document):
        assert all(span.text for span in sentence.spans)
        assert all(is_place(Place.read(place), run) for place in sentence.answers)


@given(answers)
def test_nothing_hidden_from_the_partner_reaches_the_partner(kept: dict[str, Answer]) -> None:
    text = draft(run_of(kept), Reader.PARTNER).model_dump_json()
    assert MARK not in text
    for hidden in ("secret", "doubts"):
        assert f'"answer":"{hidden}"' not in text
        assert f'"question":"{hidden}"' not in text


@given(answers)
def test_parked_answers_are_as_good_as_missing(kept: dict[str, Answer]) -> None:
    run = run_of(kept)
    assert draft(run_of({})) == draft(replace(run, answers={}, parked=run.answers))


@settings(max_examples=30, deadline=None)
@given(st.integers())
def test_correcting_an_answer_and_correcting_it_back_restores_the_charter(seed: int) -> None:
    compiled = garden()
    run = random_walk(compiled, random.Random(seed), language="fr", today=TODAY)[-1].run
    before = draft(run)
    for name, option in (("verb", "reach"), ("verb", "rule"), ("brings", "money")):
        kept = run.answers.get(name)
        if kept is None or kept.skipped or "other" in str(kept.value):
            continue
        changed = corrected(compiled, run, name, (option,))
        back = kept.value["picked"] if isinstance(kept.value, dict) else [kept.value]
        restored = draft(corrected(compiled, changed, name, tuple(back)))
        assert before == restored
        assert {Change.SAME} == {clause.change for clause in compare(before, restored)}


def corrected(compiled: CompiledFlow, run: Run, name: str, picked: tuple[str, ...]) -> Run:
    asked = reply(compiled, run, Revised(Place(name)), today=TODAY).run
    return reply(compiled, asked, Picked(picked), today=TODAY).run
