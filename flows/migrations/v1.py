"""The first version of the format, the ground on which the ladder stands.

A later version adds `v2.py`, whose `migrate` makes data of version 2 out of data of version 1, with
a comment that says why the format changed, and its cases in `tests/flows/migrations/v2.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.run import Written

__all__ = ["migrate"]


def migrate(data: Mapping[str, Written]) -> Mapping[str, Written]:
    """Nothing came before: what is written is already so."""
    return data
