"""The charter as files: whatever formats there are."""

from __future__ import annotations

from bot.messages import Attachment, Message, Passage, Style
from bot.visit import Visit
from charter.exporters import exporters

__all__ = ["run"]

#: formats for people; the others are for machines
FOR_PEOPLE = ("pdf", "docx", "markdown")


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    document, stem = visit.draft(), visit.say.say("export.name")
    found = exporters()
    wanted = [name for name in (argument.strip().lower(),) if name in found] or FOR_PEOPLE
    files = tuple(
        Attachment(
            f"{stem}.{found[name].extension}", found[name].media_type, found[name].render(document)
        )
        for name in wanted
    )
    names = ", ".join(file.name for file in files)
    done = Passage(Style.PLAIN, visit.say.say("export.done", files=names))
    return (Message((done,), files=files),)
