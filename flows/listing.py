"""Walking a list: its menu, the menu of one item, and the parts of an item one after the other."""

from __future__ import annotations

from flows.asking import ask_again
from flows.events import ItemClosed, Refused
from flows.items import EMPTY, added, finished, item_ids, moved, removed
from flows.moving import arrive, go_on
from flows.options import named
from flows.question import Question
from flows.questions.list import ListQuestion
from flows.refusal import Refusal, RefusalCode
from flows.run import Answer, Place, Value
from flows.settling import drop_empty_item, settle
from flows.turn import Turn

__all__ = ["choose", "close_part", "finish", "is_menu", "pick"]

#: what may be done with an item besides opening one of its parts
ITEM_ACTIONS = {"earlier": -1, "later": 1}


def is_menu(turn: Turn, at: Place) -> bool:
    """The person is at a list, or at one of its items, rather than at a question."""
    return not at.part and isinstance(turn.question(Place(at.question)), ListQuestion)


def pick(turn: Turn, at: Place, choices: tuple[str, ...]) -> None:
    """Take an entry of the menu by its id."""
    if len(choices) == 1 and choices[0] in {choice.id for choice in turn.menu(at)}:
        _choose(turn, at, choices[0])
    else:
        _refuse(turn, Refusal(RefusalCode.LIST_EXPECTED))


def choose(turn: Turn, at: Place, said: str) -> None:
    """Take an entry of the menu by number, label or id."""
    match named(said, turn.menu(at)):
        case str(choice):
            _choose(turn, at, choice)
        case Refusal() as refusal:
            _refuse(turn, refusal)
        case None:
            _refuse(turn, Refusal(RefusalCode.LIST_EXPECTED))


def finish(turn: Turn, at: Place, *, skipped: bool = False) -> None:
    """Nothing to add. What was added stays, even when the rest is skipped."""
    if at.item:
        drop_empty_item(turn, at)
        return arrive(turn, Place(at.question))
    question, value = turn.list_at(at), _value(turn, at)
    count = len(item_ids(value))
    if not skipped and count < question.at_least:
        return _refuse(
            turn, Refusal(RefusalCode.TOO_FEW_ITEMS, {"at_least": str(question.at_least)})
        )
    settle(turn, at, Answer(finished(value)) if count else Answer(skipped=True))
    return go_on(turn, after=turn.step(at).index)


def close_part(turn: Turn, at: Place) -> None:
    """After one part: the next one of the same item, else the item is whole."""
    question, answers = turn.list_at(at), turn.answers(at)
    following = [part for part in question.item if part.id not in answers]
    for part in following:
        if _is_after(question, at.part, part) and (part.when is None or part.when.holds(answers)):
            return arrive(turn, Place(at.question, at.item, part.id))
    value = _value(turn, at)
    turn.tell(
        ItemClosed(Place(at.question, at.item), question.line(value, at.item, turn.run.language))
    )
    if value["done"]:
        return go_on(turn, after=turn.step(at).index)
    return arrive(turn, Place(at.question))


def _choose(turn: Turn, at: Place, choice: str) -> None:
    if choice == "done":
        return finish(turn, at)
    if at.item:
        return _choose_in_item(turn, at, choice)
    value = _value(turn, at)
    if choice == "add":
        value, item = added(value)
        _keep(turn, at, value)
        return arrive(turn, Place(at.question, item, turn.list_at(at).item[0].id))
    _keep(turn, at, finished(value, done=False))
    return arrive(turn, Place(at.question, choice))


def _choose_in_item(turn: Turn, at: Place, choice: str) -> None:
    value = _value(turn, at)
    if choice == "remove":
        _keep(turn, at, removed(value, at.item))
        return arrive(turn, Place(at.question))
    if choice in ITEM_ACTIONS:
        _keep(turn, at, moved(value, at.item, ITEM_ACTIONS[choice]))
        return arrive(turn, Place(at.question))
    return arrive(turn, Place(at.question, at.item, choice))


def _keep(turn: Turn, at: Place, value: Value) -> None:
    settle(turn, Place(at.question), Answer(value))


def _value(turn: Turn, at: Place) -> Value:
    answer = turn.run.answers.get(at.question)
    return answer.value if answer and not answer.skipped else EMPTY


def _refuse(turn: Turn, refusal: Refusal) -> None:
    turn.tell(Refused(refusal.code, refusal.params))
    ask_again(turn, refusal.suggestions)


def _is_after(question: ListQuestion, part: str, other: Question) -> bool:
    ids = [found.id for found in question.item]
    return ids.index(other.id) > ids.index(part)
