"""One more language of a working copy: its texts beside their source, by hand or from a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from babel import Locale

from charter.translating import separated, workbook
from charter.translating.importing import Imported, import_rows, read_table
from charter.translating.lines import Line, Lines, State, lines_of
from charter.translating.phrases import phrases_in
from charter.translating.rows import Unreadable
from charter.translating.telling import told_in_words
from charter.translating.writing import Key, Said, Trouble, begun, trouble_of, write
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing, copy_for
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.copies import changed_by_others, open_copy
from web.views.looked import told
from web.views.translating import PAGE, SHOWS, keep, mark, shown_lines

__all__ = ["routes"]

CODE = re.compile(r"[a-z]{2}")
OVERLAY = re.compile(r"(?:flow|charter|review)\.([a-z]{2})\.yaml")
MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
#: bytes of a table that is sent back
LARGEST_TABLE = 4_000_000


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store)


def drawn(
    asked: Asked,
    store: ReadStore,
    *,
    status: int = 200,
    typed: Mapping[Key, str] | None = None,
    troubles: Mapping[Key, Trouble | None] | None = None,
    imported: Imported | None = None,
    problem: str = "",
) -> Reply:
    copy, language = open_copy(asked, store), code(asked)
    lines = lines_of(copy.copy.files, language)
    shown = shown_lines(asked, lines, typed or {}, troubles or {})
    codes = {*overlays(copy.copy.sources), language}
    overtaken = any(trouble is None for trouble in (troubles or {}).values())
    return asked.shown(
        "copy_translations.html",
        status,
        copy=copy,
        to=partial(way, asked, language),
        language=language,
        source_language=source_language(lines),
        codes=sorted(codes),
        named=named(asked, codes),
        lines=lines,
        counts=lines.counts(),
        state=State,
        states={state: phrases_in(asked.language).say(f"states.{state}") for state in State},
        definitions=definitions(asked),
        shown=shown,
        shows=tuple(SHOWS),
        per_page=PAGE,
        issues=told(asked, lines.issues),
        not_taken=len(troubles or {}),
        others=changed_by_others(asked, store, copy.copy) if overtaken else (),
        imported=imported,
        in_words=lambda each: told_in_words(each, asked.language),
        problem=problem,
    )


def save(asked: Asked, store: WriteStore) -> Reply:
    """What is right is stored; what is not stays on the page, with the reason."""
    copy = copy_for(store, asked.who, asked.path["copy"])
    lines = lines_of(copy.files, code(asked))
    said: dict[Key, Said] = {}
    typed: dict[Key, str] = {}
    troubles: dict[Key, Trouble | None] = {}
    for line, text, is_seen, still in sent(asked, lines):
        is_same = text == line.translation.said.strip()
        if is_same and not (still and line.state is State.STALE):
            continue
        trouble = trouble_of(line.translation, text)
        if trouble is not None or not is_seen:
            typed[line.key], troubles[line.key] = text, trouble
        else:
            said[line.key] = Said(text)
    written = write(copy.files, lines, said)
    typed |= {key: said[key].text for key in written.refused}
    troubles |= written.refused
    keep(asked, store, copy, written.files)
    if troubles:
        status = 409 if None in troubles.values() else 422
        reply = drawn(asked, store, status=status, typed=typed, troubles=troubles)
        return replace(reply, keeps=True)
    return here(asked, "translations.saved" if said else "translations.same")


def sent(asked: Asked, lines: Lines) -> Iterator[tuple[Line, str, bool, bool]]:
    """Each text of the form: what was typed, whether it is still as it was seen, and whether who
    read it says that it still holds.
    """
    by_key = {f"{line.file}|{line.name}": line for line in lines}
    for number in range(PAGE * 2):
        line = by_key.get(asked.form.raw(f"key.{number}"))
        if line is not None:
            text = asked.form.file(f"text.{number}").strip()
            is_seen = asked.form.raw(f"was.{number}") == mark(line)
            yield line, text, is_seen, bool(asked.form.raw(f"still.{number}"))


def begin(asked: Asked, store: WriteStore) -> Reply:
    """The files of a new language, which say nothing yet."""
    copy, wanted = copy_for(store, asked.who, asked.path["copy"]), asked.form.text("language")
    wanted = wanted.lower()
    lines = lines_of(copy.files, wanted) if CODE.fullmatch(wanted) else None
    if lines is None or wanted == source_language(lines):
        return drawn(asked, store, status=422, problem=asked.say.say("translations.begin.wrong"))
    keep(asked, store, copy, begun(copy.files, lines))
    return asked.to("copy_translations", copy=copy.public_id, language=wanted)


def take(asked: Asked, store: WriteStore) -> Reply:
    """What translators sent back, row by row."""
    copy, language = copy_for(store, asked.who, asked.path["copy"]), code(asked)
    content = asked.form.files[0].content if asked.form.files else b""
    if not content:
        return drawn(asked, store, status=422, problem=asked.say.say("translations.table.none"))
    try:
        rows = read_table(content)
    except Unreadable as error:
        return drawn(asked, store, status=422, problem=told_in_words(error, asked.language))
    found = import_rows(copy.files, lines_of(copy.files, language), rows)
    keep(asked, store, copy, found.files)
    return drawn(asked, store, imported=found)


def table(asked: Asked, store: ReadStore) -> Reply:
    """All the texts, for a spreadsheet."""
    copy, wanted = copy_for(store, asked.who, asked.path["copy"]), asked.path["table"]
    if wanted not in MEDIA:
        raise Missing
    language = code(asked)
    lines, kind = lines_of(copy.files, language), workbook if wanted == "xlsx" else separated
    name = f"{copy.flow}-{language}.{wanted}"
    return asked.file(kind.written(lines, asked.language), MEDIA[wanted], name)


def code(asked: Asked) -> str:
    language = asked.path.get("language") or "en"
    if not CODE.fullmatch(language):
        raise Missing
    return language


def source_language(lines: Lines) -> str:
    return str(lines.leaves[0].source.data.get("language", "")) if lines.leaves else ""


def overlays(files: Mapping[str, str]) -> Iterator[str]:
    for name in files:
        found = OVERLAY.fullmatch(name)
        if found:
            yield found[1]


def named(asked: Asked, codes: set[str]) -> dict[str, str]:
    """What languages are called by who looks."""
    known = Locale.parse(asked.language).languages
    return {code: known.get(code, code) for code in codes}


def definitions(asked: Asked) -> dict[str, str]:
    phrases = phrases_in(asked.language)
    return {name: phrases.say(f"definitions.{name}") for name in phrases.keys("definitions")}


def here(asked: Asked, said: str = "") -> Reply:
    show, group = (asked.query.get(name, "") for name in ("show", "group"))
    return asked.moved(way(asked, code(asked), show, group), said)


def way(asked: Asked, language: str, show: str, group: str, at: int = 0) -> str:
    """The address of some of the texts; what says nothing is left out."""
    more = {"show": show, "group": group, "at": at or ""}
    said = {name: value for name, value in more.items() if value}
    return asked.url("copy_translations", copy=asked.path["copy"], language=language, **said)


def back(asked: Asked) -> str:
    return asked.url("copy_translations", copy=asked.path["copy"], language=code(asked))


HERE = "/flows/copies/{copy}/translations"
routes = (
    Page("copy_translations", f"{HERE}/{{language}}", Access.ADMIN, show=show, act=save),
    Page("begin_language", HERE, Access.ADMIN, act=begin, then=back),
    Page("translation_table", f"{HERE}/{{language}}/table.{{table}}", Access.ADMIN, show=table),
    Page(
        "send_translations",
        f"{HERE}/{{language}}/table",
        Access.ADMIN,
        act=take,
        then=back,
        files=True,
        largest=LARGEST_TABLE,
    ),
)
