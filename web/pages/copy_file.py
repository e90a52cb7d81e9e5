"""One file of a working copy, as text: what is wrong with it under it, and questions as seen."""

from __future__ import annotations

import json
from dataclasses import replace

from charter.schemas import FILES
from flows.issue import Issue
from flows.source.text import BYTES_AT_MOST
from storage.repositories import working_copies
from storage.repositories.working_copies import WorkingCopy
from storage.stores import ReadStore, WriteStore
from web.access import Access, copy_for
from web.asked import Asked
from web.assets import asset
from web.form import FILE_LARGEST
from web.headers import styled_by
from web.page import Page
from web.reply import Reply
from web.typing_kept import keep_typed
from web.views.copies import open_copy
from web.views.copy_texts import (
    CopyText,
    changed_by,
    copy_text,
    differences,
    forget,
    fresh,
    mark_of,
)
from web.views.looked import look, today, told

__all__ = ["routes"]

#: as one reads them: what is asked first, then what it becomes; the rest by name
FIRST = ("flow.yaml", "charter.yaml", "review.yaml", "stories.yaml")


def show(asked: Asked, store: ReadStore) -> Reply:
    copy = copy_for(store, asked.who, asked.path["copy"])
    return shown(asked, store, copy_text(asked, store, copy, asked.path["file"]))


def shown(asked: Asked, store: ReadStore, text: CopyText, status: int = 200) -> Reply:
    """The page, with what stands in the text area and what is wrong with that."""
    copy = open_copy(asked, store)
    files = copy.copy.files | {text.file: text.text.encode(errors="replace")}
    looked = look(files)
    issues = looked.examined.issues
    line = asked.query.get("line", "")
    spot = looked.at(text.file, int(line)) if line.isdecimal() and len(line) < 7 else None  # noqa: PLR2004
    overtaken = status == 409 or text.is_overtaken  # noqa: PLR2004
    nonce = asked.desk.new_token()
    reply = asked.shown(
        "copy_file.html",
        status,
        copy=copy,
        # Once the difference is seen, saving is meant.
        text=replace(text, base=mark_of(text.stored)),
        files=sorted(copy.copy.sources, key=order),
        line=line if line.isdecimal() else "",
        here=told(asked, [issue for issue in issues if issue.file == text.file]),
        elsewhere=elsewhere(issues, text.file),
        shown=looked.shown(spot.name, day=today(asked)) if spot else (),
        has_editor=asset("editor.js") is not None,
        words=words(asked),
        schemas=FILES,
        is_too_long=is_too_long(text.text),
        by=changed_by(asked, store, copy.copy, text.file) if overtaken else None,
        difference=differences(text.stored, text.text) if overtaken else (),
        is_overtaken=overtaken,
        nonce=nonce,
    )
    return replace(reply, headers={**reply.headers, **styled_by(nonce)})


def order(file: str) -> tuple[int, str]:
    return (FIRST.index(file) if file in FIRST else len(FIRST), file)


def elsewhere(issues: tuple[Issue, ...], file: str) -> dict[str, int]:
    """How many there are in each other file."""
    found: dict[str, int] = {}
    for issue in issues:
        if issue.file != file:
            found[issue.file] = found.get(issue.file, 0) + 1
    return found


def words(asked: Asked) -> dict[str, str]:
    """What the script of the editor says, by the names that it knows it by."""
    own = {f"editor.{name}" for name in asked.say.keys("files.editor")}
    issues = {f"issues.{name}" for name in ("none", "line", "whole", "checking", "unreachable")}
    counts = {f"issues.count.{each}" for each in ("one", "many")}
    return {
        name: asked.say.say(f"files.{name}", line="{line}", count="{count}")
        for name in sorted(own | issues | counts)
    }


def is_too_long(text: str) -> bool:
    return len(text.encode(errors="replace")) > BYTES_AT_MOST


def save(asked: Asked, store: WriteStore) -> Reply:
    """Into the working copy, whatever is wrong with it: it is published later, and only whole."""
    copy = copy_for(store, asked.who, asked.path["copy"])
    text = copy_text(asked, store, copy, asked.path["file"])
    if asked.form.raw("do") == "forget":
        forget(asked, store, copy, text.file)
        return asked.to("copy_file", "files.forgotten", copy=copy.public_id, file=text.file)
    typed = replace(text, text=asked.form.file("text"), base=asked.form.raw("base"))
    if is_too_long(typed.text):
        return refused(asked, store, typed, 422)
    if typed.text != text.stored and typed.base != mark_of(text.stored):
        return refused(asked, store, typed, 409)
    stored(asked, store, copy, typed)
    if asked.form.raw("quiet"):
        return told_quietly(asked, copy, typed)
    line = {"line": asked.form.raw("line")} if asked.form.raw("line").isdecimal() else {}
    return asked.to("copy_file", "files.saved", copy=copy.public_id, file=text.file, **line)


def refused(asked: Asked, store: WriteStore, typed: CopyText, status: int) -> Reply:
    """The page says why; what was typed stands in it, and is kept where it may be that long."""
    keep_typed(store, asked.who.person.id, asked.form.typed(), now=asked.now)
    return replace(shown(asked, store, typed, status), keeps=True)


def told_quietly(asked: Asked, copy: WorkingCopy, typed: CopyText) -> Reply:
    """For the script of the editor, which stays on the page."""
    after = fresh(copy, typed.file, typed.text)
    told = {"base": after.base, "kept": after.kept, "said": asked.say.say("files.saved")}
    return Reply(200, json.dumps(told).encode(), "application/json")


def stored(asked: Asked, store: WriteStore, copy: WorkingCopy, typed: CopyText) -> None:
    forget(asked, store, copy, typed.file)
    if typed.text == copy.sources[typed.file]:
        return
    sources = {**copy.sources, typed.file: typed.text}
    working_copies.change(store, copy, sources, by=asked.who.person.id, now=asked.now)


routes = (
    Page(
        *("copy_file", "/flows/copies/{copy}/files/{file}", Access.ADMIN),
        show=show,
        act=save,
        largest=FILE_LARGEST,
    ),
)
