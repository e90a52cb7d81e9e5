"""The files of a flow as the desk gives them: a folder in a zip."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from charter.parcels import BASE_FILE

__all__ = ["zipped"]

#: zip knows no moment before, and these files are of none
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def zipped(flow: str, number: int, sources: Mapping[str, str]) -> bytes:
    """The folder as `alliance flows pull` writes it: the same bytes for the same files."""
    memory = json.dumps({"flow": flow, "number": number})
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as folder:
        for name, text in {BASE_FILE: memory, **dict(sorted(sources.items()))}.items():
            folder.writestr(ZipInfo(f"{flow}/{name}", NO_MOMENT), text, ZIP_DEFLATED)
    return written.getvalue()
