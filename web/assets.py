"""Style and script of the desk, under names that change with what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources

__all__ = ["Asset", "asset"]

KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
KINDS |= {"svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    media_type: str
    #: of its content
    version: str


@cache
def asset(name: str) -> Asset | None:
    """The file of that name; none when there is none."""
    found = assets().get(name)
    if found is None:
        return None
    return Asset(found, KINDS[name.rpartition(".")[2]], sha256(found).hexdigest()[:16])


@cache
def assets() -> dict[str, bytes]:
    static = resources.files("web") / "static"
    # What set-up makes is beside what is written, and not there where it could not be made.
    folders = [folder for folder in (static, static / "built") if folder.is_dir()]
    found = (each for folder in folders for each in folder.iterdir())
    return {each.name: each.read_bytes() for each in found if each.name.rpartition(".")[2] in KINDS}
