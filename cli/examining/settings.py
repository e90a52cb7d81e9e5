"""Whether the settings can be read, and fit together."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from cli.examining.finding import Finding, advice, fine, trouble

if TYPE_CHECKING:
    from storage.settings import Settings

__all__ = ["examine", "is_private"]

FILE = Path(".env")
#: how like a known name an unknown one must be to be taken for it
LIKE = 0.75
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def examine() -> Iterator[Finding]:
    """Each kind of settings, and the file that they stand in."""
    bad = list(_unreadable())
    yield from bad
    if not bad:
        yield fine("settings", "All settings can be read.")
        yield from _desk()
    yield from _file(FILE)


def is_private(path: Path) -> bool:
    """Whether only its owner may do anything with it."""
    return not path.stat().st_mode & OTHERS


def kinds() -> tuple[type[Settings], ...]:
    from bot.settings import BotSettings
    from cli.observing import ObservingSettings
    from storage.settings import StorageSettings
    from web.settings import DeskSettings

    return StorageSettings, BotSettings, DeskSettings, ObservingSettings


def _unreadable() -> Iterator[Finding]:
    from cli.errors import CommandError
    from cli.settings import read

    said: set[str] = set()
    for kind in kinds():
        try:
            read(kind)
        except CommandError as error:
            if str(error) not in said:
                said.add(str(error))
                yield trouble("settings", str(error), "Mend it in the environment or .env.")


def _desk() -> Iterator[Finding]:
    from cli.settings import read
    from web.settings import DeskSettings

    if not read(DeskSettings).is_reachable:
        yield trouble(
            "desk",
            "The coaches' desk is closed: BIND is open to others, and DESK_URL is not set.",
            "Set DESK_URL to the https address at which coaches reach it.",
        )


def _file(path: Path) -> Iterator[Finding]:
    if not path.exists():
        return
    names = [
        line.partition("=")[0].strip()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if "=" in line and not line.lstrip().startswith("#")
    ]
    known = [name.upper() for kind in kinds() for name in kind.model_fields]
    for name in names:
        wanted = name.removesuffix("_FILE")
        near = get_close_matches(wanted, known, n=1, cutoff=LIKE)
        if wanted not in known and near:
            yield advice(
                "settings",
                f"{path} sets {name}, which nothing reads.",
                f"Write {near[0]}, if that is meant.",
            )
    if not is_private(path):
        yield trouble(
            "files",
            f"{path} holds secrets, and others on this machine may read it.",
            f"Run « chmod 600 {path} ».",
        )
