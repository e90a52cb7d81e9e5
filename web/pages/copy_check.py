"""What is wrong with a text as it is typed, for the script of the editor: nothing is stored."""

from __future__ import annotations

import json
from dataclasses import asdict

from charter.explained import issue_data
from storage.stores import ReadStore
from web.access import Access, Missing, copy_for
from web.asked import Asked
from web.form import FILE_LARGEST
from web.page import Page
from web.rendering import render
from web.reply import Reply
from web.views.looked import Looked, look, today, told

__all__ = ["routes"]


def check(asked: Asked, store: ReadStore) -> Reply:
    """Issues, names to complete, where questions are, and the one at the line as it is seen."""
    copy, file = copy_for(store, asked.who, asked.path["copy"]), asked.form.raw("file")
    if file not in copy.sources:
        raise Missing
    looked = look(copy.files | {file: asked.form.file("text").encode(errors="replace")})
    issues = [
        {**issue_data(each.issue, asked.language), "called": each.words.severity}
        for each in told(asked, looked.examined.issues)
    ]
    known = looked.known
    answer = {
        "issues": [issue for issue in issues if issue["file"] == file],
        "elsewhere": sum(1 for issue in issues if issue["file"] != file),
        "names": asdict(known),
        "spots": [[spot.line, spot.name] for spot in looked.spots(file)],
        "shown": seen(asked, looked, file),
    }
    content = json.dumps(answer, ensure_ascii=False).encode(errors="replace")
    return Reply(200, content, "application/json")


def seen(asked: Asked, looked: Looked, file: str) -> str:
    """The question at the line, as a piece of a page; empty where there is none."""
    line = asked.form.raw("line")
    spot = looked.at(file, int(line)) if line.isdecimal() and len(line) < 7 else None  # noqa: PLR2004
    shown = looked.shown(spot.name, day=today(asked)) if spot else ()
    return (
        render("shown.html", asked, {"shown": shown, "copy": asked.path["copy"]}) if shown else ""
    )


routes = (
    Page(
        *("copy_check", "/flows/copies/{copy}/check", Access.ADMIN),
        ask=check,
        largest=FILE_LARGEST,
    ),
)
