"""The files of a flow as people send them: a folder in a zip, or some files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from flows.reading import FILE
from flows.source.text import BYTES_AT_MOST

__all__ = ["BASE_FILE", "MAIN_FILE", "Taken", "Unusable", "taken"]

#: remembers which revision a folder was taken from; commands read it too
BASE_FILE = ".based_on.json"
#: without it, a folder is no flow
MAIN_FILE = "flow.yaml"
FILES_AT_MOST = 40


class Unusable(Exception):
    """What was sent is no flow; each code has its words where files are taken."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Taken:
    """What was sent."""

    sources: Mapping[str, str]
    #: the revision that it was taken from, when a zip of ours says so
    based_on: int | None = None
    #: it is the whole folder: a file that is not in it is gone
    is_whole: bool = False


def taken(sent: Iterable[tuple[str, bytes]]) -> Taken:
    """The files that were sent, each with its name, from a zip or one by one. Raises Unusable."""
    found: dict[str, bytes] = {}
    is_whole = False
    for name, content in sent:
        if name.lower().endswith(".zip"):
            found |= _unpacked(content)
            is_whole = True
        else:
            found[_base(name)] = content
    memory = found.pop(BASE_FILE, None)
    if not found:
        raise Unusable("nothing")
    for name in found:
        if not FILE.fullmatch(name):
            raise Unusable("wrong_name", name=name[:80])
    if is_whole and MAIN_FILE not in found:
        raise Unusable("no_flow", name=MAIN_FILE)
    sources = {name: _text(name, found[name]) for name in sorted(found)}
    return Taken(sources, _number(memory), is_whole)


def _unpacked(content: bytes) -> Mapping[str, bytes]:
    """What lies in a zip; nothing of what systems add for themselves. No entry is read further
    than a file of a flow may be long, whatever it says of itself.
    """
    try:
        with ZipFile(BytesIO(content)) as folder:
            entries = [each for each in folder.infolist() if _is_meant(each)]
            if len(entries) > FILES_AT_MOST:
                raise Unusable("too_many", most=FILES_AT_MOST)
            found = {}
            for entry in entries:
                with folder.open(entry) as opened:
                    found[_base(entry.filename)] = opened.read(BYTES_AT_MOST + 1)
            return found
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Unusable("bad_zip") from error


def _is_meant(entry: ZipInfo) -> bool:
    name = _base(entry.filename)
    hidden = name.startswith(".") and name != BASE_FILE
    return not (entry.is_dir() or hidden or entry.filename.startswith("__MACOSX/"))


def _base(name: str) -> str:
    """Without the folders that it was in, on whatever system."""
    return name.replace("\\", "/").rpartition("/")[2]


def _text(name: str, content: bytes) -> str:
    if len(content) > BYTES_AT_MOST:
        raise Unusable("too_long", name=name, most=BYTES_AT_MOST // 1024)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unusable("not_utf8", name=name, line=line) from error
    if "\0" in text:
        raise Unusable("not_text", name=name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(memory: bytes | None) -> int | None:
    """What a zip of ours remembers; nothing of what another wrote there."""
    if memory is None:
        return None
    try:
        number = json.loads(memory)["number"]
    except (ValueError, KeyError, TypeError):
        return None
    return number if isinstance(number, int) and not isinstance(number, bool) else None
