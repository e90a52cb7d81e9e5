"""Long polling, as the server does it: an offset confirms when it arrives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.breaches import Refusal
from tests.harness.telegram.calls import Call
from tests.harness.telegram.methods.registry import carries_out
from tests.harness.telegram.world import World

__all__ = ["end_poll"]

WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
OTHER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
MOST, LONGEST = 100, 50


@carries_out("getUpdates")
async def updates(world: World, account: Account, call: Call) -> list[dict[str, Any]]:
    if account.webhook is not None:
        raise Refusal(409, WEBHOOK)
    end_poll(account, OTHER)
    account.polls += 1
    number = account.polls
    queue = account.updates
    queue.allow(call.params.get("allowed_updates"))
    queue.drop_expired(world.clock())
    if offset := call.params.get("offset", 0):
        queue.confirm(offset)
    limit = min(max(call.params.get("limit", MOST), 1), MOST)

    def ready() -> list[dict[str, Any]] | None:
        if account.revoked:
            raise Refusal(401, "Unauthorized")
        if account.polls != number:
            raise Refusal(409, account.end_poll)
        return queue.batch(limit) or None

    seconds = min(max(call.params.get("timeout", 0), 0), LONGEST)
    found = ready()
    if found is None and seconds:
        with suppress(TimeoutError), waiting(account):
            found = await queue.changes.until(ready, seconds=seconds)
    return found or []


@contextmanager
def waiting(account: Account) -> Iterator[None]:
    account.waiting += 1
    account.changes.notify()
    try:
        yield
    finally:
        account.waiting -= 1


def end_poll(account: Account, reason: str) -> None:
    """Whoever is waiting is told why it must stop."""
    account.end_poll = reason
    account.polls += 1
    account.updates.changes.notify()
