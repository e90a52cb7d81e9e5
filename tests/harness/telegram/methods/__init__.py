"""What each method does to the world, once its call is well-formed."""

from __future__ import annotations

from tests.harness.telegram.methods import editing, polling, profile, rooms, sending, taps, webhooks
from tests.harness.telegram.methods.registry import HANDLERS

__all__ = ["HANDLERS", "MODULES"]

#: importing them registers what they carry out
MODULES = (editing, polling, profile, rooms, sending, taps, webhooks)
