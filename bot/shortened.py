"""A text on one line, cut between words where there is little room."""

from __future__ import annotations

__all__ = ["shortened"]


def shortened(text: str, at_most: int) -> str:
    """At most so many characters. A word that is long by itself is cut where it must be."""
    line = " ".join(text.split())
    if len(line) <= at_most:
        return line
    head = line[:at_most]
    between = head.rfind(" ")
    cut = head[:between] if between > at_most // 2 else head[: at_most - 1]
    return f"{cut.rstrip(' ,;:')}…"
