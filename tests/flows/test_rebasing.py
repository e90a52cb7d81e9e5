"""A draft brought onto what was published meanwhile."""

from __future__ import annotations

from hypothesis import given, strategies as st

from flows.rebasing import Overlap, rebased

BASE = {"flow.yaml": "a\nb\nc\nd\ne\n", "stories.yaml": "s\n"}


def flow(text: str) -> dict[str, str]:
    return {**BASE, "flow.yaml": text}


def test_changes_in_other_places_stand_side_by_side() -> None:
    found = rebased(BASE, flow("a\nB\nc\nd\ne\n"), flow("a\nb\nc\nd\nE\nf\n"))
    assert (flow("a\nB\nc\nd\nE\nf\n"), ()) == (found.sources, found.overlaps)


def test_changes_in_the_same_place_are_told_by_their_line_in_the_draft() -> None:
    found = rebased(BASE, flow("0\na\nb\nc\nmine\ne\n"), flow("a\nb\nc\ntheirs\ne\n"))
    assert (Overlap("flow.yaml", 5),) == found.overlaps


def test_the_same_change_is_no_overlap() -> None:
    same = flow("a\nb\nX\nd\ne\n")
    assert (same, ()) == (rebased(BASE, same, same).sources, rebased(BASE, same, same).overlaps)


def test_files_come_and_go_with_who_changed_them() -> None:
    added = {**BASE, "flow.en.yaml": "new\n"}
    gone = {"flow.yaml": BASE["flow.yaml"]}
    assert {**gone, "flow.en.yaml": "new\n"} == rebased(BASE, gone, added).sources
    assert {**gone, "flow.en.yaml": "new\n"} == rebased(BASE, added, gone).sources


def test_a_file_changed_here_and_removed_there_is_an_overlap() -> None:
    mine = {**BASE, "stories.yaml": "mine\n"}
    gone = {"flow.yaml": BASE["flow.yaml"]}
    assert (Overlap("stories.yaml", 0),) == rebased(BASE, mine, gone).overlaps
    assert (Overlap("stories.yaml", 0),) == rebased(BASE, gone, mine).overlaps


texts = st.lists(st.sampled_from("abcd"), max_size=6).map(
    lambda lines: "".join(f"{x}\n" for x in lines)
)


@given(texts, texts)
def test_who_changed_nothing_takes_what_the_other_has(before: str, after: str) -> None:
    base, other = {"f": before}, {"f": after}
    assert (other, ()) == (rebased(base, base, other).sources, rebased(base, base, other).overlaps)
    assert (other, ()) == (rebased(base, other, base).sources, rebased(base, other, base).overlaps)
