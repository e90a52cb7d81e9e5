"""`.env.example` names every setting, with what holds when it is not set, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import SecretStr

from bot.settings import BotSettings
from cli.observing import ObservingSettings
from storage.settings import Settings, StorageSettings
from web.settings import DeskSettings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
LINE = re.compile(r"^#([A-Z_]+)=(.*)$", re.MULTILINE)
KNOWN = (BotSettings, DeskSettings, ObservingSettings, StorageSettings)


def defaults() -> dict[str, str]:
    def shown(value: object) -> str:
        return value.get_secret_value() if isinstance(value, SecretStr) else str(value)

    return {
        name.upper(): shown(field.default)
        for kind in KNOWN
        for name, field in kind.model_fields.items()
    }


def test_it_names_every_setting_and_its_default() -> None:
    assert defaults() == dict(LINE.findall(EXAMPLE.read_text(encoding="utf-8")))


def test_no_kind_of_settings_is_forgotten() -> None:
    ours = {kind for kind in Settings.__subclasses__() if not kind.__module__.startswith("tests")}
    assert set(KNOWN) == ours
