"""`python -m benchmarks [NAME …]`: print the figures, and fail when one does not hold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from benchmarks import desk, documents, engine, publishing, seeing, stored, storing
from benchmarks.machine import Figure, machine, show
from benchmarks.telegram import figures as telegram

BENCHMARKS: Mapping[str, tuple[str, Callable[[], list[Figure]]]] = {
    "engine": ("Engine alone", engine.figures),
    "storing": ("Engine and SQLite, each answer synced", storing.figures),
    "stored": ("Answers among stored runs", stored.figures),
    "documents": ("Charter", documents.figures),
    "publishing": ("Publishing a revision, runs on SQLite", publishing.figures),
    "seeing": ("How the questions do, on SQLite", seeing.figures),
    "desk": ("The coaches' desk with 10,000 drafts on SQLite, server time", desk.figures),
    "telegram": ("A form of 30 questions on Telegram, over HTTP", telegram.figures),
}


#: what is measured when nothing is named: the others take minutes
SHORT = ("engine", "storing", "stored", "documents")


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. Known: {', '.join(BENCHMARKS)}.")
        return 2
    print(machine())
    held = [show(*_measured(name)) for name in names or SHORT]
    return 0 if all(held) else 1


def _measured(name: str) -> tuple[str, list[Figure]]:
    title, figures = BENCHMARKS[name]
    return title, figures()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
