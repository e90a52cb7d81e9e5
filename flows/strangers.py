"""What stands in an overlay and has no place in it: keys that are no texts, ids that nobody has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flows.issue import Issue
from flows.near import nearest
from flows.run import Written
from flows.shape import PartShape, holds_texts
from flows.source import Source
from flows.translation import At

__all__ = ["strange_ids", "strange_keys"]


def strange_keys(
    shape: PartShape,
    written: Mapping[str, Written],
    said: Mapping[str, Written],
    *,
    at: At,
    over: Source,
) -> Iterator[Issue]:
    """Keys that the overlay may not have in a part."""
    for key in said:
        field, path = shape.fields.get(key), at.down(key).over
        if field is None:
            params = {"key": key, "near": nearest(key, shape.fields)}
            yield over.issue("unknown_key", path, params)
        elif not holds_texts(field):
            yield over.issue("not_a_text", path, {"key": key})
        elif key not in written:
            yield over.issue("text_without_source", path, {"key": key})


def strange_ids(
    said: Mapping[str, Written], ids: Sequence[str], *, at: At, over: Source
) -> Iterator[Issue]:
    """Texts for things that the source has not, or has no more."""
    for name in said:
        if name not in ids:
            params = {"id": name, "near": nearest(name, ids)}
            yield over.issue("unknown_translation", at.down(name).over, params)
