"""All about one question of a flow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console

from cli.conditions import in_words
from cli.errors import NothingOfThatName
from cli.output import printable
from flows.definition import Flow, Stage
from flows.near import nearest
from flows.question import Question

__all__ = ["find_question", "print_question", "questions_of"]


def find_question(flow: Flow, name: str) -> dict[str, object]:
    """All that the author wrote of a question, or of a part of a list, and its conditions in words.

    Raises:
        NothingOfThatName: no question has that id.
    """
    found = {
        question.id: (stage, question)
        for stage in flow.stages
        for _, question in questions_of(stage)
    }
    if name not in found:
        raise NothingOfThatName(
            noun="question",
            name=name,
            near=nearest(name, found),
            remedy="« alliance flows show » lists them.",
        )
    return _details(*found[name])


def questions_of(stage: Stage) -> Iterator[tuple[str, Question]]:
    """Every question of a stage, and every part of its lists, with what sets parts apart."""
    for question in stage.questions:
        yield "", question
        for part in getattr(question, "item", ()):
            yield "  ", part


def print_question(details: Mapping[str, object], console: Console) -> None:
    """A line a thing; those of a list below its name."""
    for key, value in details.items():
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            console.print(f"{key}:", style="bold")
            for one in value:
                console.print(printable(f"  - {_said(one)}"))
        elif value != "":
            console.print(printable(f"{key}: {_said(value)}"))


def _said(value: object) -> str:
    match value:
        case dict():
            named = (f"{name}: {_said(one)}" for name, one in value.items() if one != "")
            return ", ".join(named)
        case list():
            return ", ".join(map(_said, value))
        case _:
            return str(value)


def _details(stage: Stage, question: Question) -> dict[str, object]:
    return {"stage": stage.stage, "stage_asked": in_words(stage.when), **_written(question)}


def _written(question: Question) -> dict[str, object]:
    written = question.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    parts = [_written(part) for part in getattr(question, "item", ())]
    return {
        "id": question.id,
        "kind": question.kind,
        **{key: value for key, value in written.items() if key not in ("id", "kind", "when")},
        "asked": in_words(question.when),
        "visible_to": [str(reader) for reader in question.visible_to],
        **({"item": parts} if parts else {}),
    }
