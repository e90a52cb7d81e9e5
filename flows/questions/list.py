"""A block of questions, asked for each thing of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flows.adopting import adopted
from flows.items import answers_of, item_ids
from flows.part import Text
from flows.prompt import Choice
from flows.question import Asked, Question, Taken
from flows.refusal import Refusal, RefusalCode
from flows.run import Answer, Value
from flows.template import Template, fill

__all__ = ["ListQuestion"]


class ListQuestion(Question):
    kind: Literal["list"]
    #: the questions about each thing; the registry says which kinds may be parts
    item: tuple[ListPart, ...] = Field(min_length=1)  # type: ignore[name-defined]  # noqa: F821
    #: the line that sums up one item
    summary: Text = Field(min_length=1)
    #: the words of the button that adds one
    add: Text = Field(min_length=1)
    #: what one thing is called in the middle of a sentence
    each: Text = ""
    at_least: int = Field(default=0, ge=0)
    at_most: int = Field(default=10, ge=1, le=30)

    tests: ClassVar[tuple[str, ...]] = ("at_least", "at_most")

    @model_validator(mode="after")
    def _can_be_answered(self) -> ListQuestion:
        if self.at_least > self.at_most:
            raise PydanticCustomError("empty_range", "nothing fits", {})
        return self

    def part(self, part_id: str) -> Question:
        """One of the questions about each thing.

        Raises:
            KeyError: there is no such part.
        """
        for part in self.item:
            if part.id == part_id:
                return part  # type: ignore[no-any-return]  # the registry names the union
        raise KeyError(part_id)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """The menu of the list: open an item, add one, or be done."""
        kept = asked.answers.get(self.id)
        value = kept.value if kept and kept.value else None
        items = item_ids(value) if value else ()
        menu = [Choice(item, self.line(value, item, asked.language)) for item in items]
        if len(items) < self.at_most:
            menu.append(Choice("add", self.add))
        if items:
            menu.append(Choice("done"))
        return tuple(menu)

    def item_choices(self, value: Value, item_id: str, language: str) -> tuple[Choice, ...]:
        """The menu of one item: answer a part again, move it, remove it, or be done."""
        answers, items = answers_of(value, item_id), item_ids(value)
        shown = self.shown(answers, language)
        parts = [
            Choice(part.id, part.text, shown.get(part.id, ""))
            for part in self.item
            if part.when is None or part.when.holds(answers)
        ]
        moves = [
            *([Choice("earlier")] if item_id != items[0] else []),
            *([Choice("later")] if item_id != items[-1] else []),
        ]
        return (*parts, *moves, Choice("remove"), Choice("done"))

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        del text, asked
        return Refusal(RefusalCode.LIST_EXPECTED)

    def adopt(self, value: Value, former: Question, language: str) -> Taken | None:
        """The things as they were. What a part's new version cannot take is asked again there, and
        the list is open for as long; answers to parts that are gone stay where they are.
        """
        if not isinstance(former, ListQuestion):
            return None
        items = [adopted(item, former, self, language) for item in value["items"]]
        known = {part.id for part in former.item}
        fresh = any(known.isdisjoint((part.id, *part.was)) for part in self.item)
        lacks = any(item.get("former") for item in items) or (fresh and bool(items))
        return Taken({**value, "items": items, "done": value["done"] and not lacks})

    def line(self, value: Value, item_id: str, language: str) -> str:
        """What sums up one item, or its first answer when the summary lacks too much."""
        answers = answers_of(value, item_id)
        shown = self.shown(answers, language)
        return fill(Template.read(self.summary), shown) or next(iter(shown.values()), "…")

    def shown(self, answers: Mapping[str, Answer], language: str) -> Mapping[str, str]:
        """The answers of an item as a reader would write them, in the order of its parts."""
        return {
            part.id: part.show(answers[part.id].value, language)
            for part in self.item
            if part.id in answers
            and not answers[part.id].skipped
            and (part.when is None or part.when.holds(answers))
        }

    def show(self, value: Value, language: str) -> str:
        return "\n".join(
            f"{number}. {self.line(value, item, language)}"
            for number, item in enumerate(item_ids(value), 1)
        )
