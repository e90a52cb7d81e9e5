"""The zip archive that a Word document is, made the same at any time on any machine."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["dated"]

_UNIX = 3
_READABLE = 0o644 << 16
# Zip archives know no earlier year.
_FIRST_YEAR = 1980


def dated(archive: bytes, day: date) -> bytes:
    """The same members, in the same order, all of that day."""
    copied = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(copied, "w") as target:
        for name in source.namelist():
            member = ZipInfo(name, (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            member.create_system, member.external_attr = _UNIX, _READABLE
            target.writestr(member, source.read(name))
    return copied.getvalue()
