"""A file is changed where somebody changes it, and nowhere else."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from flows.run import Written
from flows.source import Path, Source, read_source
from flows.source.rewriting import (
    CannotRewrite,
    Edit,
    Insert,
    Move,
    Put,
    Remove,
    Rename,
    Transfer,
    edited,
    rewritten,
)
from flows.source.rewriting.blocks import remarks
from flows.source.rewriting.line_ends import Kept
from flows.source.rewriting.marks import read_nodes
from tests.flows.written import Author, excerpt, places, said

seeds = st.integers(min_value=0, max_value=10**9)


def read(text: str) -> Source:
    found = read_source(text.encode(), file="flow.yaml")
    assert isinstance(found, Source), (found, text)
    return found


def remarked(text: str) -> Counter[str]:
    plain = Kept(text).plain
    return Counter(remark for _, remark in remarks(plain, read_nodes(plain)))


def file(chance: Random) -> str:
    return Author(chance).file() if chance.random() < 0.6 else excerpt(chance)


def texts(data: Written) -> list[Path]:
    return [path for path, value in places(data) if isinstance(value, str)]


def lists(data: Written, least: int = 1) -> list[Path]:
    return [p for p, value in places(data) if isinstance(value, list) and len(value) >= least]


def mappings(data: Written) -> list[Path]:
    return [p for p, value in places(data) if isinstance(value, dict) and value]


def any_edit(data: Written, chance: Random) -> Edit:
    """An edit of any kind, that the data allows."""
    author = Author(chance)
    found = dict(places(data))
    inside = [path for path in found if path]
    several = lists(data, 2)
    kinds = [
        "put",
        "put",
        "new",
        "remove",
        "rename",
        *(["insert"] if lists(data) else []),
        *(["move", "transfer"] if several else []),
    ]
    match chance.choice(kinds):
        case "put":
            return Put(chance.choice(texts(data) or inside), said(chance))
        case "new":
            path = chance.choice(mappings(data))
            keys = [*found[path]]
            return Put(
                (*path, "new_key"), author.value(2), tuple(chance.sample(keys, min(2, len(keys))))
            )
        case "insert":
            path = chance.choice(lists(data))
            return Insert(path, chance.randint(0, len(found[path])), author.value(2))
        case "move":
            path = chance.choice(several)
            here, there = (chance.randrange(len(found[path])) for _ in range(2))
            return Move(path, here, there)
        case "transfer":
            path = chance.choice(several)
            others = [to for to in lists(data) if to[: len(path)] != path and path[: len(to)] != to]
            to = chance.choice(others) if others else None
            if to is None:
                return Move(path, 0, 1)
            return Transfer(
                (*path, chance.randrange(len(found[path]))), to, chance.randint(0, len(found[to]))
            )
        case "rename":
            keys = [path for path in inside if isinstance(path[-1], str)]
            return Rename(chance.choice(keys), "renamed")
        case _:
            return Remove(chance.choice([path for path in inside if len(path) > 1] or inside))


@given(seed=seeds)
@settings(max_examples=150, deadline=None)
def test_after_any_edit_a_file_says_the_edited_data_and_keeps_its_remarks(seed: int) -> None:
    chance = Random(seed)
    text = file(chance)
    data = read(text).data
    edit = any_edit(data, chance)
    try:
        after = rewritten(text, [edit])
    except CannotRewrite as refused:
        assert is_delicate(data, edit), refused  # noqa: PT017  it is refused, or it is right
        return
    assert repr(edited(data, edit)) == repr(read(after).data)
    lost = remarked(text) - remarked(after)
    assert isinstance(edit, Remove) or not lost
    assert not remarked(after) - remarked(text)
    assert text.startswith("\ufeff") == after.startswith("\ufeff")
    ends = "\r\n" if "\r\n" in text else "\n"
    assert after.count("\n") == after.count(ends)


@given(seed=seeds)
@settings(max_examples=80, deadline=None)
def test_setting_a_value_to_what_it_is_changes_nothing(seed: int) -> None:
    chance = Random(seed)
    text = file(chance)
    found = [(path, value) for path, value in places(read(text).data) if path]
    path, value = chance.choice(found)
    assert text == rewritten(text, [Put(path, value)])


@given(seed=seeds)
@settings(max_examples=80, deadline=None)
def test_lines_outside_of_what_was_reworded_are_the_same(seed: int) -> None:
    chance = Random(seed)
    text = file(chance)
    source = read(text)
    path = chance.choice(texts(source.data))
    following = [line for other, line in source.lines.items() if line > source.line(path)]
    after = rewritten(text, [Put(path, said(chance))])
    before = source.line(path) - 1
    below = len(lines_of(text)) - min(following) + 1 if following else 0
    assert lines_of(text)[:before] == lines_of(after)[:before]
    assert (
        lines_of(text)[len(lines_of(text)) - below :]
        == lines_of(after)[len(lines_of(after)) - below :]
    )


@given(seed=seeds)
@settings(max_examples=150, deadline=None)
def test_undoing_an_edit_gives_the_file_back_to_the_letter(seed: int) -> None:
    chance = Random(seed)
    text = file(chance)
    data = read(text).data
    if chance.random() < 0.5:  # written by us, where authors have other ways
        path = chance.choice(texts(data))
        text = rewritten(text, [Put(path, 1), Put(path, said(chance))])
        former = dict(places(read(text).data))[path]
        undone: tuple[Edit, Edit] = (Put(path, said(chance)), Put(path, former))
    else:
        undone = there_and_back(data, chance)
    assert text == rewritten(text, undone)


def there_and_back(data: Written, chance: Random) -> tuple[Edit, Edit]:
    found, author = dict(places(data)), Author(chance)
    kinds = ["new", "rename", *(["insert", "move"] if lists(data, 2) else [])]
    match chance.choice(kinds):
        case "new":
            path, key = chance.choice(mappings(data)), ("new_key",)
            after = tuple(chance.sample([*found[path]], 1))
            return Put((*path, *key), author.value(2), after), Remove((*path, *key))
        case "rename":
            path = chance.choice([p for p in found if p and isinstance(p[-1], str)])
            return Rename(path, "renamed"), Rename((*path[:-1], "renamed"), str(path[-1]))
        case "insert":
            path = chance.choice(lists(data, 2))
            index = chance.randint(0, len(found[path]))
            return Insert(path, index, author.value(2)), Remove((*path, index))
        case _:
            path = chance.choice(lists(data, 2))
            here, there = (chance.randrange(len(found[path])) for _ in range(2))
            return Move(path, here, there), Move(path, there, here)


def lines_of(text: str) -> list[str]:
    return text.splitlines(keepends=True)


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("a: un # fin\n", "deux", "a: deux # fin\n"),
        ('a: "un"\n', "deux", 'a: "deux"\n'),
        ("a: 'un'\n", "l'un", "a: 'l''un'\n"),
        ("a: un\n", "un : deux", 'a: "un : deux"\n'),
        ("a: un\n", "un: deux", 'a: "un: deux"\n'),
        ('a: "un: deux"\n', "trois", "a: trois\n"),
        ("a: un\n", "12", 'a: "12"\n'),
        ("a: un\n", "true", 'a: "true"\n'),
        ("a: un\n", "no", "a: no\n"),
        ("a: un\n", "{answer} dit", 'a: "{answer} dit"\n'),
        ("a: un\n", "« un » ? Oui\u202f!", "a: « un » ? Oui\u202f!\n"),
        ("a: un\n", "“un”", 'a: "“un”"\n'),
        ("a: {b: un, c: deux}\n", "un, deux ?", "a: un, deux ?\n"),
        ("a: un # fin\nb: 1\n", "un\ndeux", "a: |- # fin\n  un\n  deux\nb: 1\n"),
        ("a: |- # fin\n  un\n  deux\nb: 1\n", "trois", "a: trois # fin\nb: 1\n"),
        ("a: >-\n  un\n", "trois", "a: >-\n  trois\n"),
        ("a:\n", "un", "a: un\n"),
        ("a: un", "deux", "a: deux"),
        ("\ufeffa: un\r\nb: 1\r\n", "x\ny", "\ufeffa: |-\r\n  x\r\n  y\r\nb: 1\r\n"),
        ("a: [un, deux]\n", "un", "a: un\n"),
        ("a:\n  - un\nb: 1\n", "un", "a: un\nb: 1\n"),
    ],
)
def test_a_text_is_written_as_a_careful_author_would(before: str, text: str, after: str) -> None:
    assert after == rewritten(before, [Put(("a",), text)])


def test_a_long_text_is_filled_and_lines_that_say_the_same_stay() -> None:
    line = "Le premier kilomètre d’une alliance, c’est le besoin, avec les forces et les envies."
    lines = f"a:\n  b: >-\n    Un début. {line}\n" + f"    {line}\n" * 4
    text = read(lines).data["a"]["b"]
    after = rewritten(lines, [Put(("a", "b"), text.replace("Un début", "Un essai", 1))])
    assert lines.replace("Un début", "Un essai") == after
    filled = rewritten("b: court\n", [Put(("b",), f"{line} {line}")])
    assert "b: >-" == filled.split("\n")[0]
    assert all(len(each) <= 120 for each in filled.split("\n"))


STAGES = """\
stages:
  # ---------- accueil
  - stage: welcome
    title: Bienvenue # un mot

  # ---------- besoin
  - stage: needs
    title: Le besoin
    # à revoir
