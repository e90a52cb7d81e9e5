"""A walk that is kept as its replies goes on under another text, as far as they still apply."""

from __future__ import annotations

from datetime import date

from flows.compiled import CompiledFlow, compile_flow
from flows.events import Refused
from flows.reading import load_flow
from flows.rehearsing import Line, Rehearsal, rehearse
from flows.replies import Picked, Revised, Said, WentBack
from flows.run import Place

TODAY = date(2026, 11, 24)
FLOW = """
format: 1
flow: small
language: fr
title: "Petit"
stages:
  - stage: one
    title: "Un"
    aim: "Un but."
    lesson: "Une leçon."
    questions:
{questions}
endings:
  - {{ending: done, text: "Fini."}}
"""
FIRST = '      - {kind: text, id: first, text: "Un ?"}'
SECOND = '      - {kind: text, id: second, text: "Deux ?"}'
BETWEEN = '      - {kind: text, id: between, text: "Entre ?"}'
LAST = (
    '      - {kind: choice, id: last, text: "Trois ?", '
    'options: [{id: a, label: "A"}, {id: b, label: "B"}]}'
)
SHORTER = LAST.replace('{id: b, label: "B"}', '{id: c, label: "C"}')


def made(*questions: str) -> CompiledFlow:
    text = FLOW.format(questions="\n".join(questions))
    return compile_flow(load_flow({"flow.yaml": text.encode()}))


def walked(compiled: CompiledFlow) -> Rehearsal:
    walk = rehearse(compiled, (), language="fr", today=TODAY)
    for reply in (Said("un"), Said("deux"), WentBack(), Said("dix"), Picked(("b",))):
        walk, _ = walk.replied(compiled, reply, today=TODAY)
    return walk


def places(walk: Rehearsal) -> list[str]:
    return [line.place for line in walk.lines]


def test_the_same_replies_lead_to_the_same_place() -> None:
    compiled = made(FIRST, SECOND, LAST)
    walk = walked(compiled)
    again = rehearse(compiled, walk.lines, language="fr", today=TODAY)
    assert (walk.run, walk.lines) == (again.run, again.lines)
    assert "" == again.place
    assert ("first", "second", "last") == again.asked
    assert "dix" == again.run.answers["second"].value


def test_a_new_question_is_where_it_stops_and_what_follows_goes_on_after_it() -> None:
    old, new = made(FIRST, SECOND, LAST), made(FIRST, BETWEEN, SECOND, LAST)
    walk = rehearse(new, walked(old).lines, language="fr", today=TODAY)
    assert ("between", ["first"]) == (walk.place, places(walk))
    assert ["second", "last"] == [line.place for line in walk.ahead]
    walk, _ = walk.replied(new, Said("entre"), today=TODAY)
    assert ("", ()) == (walk.place, walk.ahead)


def test_replies_to_a_question_that_is_gone_wait_and_the_others_go_on() -> None:
    old, new = made(FIRST, SECOND, LAST), made(FIRST, LAST)
    walk = rehearse(new, walked(old).lines, language="fr", today=TODAY)
    assert ("", ["first", "last"]) == (walk.place, places(walk))
    assert ["second"] == [line.place for line in walk.ahead]


def test_it_stops_at_a_reply_that_is_no_answer_any_more() -> None:
    old, new = made(FIRST, LAST), made(FIRST, SHORTER)
    lines = (Line("first", Said("un")), Line("last", Picked(("b",))))
    assert "" == rehearse(old, lines, language="fr", today=TODAY).place
    walk = rehearse(new, lines, language="fr", today=TODAY)
    assert ("last", lines[1]) == (walk.place, walk.refused)


def test_a_way_back_is_kept_until_something_else_is_said() -> None:
    compiled = made(FIRST, SECOND, LAST)
    walk = rehearse(compiled, (), language="fr", today=TODAY)
    for reply in (Said("un"), Said("deux"), Revised(Place("first"))):
        walk, _ = walk.replied(compiled, reply, today=TODAY)
    assert ("first", 3) == (walk.place, len(walk.lines))
    assert "first" == rehearse(compiled, walk.lines, language="fr", today=TODAY).place
    walk, _ = walk.replied(compiled, Said("encore"), today=TODAY)
    assert ("last", ["first", "second"]) == (walk.place, places(walk))


def test_what_is_refused_is_told_and_not_kept() -> None:
    compiled = made(FIRST, LAST)
    walk = rehearse(compiled, (), language="fr", today=TODAY)
    walk, _ = walk.replied(compiled, Said("un"), today=TODAY)
    after, events = walk.replied(compiled, Said("zzz"), today=TODAY)
    assert walk is after
    assert any(isinstance(event, Refused) for event in events)
