"""One call, from its parameters to its result or its refusal."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import isawaitable

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.breaches import Breach, BreachKind, Refusal
from tests.harness.telegram.calls import Call
from tests.harness.telegram.checking import check_call
from tests.harness.telegram.contract import contract
from tests.harness.telegram.files import Upload
from tests.harness.telegram.methods import HANDLERS
from tests.harness.telegram.world import World

__all__ = ["execute"]

#: parameters that name what the project never has
FOREIGN = {
    "business_connection_id": "business connection not found",
    "message_thread_id": "message thread not found",
    "direct_messages_topic_id": "direct messages topic not found",
}


async def execute(
    world: World, account: Account, call: Call, files: Mapping[str, Upload]
) -> object:
    """Raises Refusal; every mistake is recorded, whether Telegram minds it or not."""
    try:
        check(world, call, files)
        wait_for_chat(world, account, call)
        result = HANDLERS[call.method](world, account, call)
        if isawaitable(result):
            result = await result
    except Refusal as refusal:
        call.refusal = refusal
        if refusal.mistake:
            where, told = call.method, refusal.description
            world.record(Breach(BreachKind.STATE, where, refusal.mistake, told), call)
        raise
    call.executed = True
    call.result = result
    return result


def check(world: World, call: Call, files: Mapping[str, Upload]) -> None:
    if call.method not in contract().methods:
        told = "Not Found: method not found"
        world.record(Breach(BreachKind.METHOD, call.method, "no such method", told), call)
        raise Refusal(404, told)
    checked = check_call(call.method, call.params, files)
    for breach in checked.breaches:
        world.record(breach, call)
    call.params, call.texts = checked.params, checked.texts
    if checked.refusal is not None:
        raise Refusal(400, checked.refusal)
    for name, told in FOREIGN.items():
        if name in call.params:
            raise Refusal(400, f"Bad Request: {told}", mistake=f"{name} {call.params[name]}")


def wait_for_chat(world: World, account: Account, call: Call) -> None:
    """A chat that was told to wait stays shut for the time that was told."""
    waiting = account.gate.wait(call.chat_id, world.watch())
    if waiting is not None:
        seconds, known = waiting
        if known:
            what = f"chat {call.chat_id} was to be left alone"
            world.record(Breach(BreachKind.RATE, call.method, what), call)
        raise too_many(seconds)


def too_many(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
