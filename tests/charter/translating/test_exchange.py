"""The table of translators: written, sent back, and what is taken of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from charter.translating import separated, workbook
from charter.translating.importing import Imported, import_rows, language_in, read_table
from charter.translating.lines import lines_of
from charter.translating.rows import COLUMNS, Unreadable
from tests.charter.translating.texts import ENGLISH, FILES, FLOW

FLOW_EN, REVIEW_EN = "flow.en.yaml", "review.en.yaml"
TRANSLATION, STATE, SOURCE, NAME = (
    COLUMNS.index(c) + 1 for c in ("translation", "state", "source", "name")
)


def sent_back(changes: dict[str, dict[int, str]], language: str = "fr") -> bytes:
    """The workbook after a translator wrote in it: by the name of a text, by column."""
    book = load_workbook(io.BytesIO(workbook.written(lines_of(FILES, "en"), language)))
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        for column, text in changes.get(str(sheet.cell(row, NAME).value), {}).items():
            sheet.cell(row, column).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(content: bytes, files: dict[str, bytes] = FILES) -> Imported:
    return import_rows(files, lines_of(files, "en"), read_table(content))


def told(found: Imported) -> dict[str, str]:
    return {each.key[1]: each.trouble.code if each.trouble else each.noted for each in found.told}


@pytest.mark.parametrize("written", [workbook.written, separated.written], ids=["xlsx", "csv"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_table_that_comes_back_as_it_was_changes_nothing(
    written: Callable[..., bytes], language: str
) -> None:
    rows = read_table(written(lines_of(FILES, "en"), language))
    found = import_rows(FILES, lines_of(FILES, "en"), rows)
    assert () == found.told
    assert len(rows) == found.untouched
    assert FILES == dict(found.files)
    assert "en" == language_in(rows)


def test_what_a_translator_wrote_is_taken_and_what_is_wrong_is_told_by_row() -> None:
    found = imported(
        sent_back(
            {
                "stages.start.title": {TRANSLATION: "The beginning"},
                "questions.sure.text": {TRANSLATION: "Are you sure?"},
                "questions.name.hint": {TRANSLATION: '=HYPERLINK("http://x")'},
                "questions.name.example": {TRANSLATION: "Awa.", NAME: "questions.gone.text"},
                "criteria.need.title": {TRANSLATION: "The need of {name}"},
                "title": {TRANSLATION: "A smaller flow"},
            }
        )
    )
    assert {
        "stages.start.title": "taken",
        "title": "taken",
        "criteria.need.title": "taken",
        "questions.sure.text": "placeholders",
        "questions.name.hint": "formula",
        "questions.gone.text": "unknown_text",
    } == told(found)
    assert 3 == len(found.taken)
    assert all(each.row > 1 for each in found.refused)
    lines = {line.key: line.translation.said for line in lines_of(found.files, "en")}
    assert "The beginning" == lines[FLOW_EN, "stages.start.title"]
    assert "The need of {name}" == lines[REVIEW_EN, "criteria.need.title"]
    assert "# The English of Léa." in found.files[FLOW_EN].decode()


def test_a_source_that_changed_meanwhile_makes_a_translation_old_or_keeps_the_newer_one() -> None:
    content = sent_back(
        {
            "stages.start.title": {TRANSLATION: "The beginning"},
            "questions.name.text": {TRANSLATION: "Your name?"},
        }
    )
    after = FLOW.replace("title: Le début", "title: Le commencement")
    after = after.replace("Comment vous appelez-vous ?", "Quel est votre nom ?")
    files = {**FILES, "flow.yaml": after.encode()}
    found = imported(content, files)
    assert {
        "stages.start.title": "to_read_again",
        "questions.name.text": "changed_meanwhile",
    } == told(found)
    states = {line.name: line.state for line in lines_of(found.files, "en")}
    assert "stale" == states["stages.start.title"]

    again = workbook.written(lines_of(found.files, "en"), "fr")
    book = load_workbook(io.BytesIO(again))
    for row in book.worksheets[0].iter_rows(min_row=2):
        if row[NAME - 1].value == "stages.start.title":
            assert "à relire" == row[STATE - 1].value
            row[STATE - 1].value = "Fait"
    out = io.BytesIO()
    book.save(out)
    last = imported(out.getvalue(), dict(found.files))
    assert {"stages.start.title": "confirmed"} == told(last)
    assert (
        "done"
        == {line.name: line.state for line in lines_of(last.files, "en")}["stages.start.title"]
    )


def test_only_translations_their_state_and_comments_can_be_changed() -> None:
    sheet = load_workbook(io.BytesIO(workbook.written(lines_of(FILES, "en"), "en"))).worksheets[0]
    assert sheet.protection.sheet
    unlocked = {
        column
        for column, cell in zip(COLUMNS, next(sheet.iter_rows(min_row=2)), strict=True)
        if not cell.protection.locked
    }
    assert {"translation", "state", "comment"} == unlocked
    assert all(cell.protection.locked for cell in sheet[1])
    assert ["File", "Where", "Original text", "Translation", "State", "Comment", "Reference"] == [
        cell.value for cell in sheet[1]
    ]
    assert "A2" == sheet.freeze_panes


@pytest.mark.parametrize("begins", ["=1+1", "+33 1", "-5 %", "@here", "＝1"])
def test_no_text_can_be_taken_for_a_formula(begins: str) -> None:
    english = ENGLISH.replace("A small flow", f"'{begins}'")
    files = {**FILES, FLOW_EN: english.encode()}
    lines = lines_of(files, "en")
    sheet = load_workbook(io.BytesIO(workbook.written(lines, "en"))).worksheets[0]
    cell = next(row[TRANSLATION - 1] for row in sheet.iter_rows() if row[NAME - 1].value == "title")
    assert ("s", begins) == (cell.data_type, cell.value)
    for table in (separated.written(lines, "en"), workbook.written(lines, "en")):
        found = import_rows(files, lines, read_table(table))
        assert () == found.told
    assert f"'{begins}" in separated.written(lines, "en").decode()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_headings"),
        (b"PK\x03\x04", "not_a_table"),
        (bomb(), "too_large"),
        ("Fichier;Où".encode(), "no_headings"),
        ("Fichier;Repère;Texte d’origine;Traduction\n".encode("cp1252"), "not_utf8"),
        (b"a,b\n" + b"x," * 2_000, "no_headings"),
        (
            "\ufeffFile,Reference,Original text,Translation\n".encode() + b"a,b,c,d\n" * 20_001,
            "too_large",
        ),
    ],
    ids=["empty", "cut", "bomb", "one_heading", "cp1252", "wide", "long"],
)
def test_a_file_that_is_no_table_of_translations_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_table(content)
    assert code == refused.value.code
