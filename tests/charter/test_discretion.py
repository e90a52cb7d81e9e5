"""Numbers of some few people are never shown, and never left when shown ones are subtracted."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, strategies as st

from charter.discretion import FEWEST, discreet, discreet_median, share
from charter.figures import Measure, Tally, hardest_first, told

COUNTS = st.integers(0, 60)
TALLIES = st.dictionaries(
    st.sampled_from([f"q{number}" for number in range(6)]),
    st.builds(
        Tally,
        st.fixed_dictionaries({}, optional=dict.fromkeys(Measure, COUNTS)),
        st.dictionaries(st.integers(0, 100_000), st.integers(1, 4), max_size=6),
    ),
)
#: who did something, of some people told apart by language, day or category
GROUPS = st.lists(COUNTS, min_size=2, max_size=6)


def worlds(shown: int | None) -> range:
    """How many people it may have been, for who sees it."""
    return range(FEWEST) if shown is None else range(shown, shown + FEWEST)


@given(COUNTS, COUNTS)
def test_no_two_numbers_that_are_shown_differ_by_some_few(one: int, other: int) -> None:
    shown = [number for number in (discreet(one), discreet(other)) if number is not None]
    assert all(number >= FEWEST for number in shown)
    assert {0} >= {abs(a - b) % FEWEST for a, b in pairwise(shown)}


@given(GROUPS)
def test_a_group_cannot_be_worked_out_from_the_whole_and_the_others(groups: list[int]) -> None:
    """However one sees all, and all but one: other numbers would show the same."""
    for left_out, some in enumerate(groups):
        rest = sum(groups) - some
        possible = {
            whole - others
            for whole in worlds(discreet(sum(groups)))
            for others in worlds(discreet(rest))
            if whole >= others
        }
        assert some in possible
        assert len(possible & set(worlds(discreet(some)))) > 1 or some >= FEWEST, left_out


@given(TALLIES)
def test_nothing_about_some_few_is_in_what_is_told(tallies: dict[str, Tally]) -> None:
    for figures in told(tallies, [("q0", 0), ("q1", 0), ("q2", 1)]):
        for people in figures.people.values():
            assert people is None or people >= FEWEST
        tally = tallies.get(figures.question, Tally({}, {}))
        assert (sum(tally.seconds.values()) >= FEWEST) is (figures.median is not None)


@given(TALLIES)
def test_the_order_tells_nothing_that_is_not_shown(tallies: dict[str, Tally]) -> None:
    """Fewer people, down to the next multiple, are shown in the same order."""
    order = [(name, 0) for name in sorted(tallies)]
    floored = {
        name: Tally({each: discreet(n) or 0 for each, n in tally.people.items()}, {})
        for name, tally in tallies.items()
    }
    found = [each.question for each in hardest_first(told(tallies, order))]
    assert [each.question for each in hardest_first(told(floored, order))] == found


def test_the_hardest_question_comes_first() -> None:
    tallies = {
        "easy": Tally({Measure.SHOWN: 50, Measure.ANSWERED: 50}, {}),
        "hard": Tally({Measure.SHOWN: 50, Measure.RETRIED: 20, Measure.SLEPT: 10}, {}),
        "few": Tally({Measure.SHOWN: 6, Measure.REVISED: 4}, {}),
    }
    figures = told(tallies, [("easy", 0), ("few", 0), ("hard", 1)])
    assert ["hard", "easy", "few"] == [each.question for each in hardest_first(figures)]
    assert 60 == round(100 * hardest_first(figures)[0].hardship)


def test_what_the_flow_has_no_more_is_told_last_and_only_when_it_may_be() -> None:
    tallies = {"gone": Tally({Measure.SHOWN: 5}, {}), "rare": Tally({Measure.SHOWN: 4}, {})}
    figures = told(tallies, [("here", 0)])
    assert [("here", 0, None), ("gone", None, 5)] == [
        (each.question, each.stage, each.people[Measure.SHOWN]) for each in figures
    ]


def test_a_median_is_of_five_at_least_and_no_more_exact_than_needed() -> None:
    assert discreet_median(Counter({10: 4})) is None
    assert timedelta(seconds=10) == discreet_median(Counter({9: 4, 3000: 1}))
    assert timedelta(minutes=50) == discreet_median(Counter({9: 2, 3011: 5}))
    assert timedelta(hours=47) == discreet_median(Counter({170_000: 9}))
    assert 0.5 == share(5, 10)
    assert 0 == share(None, 10) == share(5, None)