"""


def test_what_is_remarked_of_an_item_goes_with_it() -> None:
    moved = """\
stages:
  # ---------- besoin
  - stage: needs
    title: Le besoin
    # à revoir

  # ---------- accueil
  - stage: welcome
    title: Bienvenue # un mot
"""
    assert moved == rewritten(STAGES, [Move(("stages",), 0, 1)])
    assert moved.partition("\n\n")[0] + "\n" == rewritten(STAGES, [Remove(("stages", 0))])


def test_a_new_item_stands_as_those_beside_it() -> None:
    added = rewritten(STAGES, [Insert(("stages",), 1, {"stage": "new", "title": "Encore, et Oui"})])
    assert (
        STAGES.replace("un mot\n", "un mot\n\n  - stage: new\n    title: Encore, et Oui\n") == added
    )
    inline = "options:\n  - {id: a, label: Un}\n"
    expected = 'options:\n  - {id: a, label: Un}\n  - {id: b, label: "Deux, trois"}\n'
    item = {"id": "b", "label": "Deux, trois"}
    assert expected == rewritten(inline, [Insert(("options",), 1, item)])
    expected = 'options:\n  - {id: a, label: "Un, deux"}\n'
    assert expected == rewritten(inline, [Put(("options", 0, "label"), "Un, deux")])


@pytest.mark.parametrize(
    ("text", "edit", "code"),
    [
        ("a: [un\n", Put(("a",), "x"), "unreadable"),
        ("a: un\na: deux\n", Put(("a",), "x"), "unreadable"),
        ("a: &un deux\n", Put(("a",), "x"), "unreadable"),
        ("a: un\n", Put(("b", "c"), "x"), "missing"),
        ("a: [un]\n", Insert(("a",), 3, "x"), "missing"),
        ("a: un\n", Remove(("a",)), "unsafe"),
        ("a: un\nb: 1\n", Rename(("a",), "b"), "unsafe"),
        ("a: un\n", Put(("a",), "\ud800"), "unsafe"),
        ("a:\n  # pourquoi\n  - un\n", Put(("a",), "x"), "remark"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused(text: str, edit: Edit, code: str) -> None:
    with pytest.raises(CannotRewrite) as refused:
        rewritten(text, [edit])
    assert code == refused.value.code


def is_delicate(data: Written, edit: Edit) -> bool:
    """Remarks may stand where there is no place for them afterwards."""
    match edit:
        case Put(path):
            return isinstance(dict(places(data)).get(path), (dict, list))
        case _:
            return isinstance(edit, (Remove, Transfer))
