"""Changes that an admin could make to a flow, by chance, on the data of its file."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from flows.conditions import read_condition
from flows.definition import Flow

__all__ = ["edited"]

Data = dict[str, Any]


def edited(data: Data, chance: Random, changes: int) -> Data:
    """The data after some changes that could be published: no answer would be lost by them."""
    flow = copy.deepcopy(data)
    for number in range(changes):
        edit = chance.choice(EDITS)
        edit(flow, chance, number)
    return flow


def questions(flow: Data) -> Iterator[Data]:
    for stage in flow["stages"]:
        yield from stage["questions"]


def reword(flow: Data, chance: Random, number: int) -> None:
    question = chance.choice(list(questions(flow)))
    question["text"] = f"{question['text']} ({number})"


def rename(flow: Data, chance: Random, number: int) -> None:
    question = chance.choice(list(questions(flow)))
    old, new = question["id"], f"renamed_{number}_{chance.randrange(10**6)}"
    for condition in conditions(flow):
        rename_in(condition, old, new)
    for other in questions(flow):
        for family in other.get("families", ()):
            family["of"] = [new if name == old else name for name in family["of"]]
    for gone in flow.get("retired", ()):
        if gone.get("continue_at") == old:
            gone["continue_at"] = new
    question.update(id=new, was=[*question.get("was", ()), old])


def remove(flow: Data, chance: Random, number: int) -> None:
    looked_at = mentioned(flow)
    free = [
        (stage, question)
        for stage in flow["stages"]
        for question in stage["questions"]
        if question["id"] not in looked_at and len(stage["questions"]) > 1
    ]
    if free:
        stage, question = chance.choice(free)
        stage["questions"].remove(question)
        names = (question["id"], *question.get("was", ()))
        flow.setdefault("retired", []).extend({"id": name, "because": "…"} for name in names)
        flow["retired"] = [gone for gone in flow["retired"] if gone.get("continue_at") not in names]


def add(flow: Data, chance: Random, number: int) -> None:
    stage = chance.choice(flow["stages"])
    name = f"added_{number}_{chance.randrange(10**6)}"
    new: Data = {"id": name, "kind": "text", "text": "Autre chose ?"}
    if chance.random() < 0.5:
        options = [{"id": "one", "label": "Un"}, {"id": "two", "label": "Deux"}]
        new = {**new, "kind": chance.choice(("choice", "choices")), "options": options}
    stage["questions"].insert(chance.randint(0, len(stage["questions"])), new)


def remove_option(flow: Data, chance: Random, number: int) -> None:
    tested = tested_options(flow)
    free = [
        (question, option)
        for question in questions(flow)
        for option in question.get("options", ())
        if len(question["options"]) > 2
        and option["id"] not in tested
        and option["id"] != question.get("mixed")
        and not option.get("scores")
    ]
    if free:
        question, option = chance.choice(free)
        question["options"].remove(option)
        gone = [
            {"id": name, "of": question["id"]} for name in (option["id"], *option.get("was", ()))
        ]
        flow.setdefault("retired", []).extend({**each, "because": "…"} for each in gone)
        least = min(question.get("at_least", 1), len(question["options"]))
        if "at_least" in question:
            question["at_least"] = least


def rename_option(flow: Data, chance: Random, number: int) -> None:
    tested = tested_options(flow)
    free = [
        option
        for question in questions(flow)
        for option in question.get("options", ())
        if option["id"] not in tested and question["kind"] in ("choice", "choices")
    ]
    if free:
        option = chance.choice(free)
        new = f"o{number}_{chance.randrange(10**6)}"
        option.update(id=new, was=[*option.get("was", ()), option["id"]])


def mean_otherwise(flow: Data, chance: Random, number: int) -> None:
    question = chance.choice([each for each in questions(flow) if each["kind"] != "profile"])
    question["changed_meaning"] = True


def become_text(flow: Data, chance: Random, number: int) -> None:
    looked_at = mentioned(flow)
    free = [
        question
        for question in questions(flow)
        if question["id"] not in looked_at and question["kind"] in ("choice", "number", "date")
    ]
    if free:
        question = chance.choice(free)
        kept: Data = {
            key: question[key] for key in ("id", "text", "was", "when") if key in question
        }
        question.clear()
        question.update(kept, kind="text")


def add_part(flow: Data, chance: Random, number: int) -> None:
    lists = [question for question in questions(flow) if question["kind"] == "list"]
    if lists:
        name = f"part_{number}_{chance.randrange(10**6)}"
        part = {"id": name, "kind": "text", "text": "Et quoi encore ?"}
        parts = chance.choice(lists)["item"]
        parts.insert(chance.randint(1, len(parts)), part)


def rename_part(flow: Data, chance: Random, number: int) -> None:
    for question in questions(flow):
        if question["kind"] == "list":
            part = chance.choice(question["item"])
            old, new = part["id"], f"p{number}_{chance.randrange(10**6)}"
            for other in question["item"]:
                rename_in(other.get("when"), old, new)
            question["summary"] = question["summary"].replace(f"{{{old}", f"{{{new}")
            part.update(id=new, was=[*part.get("was", ()), old])
            return


def ask_only_if(flow: Data, chance: Random, number: int) -> None:
    """A condition on what was asked before."""
    asked = list(questions(flow))
    rank = chance.randrange(1, len(asked))
    before = [each for each in asked[:rank] if each["kind"] not in ("note", "profile")]
    if asked[rank].get("required") or not before:
        return
    other = chance.choice(before)
    options = [option["id"] for option in other.get("options", ())]
    conditions: list[Data] = [{other["id"]: "answered"}, {"not": {other["id"]: "skipped"}}]
    if options and other["kind"] in ("choice", "advice"):
        conditions += [{other["id"]: options[0]}, {"not": {other["id"]: {"in": options[:2]}}}]
    if options and other["kind"] == "choices":
        conditions += [{other["id"]: {"has": options[-1]}}, {other["id"]: {"at_least": 2}}]
    if other["kind"] == "list":
        conditions.append({other["id"]: {"at_least": 2}})
    asked[rank]["when"] = chance.choice(conditions)


def ask_always(flow: Data, chance: Random, number: int) -> None:
    free = [each for each in questions(flow) if "when" in each]
    if free:
        del chance.choice(free)["when"]


def require(flow: Data, chance: Random, number: int) -> None:
    question = chance.choice(list(questions(flow)))
    if question["kind"] not in ("note", "profile"):
        question["required"] = True


def turn_quick(flow: Data, chance: Random, number: int) -> None:
    question = chance.choice(list(questions(flow)))
    question["quick"] = not question.get("quick", False)


def put_earlier(flow: Data, chance: Random, number: int) -> None:
    """Before the one before, when neither looks at the other."""
    stage = chance.choice(flow["stages"])["questions"]
    rank = chance.randrange(len(stage))
    if rank and stage[rank - 1]["id"] not in str(stage[rank]):
        stage[rank - 1], stage[rank] = stage[rank], stage[rank - 1]


EDITS: tuple[Callable[[Data, Random, int], None], ...] = (
    *(reword, rename, remove, add, remove_option, rename_option, mean_otherwise, become_text),
    *(add_part, rename_part, ask_only_if, ask_always, require, turn_quick, put_earlier),
)


def conditions(flow: Data) -> Iterator[Any]:
    """Every condition about answers to questions of stages."""
    if "quick_path" in flow:
        yield flow["quick_path"]["when"]
    for thing in (*flow["endings"], *flow["stages"]):
        yield thing.get("when")
        for case in thing.get("cases", ()):
            yield case.get("when")
    for question in questions(flow):
        yield question.get("when")
        for part in question.get("item", ()):
            yield part.get("when")


def rename_in(condition: object, old: str, new: str) -> None:
    if not isinstance(condition, dict):
        return
    for key in list(condition):
        if key in ("all", "any"):
            for each in condition[key]:
                rename_in(each, old, new)
        elif key == "not":
            rename_in(condition[key], old, new)
        elif key == old:
            condition[new] = condition.pop(old)


def mentioned(flow: Data) -> set[str]:
    """Questions that something else looks at."""
    model = Flow.model_validate(flow)
    looked_at = {name for each in model.questions() for name in each.mentions()}
    for condition in conditions(flow):
        if condition is not None:
            looked_at |= {test.question for test in read_condition(condition).tests()}
    return looked_at


def tested_options(flow: Data) -> set[str]:
    """Words that a condition compares answers with."""
    found: set[str] = set()

    def walk(data: object) -> None:
        if isinstance(data, str):
            found.add(data)
        elif isinstance(data, dict | list):
            for each in data.values() if isinstance(data, dict) else data:
                walk(each)

    for condition in conditions(flow):
        walk(condition)
    return found
