"""One thing of a list, going on under another version of the list's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.naming import former_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flows.questions.list import ListQuestion

__all__ = ["adopted"]


def adopted(
    item: Mapping[str, Any], old: ListQuestion, new: ListQuestion, language: str
) -> Mapping[str, Any]:
    """The thing with its answers under their present names. What is to be asked again is kept as
    what was said before; what no part asks any more stays as it was.
    """
    names = former_names(new.item)
    answers: dict[str, Any] = {}
    former: dict[str, str] = dict(item.get("former", {}))
    asked = {part.id: part for part in old.item}
    for name, value in item["answers"].items():
        if name not in asked or name not in names:
            answers[name] = value
            continue
        part, before = new.part(names[name]), asked[name]
        taken = part.adopt(value, before, language)
        if taken is None or (part.changed_meaning and not before.changed_meaning):
            former[part.id] = before.show(value, language)
        else:
            answers[part.id] = taken.value
    skipped = [names.get(name, name) for name in item["skipped"]]
    whole = {**item, "answers": answers, "skipped": skipped}
    return {**whole, "former": former} if former else whole
