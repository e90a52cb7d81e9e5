"""The image, the services beside it and the units: what can be said without running them."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import BotSettings
from cli.observing import ObservingSettings
from storage.settings import StorageSettings
from web.settings import DeskSettings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
UNITS = ROOT / "deploy" / "systemd"
SECRETS = ROOT / "deploy" / "secrets.sh"
#: a version to the last number, or what an image is
PINNED = re.compile(r"[\w./-]+:v?\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?")
KNOWN = {
    name.upper()
    for kind in (BotSettings, DeskSettings, ObservingSettings, StorageSettings)
    for name in kind.model_fields
}
#: read by the server, or by Python
OTHERS = {"FORWARDED_ALLOW_IPS", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PATH"}


def unknown(names: set[str]) -> set[str]:
    return {name.removesuffix("_FILE") for name in names} - KNOWN - OTHERS


def test_the_linter_of_dockerfiles_has_nothing_to_say() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    said = subprocess.run(
        [linter, ROOT / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert (0, "") == (said.returncode, said.stdout)


def test_the_image_is_pinned_and_run_by_a_user_who_owns_nothing_in_it() -> None:
    (base,) = re.findall(r"^ARG PYTHON=(.+)$", DOCKERFILE, re.MULTILINE)
    assert PINNED.fullmatch(base)
    assert ["${PYTHON} AS build", "${PYTHON}"] == re.findall(
        r"^FROM (.+)$", DOCKERFILE, re.MULTILINE
    )
    (*_, user) = re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE)
    assert int(user) > 0
    assert "/healthz" in DOCKERFILE.partition("HEALTHCHECK")[2]
    assert "--chown" not in DOCKERFILE


def test_the_image_sets_nothing_but_settings() -> None:
    (told,) = re.findall(r"^ENV ((?:.*\\\n)*.*)$", DOCKERFILE, re.MULTILINE)
    assert set() == unknown(set(re.findall(r"([A-Z_]+)=", told)))


def test_all_that_the_image_is_built_from_comes_into_it_and_nothing_secret() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    let_in = {line.removeprefix("!") for line in lines if line.startswith("!")}
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert packages | {"deploy/install.sh", "requirements", "pyproject.toml", "README.md"} == let_in


def test_every_image_of_others_is_pinned() -> None:
    images = {each["image"] for each in SERVICES.values() if "build" not in each}
    images -= {SERVICES["migrate"]["image"]}
    assert [] == [image for image in images if not PINNED.fullmatch(image)]


def test_services_may_write_nowhere_and_do_nothing_more_than_they_must() -> None:
    hardened = {name for name, each in SERVICES.items() if each.get("read_only")}
    assert set(SERVICES) - {"database"} == hardened
    assert all(["ALL"] == SERVICES[name]["cap_drop"] for name in hardened)
    published = {name: each["ports"] for name, each in SERVICES.items() if "ports" in each}
    assert {"proxy", "prometheus"} == set(published)
    assert all(port.startswith("127.0.0.1:") for port in published["prometheus"])


def made_in(folder: Path, *, token: str) -> dict[str, str]:
    told = {"TELEGRAM_BOT_TOKEN": token, "PATH": "/usr/bin:/bin"}
    subprocess.run(["sh", SECRETS, folder], env=told, check=True)
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_every_secret_is_a_file_that_is_made_and_every_setting_is_known(tmp_path: Path) -> None:
    kept = made_in(tmp_path / "secrets", token="123456:ABC")
    assert kept == made_in(tmp_path / "secrets", token="another")
    assert "123456:ABC\n" == kept["telegram_bot_token"]
    assert set(COMPOSE["secrets"]) == set(kept)
    assert kept["app_password"].strip() in kept["app_database_url"]
    assert 0o700 == stat.S_IMODE((tmp_path / "secrets").stat().st_mode)
    values = [value for name, value in kept.items() if "database_url" not in name]
    assert len(values) == len(set(values))
    for name in ("alliance", "migrate"):
        told = SERVICES[name]["environment"]
        assert set() == unknown(set(told))
        files = {
            value.removeprefix("/run/secrets/")
            for key, value in told.items()
            if key.endswith("_FILE")
        }
        assert files == set(SERVICES[name]["secrets"])


def test_without_a_token_the_secrets_are_not_whole(tmp_path: Path) -> None:
    path = {"PATH": "/usr/bin:/bin"}
    made = subprocess.run(
        ["sh", SECRETS, tmp_path], env=path, capture_output=True, text=True, check=False
    )
    assert (1, "") == (made.returncode, made.stdout)
    assert "TELEGRAM_BOT_TOKEN" in made.stderr


def test_units_set_nothing_but_settings_and_give_secrets_as_files() -> None:
    unit = (UNITS / "alliance@.service").read_text(encoding="utf-8")
    lines = [
        line.partition("=")[2] for line in unit.splitlines() if line.startswith("Environment=")
    ]
    told = dict(each.split("=", 1) for line in lines for each in line.split())
    assert set() == unknown(set(told))
    given = set(re.findall(r"^LoadCredential=(\w+):", unit, re.MULTILINE))
    assert given == {
        value.removeprefix("%d/") for name, value in told.items() if name.endswith("_FILE")
    }
    for name in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "DynamicUser=yes",
        "CapabilityBoundingSet=",
    ):
        assert name in unit.splitlines()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("unit", sorted(path.name for path in UNITS.iterdir()))
def test_units_can_be_read(unit: str, tmp_path: Path) -> None:
    text = (UNITS / unit).read_text(encoding="utf-8")
    (tmp_path / "alliance-backup.service").write_text("[Service]\nExecStart=/bin/true\n")
    named = tmp_path / unit.replace("@.", "@8080.")
    named.write_text(text.replace("/opt/alliance/bin/alliance", "/bin/true"), encoding="utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", named], capture_output=True, text=True, check=False
    )
    assert (0, "") == (said.returncode, said.stderr)
