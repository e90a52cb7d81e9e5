"""The outline of a flow: its stages and questions, and when each is asked."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cli.conditions import in_words
from cli.output import print_table, printable, table
from cli.question import questions_of
from flows.conditions import Node
from flows.definition import Flow, Stage
from flows.question import Question

__all__ = ["outline", "print_outline"]

#: characters of a question in a line; all of it is in the details
TEXT_AT_MOST = 100


def outline(flow: Flow) -> dict[str, object]:
    """The flow without most of its texts, for a machine."""
    return {
        "flow": flow.flow,
        "title": flow.title,
        "language": flow.language,
        "stages": [_stage(stage) for stage in flow.stages],
        "endings": [
            {"ending": end.ending, "when": in_words(end.when), "submits": end.submits}
            for end in flow.endings
        ],
    }


def print_outline(flow: Flow, console: Console) -> None:
    """The same for people: a table a stage."""
    console.print(printable(f"{flow.title} ({flow.flow}, {flow.language})"), style="bold")
    if flow.quick_path:
        console.print(f"Quick path: {in_words(flow.quick_path.when)}")
    for number, stage in enumerate(flow.stages, 1):
        console.print()
        asked = _asked(stage.when, quick=stage.quick)
        console.print(
            printable(f"{number}. {stage.title} ({stage.stage}) {asked}".rstrip()), style="bold"
        )
        rows = table("id", "kind", "text", "asked")
        for indent, question in questions_of(stage):
            text, when = _short(question.text), _asked(question.when, quick=question.quick)
            rows.add_row(f"{indent}{question.id}", question.kind, text, when)
        print_table(rows, console)
    console.print()
    for end in flow.endings:
        words = in_words(end.when) or "otherwise"
        console.print(f"Ends at {end.ending}: {words}{'' if end.submits else ' (no charter)'}")


def _stage(stage: Stage) -> dict[str, object]:
    return {
        "stage": stage.stage,
        "title": stage.title,
        "asked": in_words(stage.when),
        "quick": stage.quick,
        "questions": [_question(question) for question in stage.questions],
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "asked": in_words(question.when),
        "quick": question.quick,
        "required": question.required,
        "parts": [_question(part) for part in getattr(question, "item", ())],
    }


def _asked(when: Node | None, *, quick: bool) -> str:
    words = in_words(when)
    marks = [f"if {words}" if words else "", "on the quick path too" if quick else ""]
    return "; ".join(mark for mark in marks if mark)


def _short(text: str) -> Text:
    cut = len(text) > TEXT_AT_MOST
    return printable(f"{text[: TEXT_AT_MOST - 1].rstrip()}…" if cut else text)
