"""Changes between two versions of a flow in words, and as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cli.output import printable
from flows.changes import Change, Detail, Effect, What

if TYPE_CHECKING:
    from rich.console import Console

    from flows.impact import Impact

__all__ = ["change_data", "print_changes"]

#: what it does to a run in progress; nothing is not said
EFFECTS: Mapping[Effect, str] = {
    Effect.NOTHING: "",
    Effect.ASKED_NEXT: "asked next",
    Effect.MOVES: "answers move",
    Effect.ASKED_IF_CHOSEN: "who chose it is asked again",
    Effect.ASKED_IF_SKIPPED: "who skipped it is asked again",
    Effect.DECIDED_ANEW: "asked or parked, as other answers say",
    Effect.PARKED: "answers are parked",
    Effect.ASKED_AGAIN: "asked again",
    Effect.REFUSED: "refused",
}
#: what was done, where its own word does not say it
DONE: Mapping[What, str] = {
    What.CONDITION: "has another condition",
    What.LIMITS: "has other limits",
    What.MEANING: "means something else",
    What.KIND: "is of another kind",
    What.SETTINGS: "has other settings",
}
COUNTED: Mapping[str, str] = {
    "moved": "moved",
    "again": "asked again",
    "parked": "parked",
    "restored": "back again",
    "fresh": "asked next",
    "ahead": "asked in their turn",
}
SHOWN_AT_MOST = 72


def print_changes(
    changes: Sequence[Change], console: Console, *, impact: Impact | None = None
) -> None:
    """One change a line, its texts under it; with an impact, to how many runs it happens."""
    for change in changes:
        refused = change.effect is Effect.REFUSED
        console.print(printable(_line(change, impact)), style="red" if refused else "")
        for detail in change.details:
            _print_detail(detail, console)
    if not changes:
        console.print("Nothing changed.")


def change_data(change: Change, impact: Impact | None = None) -> dict[str, object]:
    """The same for a machine."""
    return {
        "noun": change.noun,
        "what": change.what,
        "name": change.name,
        "former": change.former or None,
        "path": change.path,
        "effect": change.effect,
        "details": [
            {
                "key": detail.key,
                "before": detail.before,
                "after": detail.after,
                "language": detail.language or None,
            }
            for detail in change.details
        ],
        **({"runs": impact.of(change)} if impact is not None else {}),
    }


def _line(change: Change, impact: Impact | None) -> str:
    noun = change.noun.replace("_", " ")
    was = f" (was {change.former})" if change.former else ""
    effect = EFFECTS[change.effect]
    said = f"{noun} {change.path}{was}: {DONE.get(change.what, change.what)}"
    said += f" – {effect}" if effect else ""
    counts = impact.of(change) if impact is not None else {}
    told = ", ".join(f"{count:,} {COUNTED[name]}" for name, count in counts.items())
    return f"{said} [{told}]" if told else said


def _print_detail(detail: Detail, console: Console) -> None:
    language = f" ({detail.language})" if detail.language else ""
    console.print(printable(f"    {detail.key}{language}"), style="dim")
    for mark, text in (("-", detail.before), ("+", detail.after)):
        if text:
            short = " ".join(text.split())
            cut = f"{short[: SHOWN_AT_MOST - 1]}…" if len(short) > SHOWN_AT_MOST else short
            console.print(printable(f"      {mark} {cut}"), style="dim")
