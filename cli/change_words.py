"""Changes between two versions of a flow on a terminal, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.output import printable
from flows.phrases import phrases_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from charter.change_words import ChangeWords, WordedChange, WordedDetail
    from flows.changes import Change
    from flows.impact import Impact

__all__ = ["change_data", "print_changes"]

SHOWN_AT_MOST = 72


def print_changes(
    changes: Sequence[Change],
    words: ChangeWords,
    console: Console,
    *,
    impact: Impact | None = None,
) -> None:
    """One change a line, its texts under it; with an impact, to how many runs it happens."""
    for change in changes:
        worded = words.of(change, impact)
        console.print(printable(_line(worded)), style="red" if worded.is_refused else "")
        for detail in worded.details:
            _print_detail(detail, console)
    if not changes:
        console.print(phrases_in(words.language).say("changes.nothing"))


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


def _line(change: WordedChange) -> str:
    was = f" ({change.was})" if change.was else ""
    said = f"{change.what}: {change.path}{was}"
    said += f" – {change.effect}" if change.effect else ""
    return f"{said} [{', '.join(change.counts)}]" if change.counts else said


def _print_detail(detail: WordedDetail, console: Console) -> None:
    language = f" ({detail.language})" if detail.language else ""
    console.print(printable(f"    {detail.field}{language}"), style="dim")
    for mark, text in (("-", detail.before), ("+", detail.after)):
        if text:
            short = " ".join(text.split())
            cut = f"{short[: SHOWN_AT_MOST - 1]}…" if len(short) > SHOWN_AT_MOST else short
            console.print(printable(f"      {mark} {cut}"), style="dim")
