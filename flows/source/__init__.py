"""From the bytes of a file to its data, with the line of each thing; the only reader of YAML."""

from __future__ import annotations

from flows.issue import Issue
from flows.source.building import build
from flows.source.data import Path, Source, brief
from flows.source.text import Unreadable, decode

__all__ = ["Path", "Source", "brief", "read_source"]


def read_source(content: bytes, *, file: str) -> Source | tuple[Issue, ...]:
    """What a file says, or why it cannot be read.

    It is YAML 1.2 with its core schema, so `no`, `on`, `12:30` and dates are texts; and without
    what lets a file say one thing and mean another: anchors, tags, the same key twice.
    """
    try:
        data, lines, slips = build(decode(content))
    except Unreadable as trouble:
        return (trouble.issue(file),)
    if slips:
        return tuple(slip.issue(file) for slip in slips)
    return Source(file, data, lines)
