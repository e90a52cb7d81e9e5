"""Publishing a working copy from a chat: the note that is asked for, and what it sets going."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.copies import is_admin, look_at, said
from bot.messages import Message, Style
from flows.wording.clean import clean, is_blank
from storage.errors import OutdatedRevision
from storage.publishing import publish_files
from storage.repositories import seen_updates, trials, working_copies

if TYPE_CHECKING:
    from bot.visit import Visit
    from storage.repositories.revisions import FlowRevision
    from storage.repositories.working_copies import WorkingCopy

__all__ = ["ask_note", "leave_note", "note_heard", "publish"]

#: characters of a note, as the desk takes it
LONGEST_NOTE = 500
#: after so long, what someone writes is about something else
PATIENCE = timedelta(days=1)


def ask_note(visit: Visit, copy: WorkingCopy) -> Message:
    """Their next words are the note with which it is published."""
    trials.await_note(visit.store, visit.contact, copy, now=visit.now)
    return said(visit, "note.asked", style=Style.QUESTION, title=copy.title)


def note_heard(visit: Visit, text: str) -> tuple[Message, ...] | None:
    """What comes of the note; none when these words are something else."""
    found = trials.find(visit.store, visit.contact) if visit.contact.tries else None
    if found is None or found.walks:
        return None
    if visit.now - found.at > PATIENCE or not is_admin(visit):
        _drop(visit)
        return None
    note = clean(text)
    if is_blank(note) or len(note) > LONGEST_NOTE:
        return (said(visit, "note.wrong", style=Style.CAUTION, most=LONGEST_NOTE),)
    _drop(visit)
    copy = working_copies.load(visit.store, found.copy)
    if copy.version != found.note_for:
        look_at(visit, copy, "report")
        return (said(visit, "changed"),)
    look_at(visit, copy, "publish", note=note)
    return (said(visit, "note.taken"),)


def leave_note(visit: Visit) -> tuple[Message, ...]:
    """They went elsewhere: a word that nothing is published."""
    found = trials.find(visit.store, visit.contact) if visit.contact.tries else None
    if found is None or found.walks:
        return ()
    _drop(visit)
    return (said(visit, "note.left", style=Style.HINT),)


def publish(visit: Visit, copy: WorkingCopy, note: str) -> FlowRevision | None:
    """The revision that is live now, and the copy is gone; none when another was published first,
    and nothing is changed.
    """
    try:
        with seen_updates.apart(visit.store):
            made = publish_files(
                visit.store,
                copy.flow,
                copy.sources,
                expected=copy.based_on,
                by=visit.contact.person_id,
                note=note,
                now=visit.now,
            )
    except OutdatedRevision:
        return None
    working_copies.discard(visit.store, copy, by=visit.contact.person_id, now=visit.now)
    return made


def _drop(visit: Visit) -> None:
    trials.drop(visit.store, visit.contact)
    visit.contact = replace(visit.contact, tries=False)
