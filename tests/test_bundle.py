"""The editor of flows is bundled from locked packages, wherever there is a node, and shipped."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "web" / "editor"
BUNDLE = ROOT / "web" / "static" / "built" / "editor.js"


def tool() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "requirements" / "editor.py"))


def test_every_package_of_the_editor_is_pinned_and_locked_without_an_address() -> None:
    asked = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    wanted = {**asked["dependencies"], **asked["devDependencies"]}
    locked = {name: each for name, each in lock["packages"].items() if name}
    assert [] == [version for version in wanted.values() if not re.fullmatch(r"[\d.]+", version)]
    assert wanted == {name: locked[f"node_modules/{name}"]["version"] for name in wanted}
    assert [] == [name for name, each in locked.items() if not each["integrity"]]
    assert [] == [name for name, each in locked.items() if "resolved" in each or "funding" in each]
    assert "://" not in (SOURCES / "package-lock.json").read_text(encoding="utf-8")


def test_without_node_and_without_an_index_set_up_says_so_in_a_line_and_goes_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "requirements").mkdir()
    for name in ("editor.py", "node.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        (tmp_path / "requirements" / name).write_text(text, encoding="utf-8")
    (tmp_path / "web" / "editor").mkdir(parents=True)
    (tmp_path / "web" / "editor" / "package.json").write_text("{}", encoding="utf-8")
    nowhere = {"PATH": "", "HOME": str(tmp_path / "home"), "UV_OFFLINE": "1"}
    told = subprocess.run(
        [sys.executable, str(tmp_path / "requirements" / "editor.py")],
        env=nowhere,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("", 1) == (told.stderr, len(told.stdout.splitlines()))
    assert told.stdout.startswith("No editor of flows (no node is here")
    assert not (tmp_path / "home").exists()


def test_a_bundle_of_these_very_sources_is_not_made_again(tmp_path: Path) -> None:
    editor = tool()
    (tmp_path / "web" / "editor").mkdir(parents=True)
    (tmp_path / "web" / "editor" / "main.js").write_text("1", encoding="utf-8")
    built = tmp_path / "web" / "static" / "built"
    built.mkdir(parents=True)
    made_from = editor["banner"](editor["digest"](tmp_path))
    (built / "editor.js").write_text(f"{made_from}\n", encoding="utf-8")
    assert "there" == editor["prepare"](tmp_path)
    (tmp_path / "web" / "editor" / "main.js").write_text("2", encoding="utf-8")
    with pytest.raises(editor["Impossible"]):
        editor["prepare"](tmp_path)


@pytest.mark.skipif(not BUNDLE.is_file(), reason="set-up found no node, or no registry of npm")
def test_a_wheel_holds_the_editor_and_not_what_it_is_made_from(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "hatchling", "build", "--target", "wheel")
    made = ("--directory", str(tmp_path))
    subprocess.run([*command, *made], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
        content = opened.read("web/static/built/editor.js")
    assert content == BUNDLE.read_bytes()
    assert "web/static/built/licences.txt" in names
    assert [] == [name for name in names if name.startswith("web/editor/")]
