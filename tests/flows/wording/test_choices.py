from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
import yaml
from hypothesis import given, strategies as st

from flows.wording import Ambiguous, match_label, match_labels, plain_words

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[tuple[list[str], str, str]]:
    groups = yaml.safe_load((CASES / name).read_text("utf-8"))
    return [
        (group["labels"], text, expected)
        for group in groups
        for text, expected in group["typed"].items()
    ]


def said_of(found: int | Ambiguous | tuple[int, ...] | None) -> str:
    match found:
        case Ambiguous(candidates):
            return f"? {_places(candidates)}"
        case int():
            return _places((found,))
        case _:
            return _places(found or ())


def _places(found: tuple[int, ...]) -> str:
    return " ".join(str(place + 1) for place in found)


@pytest.mark.parametrize(("labels", "text", "expected"), cases("choices.yaml"))
def test_a_choice_is_found(labels: list[str], text: str, expected: str) -> None:
    assert expected == said_of(match_label(text, labels))


@pytest.mark.parametrize(("labels", "text", "expected"), cases("several_choices.yaml"))
def test_several_choices_are_found(labels: list[str], text: str, expected: str) -> None:
    assert expected == said_of(match_labels(text, labels))


LABELS = st.lists(st.text(max_size=20), max_size=6)


@given(st.text(), LABELS)
def test_no_text_makes_matching_fail(text: str, labels: list[str]) -> None:
    one = match_label(text, labels)
    assert one is None or isinstance(one, Ambiguous) or one in range(len(labels))
    assert set(match_labels(text, labels) or ()) <= set(range(len(labels)))


@given(
    st.lists(st.text("abcdé ’-", min_size=2).filter(plain_words), min_size=1, unique=True),
    st.data(),
)
def test_a_label_is_found_by_its_own_words(labels: list[str], data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(labels))
    found = match_label(label, labels)
    meant = found.candidates if isinstance(found, Ambiguous) else (found,)
    assert labels.index(label) in meant


@given(st.text("👍🙏🏽❤️✅ \u200d!.", max_size=10), LABELS)
def test_emoji_choose_nothing(text: str, labels: list[str]) -> None:
    assert match_label(text, labels) is None
    assert match_labels(text, labels) is None


def test_a_novel_is_read_in_no_time() -> None:
    labels = [f"Choix numéro {number}" for number in range(100)]
    for piece in ("choix ", "1, ", "a;", "e"):
        assert match_label(piece * 50_000, labels) is None
        assert match_labels(piece * 50_000, labels) is None
    started = perf_counter()
    match_labels("a;" * 1_000, labels)
    assert perf_counter() - started < 4
