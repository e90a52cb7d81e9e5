"""Files that bots upload and people send, each under an id that only its bot may use."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass, field
from typing import Any

from tests.harness.telegram.breaches import Refusal

__all__ = ["Cabinet", "StoredFile", "Upload"]

#: what a bot may send, and what it may download
MOST_SENT = 50_000_000
MOST_FETCHED = 20_000_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a multipart body."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    unique_id: str
    name: str
    media_type: str
    content: bytes
    folder: str

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.unique_id}_{self.name}"

    def as_file(self) -> dict[str, Any]:
        return {**self.ids(), "file_path": self.path}

    def ids(self) -> dict[str, Any]:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }

    def as_document(self) -> dict[str, Any]:
        return {**self.ids(), "file_name": self.name, "mime_type": self.media_type}


@dataclass(slots=True)
class Cabinet:
    """The files of one bot."""

    owner: int
    files: dict[str, StoredFile] = field(default_factory=dict)
    #: how many times something was uploaded, rather than sent again by its id
    uploads: int = 0

    def store(self, upload: Upload, *, folder: str = "documents") -> StoredFile:
        if not upload.content:
            raise Refusal(400, "Bad Request: file must be non-empty", mistake="an empty file")
        if len(upload.content) > MOST_SENT:
            raise Refusal(413, "Request Entity Too Large", mistake="a file over 50 MB")
        number = len(self.files) + 1
        digest = hashlib.sha256(upload.content).hexdigest()
        stored = StoredFile(
            file_id=f"BQAC{self.owner}-{number}-{digest[:24]}",
            unique_id=f"AgAD{digest[:11]}",
            name=upload.name,
            media_type=upload.media_type or mimetypes.guess_type(upload.name)[0] or "",
            content=upload.content,
            folder=folder,
        )
        self.files[stored.file_id] = stored
        return stored

    def find(self, file_id: str) -> StoredFile:
        if file_id not in self.files:
            raise Refusal(
                400,
                "Bad Request: wrong file_id or the file is temporarily unavailable",
                mistake="a file_id that this bot was never given",
            )
        return self.files[file_id]

    def fetchable(self, file_id: str) -> StoredFile:
        stored = self.find(file_id)
        if len(stored.content) > MOST_FETCHED:
            raise Refusal(400, "Bad Request: file is too big")
        return stored

    def at(self, path: str) -> StoredFile | None:
        return next((each for each in self.files.values() if each.path == path), None)
