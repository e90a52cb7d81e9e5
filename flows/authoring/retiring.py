"""Noting what a published revision had and the next one has not."""

from __future__ import annotations

from collections.abc import Mapping

from flows.authoring.draft import FLOW, Draft, found
from flows.source.rewriting import Insert, Put

__all__ = ["retire"]


def retire(draft: Draft, gone: Mapping[str, str]) -> Draft:
    """What is gone, why, and where who was there goes on; once."""
    said = {key: value for key, value in gone.items() if value}
    listed = found(draft.data(FLOW), ("retired",))
    if not isinstance(listed, list):
        return draft.after(FLOW, Put(("retired",), [said]))
    if any(_is_same(each, said) for each in listed):
        return draft
    return draft.after(FLOW, Insert(("retired",), len(listed), said))


def _is_same(noted: object, gone: Mapping[str, str]) -> bool:
    if not isinstance(noted, dict):
        return False
    return (noted.get("id"), noted.get("of")) == (gone["id"], gone.get("of"))
