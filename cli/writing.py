"""Writing a file whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from cli.errors import CannotWrite, FileExists

__all__ = ["STANDARD_OUTPUT", "write_file"]

STANDARD_OUTPUT = Path("-")


def write_file(path: Path, content: bytes, *, replace: bool) -> None:
    """Give a file its content. What was there stays until the new content is safe.

    Raises:
        FileExists: there is one of that name, and it is not to be replaced.
        CannotWrite: the folder or the disk refuses.
    """
    try:
        if replace:
            _replace(path, content)
        else:
            _create(path, content)
    except FileExistsError as error:
        raise FileExists(path=path) from error
    except OSError as error:
        raise CannotWrite(path=path, reason=error.strerror) from error


def _create(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            path.unlink()
            raise


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a device, or the error that a folder gives
        return
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
