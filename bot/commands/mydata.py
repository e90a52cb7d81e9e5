"""Everything kept about a person, as one file that they can read, each key explained in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.answered import lines
from bot.messages import Attachment, Message, Passage, Style
from bot.visit import Visit
from storage.repositories import answers, kept, runs
from storage.repositories.kept import Coached, Kept, KeptRow, Reviewed

__all__ = ["run"]

#: raised when a key changes its meaning
FORMAT = 1


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    say = visit.say
    content = json.dumps(_everything(visit), ensure_ascii=False, indent=2, default=_written)
    # Half a character, which JSON can say and no file can, is shown as a question mark.
    file = Attachment(say.say("mydata.file"), "application/json", content.encode(errors="replace"))
    done = Passage(Style.PLAIN, say.say("mydata.done", file=file.name))
    return (Message((done,), files=(file,)), *visit.ask_again())


def _everything(visit: Visit) -> dict[str, Any]:
    found = kept.about_person(visit.store, visit.contact.person_id)
    return {
        "format": FORMAT,
        "made_at": visit.now,
        "keys": {key: visit.say.say(f"mydata.keys.{key}") for key in visit.say.keys("mydata.keys")},
        "person": _readable(found.person),
        "contacts": [_readable(contact) for contact in found.contacts],
        "alliances": [_alliance(visit, found, alliance) for alliance in found.alliances],
        "audit": [_signed(visit, entry) for entry in found.audit],
        "messages": [_readable(message) for message in found.messages],
        "timers": [_readable(timer) for timer in found.timers],
        "letters": [_readable(letter) for letter in found.letters],
        "files": [_readable(file) for file in found.files],
        "awaited": [_readable(words) for words in found.reviewed.awaited],
        "coaching": _coaching(found.coached),
    }


def _alliance(visit: Visit, found: Kept, alliance: KeptRow) -> dict[str, Any]:
    return {
        **_readable(alliance),
        "parties": [_readable(party) for party in _of(alliance, found.parties)],
        "runs": [_run(visit, found, run) for run in _of(alliance, found.runs)],
        "charters": [_charter(charter) for charter in _of(alliance, found.charters)],
        "tried_on": [_readable(agreed) for agreed in _of(alliance, found.golden)],
        "reviews": [_review(found.reviewed, row) for row in _of(alliance, found.reviewed.reviews)],
    }


def _review(found: Reviewed, review: KeptRow) -> dict[str, Any]:
    """What a coach sent them, and what was said about it."""
    return {
        **_readable(review),
        "readings": [_readable(row) for row in found.readings if row["review_id"] == review["id"]],
        "remarks": [
            {
                **_readable(row),
                "notes": [_readable(note) for note in found.notes if _is_on(row, note)],
            }
            for row in found.remarks
            if row["review_id"] == review["id"]
        ],
    }


def _is_on(remark: KeptRow, note: KeptRow) -> bool:
    return bool(note["remark_id"] == remark["id"])


def _coaching(found: Coached) -> dict[str, Any]:
    """Of a coach: where they belong, what they wrote, without what it was written about."""
    written = [
        *({"text": row["text"], "at": row["created_at"]} for row in found.remarks),
        *({"text": row["text"], "at": row["said_at"]} for row in found.notes),
        *({"text": row["strength"], "at": row["decided_at"]} for row in found.readings),
        *({"text": row["note"], "at": None} for row in found.marks),
    ]
    return {
        "teams": [_readable(team) for team in found.teams],
        "sessions": [
            {name: value for name, value in _readable(row).items() if name != "digest"}
            for row in found.sessions
        ],
        "notices": [_readable(row) for row in found.notices],
        "typed": [_readable(row) for row in found.typed],
        "written": [row for row in written if row["text"]],
    }


def _of(alliance: KeptRow, rows: Iterable[KeptRow]) -> list[KeptRow]:
    return [row for row in rows if row["alliance_id"] == alliance["id"]]


def _run(visit: Visit, found: Kept, row: KeptRow) -> dict[str, Any]:
    """The walk: its answers as people read them, its state to the letter, and all that was said."""
    stored = runs.load(visit.store, row["public_id"])
    guide = visit.guides.at(visit.store, stored.run.flow, stored.run.revision)
    return {
        **_readable(row),
        "answers": [
            {
                "place": str(line.place),
                "stage": line.stage,
                "question": line.question,
                "answer": line.answer,
            }
            for line in lines(guide, stored.run)
        ],
        "state": json.loads(row["state"]),
        "history": [
            {
                "place": past.place,
                "change": past.change,
                "value": past.value,
                "revision": past.revision,
                "by_you": past.by_person_id == visit.contact.person_id,
                "said_at": past.said_at,
            }
            for past in answers.history(visit.store, stored.id)
        ],
        "signs": [_readable(sign) for sign in found.signs if sign["run_id"] == row["id"]],
    }


def _charter(row: KeptRow) -> dict[str, Any]:
    readable = _readable(row)
    state = json.loads(readable.pop("answers"))
    return {**readable, "state": state}


def _signed(visit: Visit, entry: KeptRow) -> dict[str, Any]:
    return {**_readable(entry), "by_you": entry["by_person_id"] == visit.contact.person_id}


def _readable(row: KeptRow) -> dict[str, Any]:
    """Without the numbers by which rows find each other: they say nothing of the person."""
    return {
        name: value
        for name, value in row.items()
        if name == "public_id" or not (name == "id" or name.endswith("_id") or name in INTERNAL)
    }


#: what serves the program: who submitted is the person, a lease is of a process
INTERNAL = {"submitted_by", "leased_by", "attempts", "version"}


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value)} is not written in JSON")
