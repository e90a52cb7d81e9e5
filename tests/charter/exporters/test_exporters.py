"""Formats are found by being there, and are pure: the same document, the same bytes."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from importlib import invalidate_caches
from pathlib import Path

import pytest

import charter.exporters
from charter.document import Document
from charter.exporters import Exporter, exporters

FORMATS = list(exporters().values())
GOLDEN = ["french", "english", "empty"]
RENDER_ALL = """
import hashlib, sys
from charter.document import Document
from charter.exporters import exporters
document = Document.model_validate_json(sys.stdin.buffer.read())
for each in exporters().values():
    print(each.name, hashlib.sha256(each.render(document)).hexdigest())
"""


def test_the_shipped_formats_are_found() -> None:
    assert ["docx", "html", "json", "markdown", "pdf"] == list(exporters())


@pytest.mark.parametrize("exporter", FORMATS, ids=lambda each: each.name)
def test_a_format_says_what_it_is(exporter: Exporter) -> None:
    assert re.fullmatch(r"[a-z]+", exporter.name)
    assert re.fullmatch(r"[a-z]+", exporter.extension)
    assert re.fullmatch(r"[a-z]+/[\w.+-]+(; charset=utf-8)?", exporter.media_type)
    assert exporter.title.strip()


def test_a_new_format_is_one_more_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rtf.py").write_text(
        "from charter.exporters import Exporter\n"
        "exporter = Exporter(name='rtf', title='RTF', media_type='text/rtf', extension='rtf',"
        " render=lambda document: b'{}')\n"
    )
    folders = [*charter.exporters.__path__, str(tmp_path)]
    monkeypatch.setattr(charter.exporters, "__path__", folders)
    invalidate_caches()
    try:
        assert [*exporters(), "rtf"] == list(exporters.__wrapped__())
    finally:
        sys.modules.pop("charter.exporters.rtf", None)


@pytest.mark.parametrize("name", GOLDEN)
@pytest.mark.parametrize("exporter", FORMATS, ids=lambda each: each.name)
def test_the_same_document_gives_the_same_bytes(
    exporter: Exporter, name: str, request: pytest.FixtureRequest
) -> None:
    document: Document = request.getfixturevalue(name)
    assert exporter.render(document) == exporter.render(document.model_copy(deep=True))


def test_another_process_gives_the_same_bytes(french: Document) -> None:
    there = subprocess.run(
        [sys.executable, "-c", RENDER_ALL],
        input=french.model_dump_json().encode(),
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "42", "TZ": "Asia/Tokyo", "PYTHONPATH": ":".join(sys.path)},
    )
    here = [f"{each.name} {hashlib.sha256(each.render(french)).hexdigest()}" for each in FORMATS]
    assert here == there.stdout.decode().splitlines()
