"""Publishing what somebody wrote: a revision and its publication in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.repositories import revisions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.repositories.revisions import FlowRevision
    from storage.stores import WriteStore

__all__ = ["bytes_of", "publish_files"]


def publish_files(
    store: WriteStore,
    flow: str,
    sources: Mapping[str, str],
    *,
    expected: int | None,
    by: int | None,
    note: str,
    now: datetime,
) -> FlowRevision:
    """The live flow is untouched, or the new one is whole; what keeps a flow from being published
    was looked at before, where it takes its time.

    Args:
        expected: the live number that its author saw.
        by: the person who publishes; none for whoever holds the machine.

    Raises:
        OutdatedRevision: another was published since.
    """
    made = revisions.draft(
        store, flow, sources, based_on=expected, author_id=by, note=note, now=now
    )
    return revisions.publish(store, made, expected=expected, now=now, by=by)


def bytes_of(sources: Mapping[str, str]) -> dict[str, bytes]:
    """Files as they would be read from a folder."""
    return {name: text.encode() for name, text in sources.items()}
