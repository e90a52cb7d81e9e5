"""Which revision a folder was taken from: a small file beside the others remembers it."""

from __future__ import annotations

import json
from pathlib import Path

from cli.errors import CannotRead
from cli.writing import write_file

__all__ = ["BASE_FILE", "based_on", "remember"]

#: it is no part of the flow: only files in YAML are
BASE_FILE = ".based_on.json"


def remember(folder: Path, flow: str, number: int) -> None:
    """Note that the folder holds this revision, or is what it was made of."""
    content = json.dumps({"flow": flow, "number": number}).encode()
    write_file(folder / BASE_FILE, content, replace=True)


def based_on(folder: Path, flow: str) -> int | None:
    """The number of the revision that was changed here; none when nothing is known of it.

    Raises:
        CannotRead: the file that remembers it was changed by hand, or refuses.
    """
    path = folder / BASE_FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return int(found["number"]) if found["flow"] == flow else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise CannotRead(path=path, reason="it says no revision") from error
    except OSError as error:
        raise CannotRead(path=path, reason=error.strerror) from error
