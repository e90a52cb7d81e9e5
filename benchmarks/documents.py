"""The charter: composing it, and printing it in each format."""

from __future__ import annotations

from benchmarks.machine import Figure, rounds
from benchmarks.walk import TODAY, guide, replies
from charter.exporters import exporters
from flows import engine
from flows.question import Reader

__all__ = ["figures"]

#: milliseconds that a PDF of 16 clauses may take
PDF_AT_MOST = 500


def figures() -> list[Figure]:
    run = engine.start(guide().compiled, language="fr", today=TODAY).run
    for said in replies():
        run = engine.reply(guide().compiled, run, said, today=TODAY).run
    document = guide().draft(run, reader=Reader.PARTNER, today=TODAY)
    compose = rounds(lambda: guide().draft(run, reader=Reader.PARTNER, today=TODAY), times=5)
    found = [Figure(f"composing {len(document.clauses)} clauses", compose * 1e3, "ms")]
    for number, (name, exporter) in enumerate(exporters().items()):
        # Another revision each time: an unchanged document would be a cached one.
        changed = iter(document.model_copy(update={"revision": n}) for n in range(number, 99))
        seconds = rounds(lambda exporter=exporter: exporter.render(next(changed)), times=5)  # type: ignore[misc]  # noqa: B023
        bound = PDF_AT_MOST if name == "pdf" else None
        found.append(Figure(f"printing {name}", seconds * 1e3, "ms", bound))
    return found
