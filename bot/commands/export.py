"""The charter as files: whatever formats there are."""

from __future__ import annotations

from bot.approval import approved_document
from bot.files import FOR_PEOPLE, files_of
from bot.messages import Message, Passage, Style
from bot.visit import Visit
from charter.exporters import exporters

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    wanted = [name for name in (argument.strip().lower(),) if name in exporters()] or FOR_PEOPLE
    files = files_of(approved_document(visit) or visit.draft(), visit.say, wanted)
    names = ", ".join(file.name for file in files)
    done = Passage(Style.PLAIN, visit.say.say("export.done", files=names))
    return (Message((done,), files=files),)
