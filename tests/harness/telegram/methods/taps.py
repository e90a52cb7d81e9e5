"""Answers to taps on buttons."""

from __future__ import annotations

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.breaches import Refusal
from tests.harness.telegram.calls import Call
from tests.harness.telegram.methods.registry import carries_out
from tests.harness.telegram.world import World

__all__ = ["QUERY_LIFE"]

#: seconds for which a tap can be answered
QUERY_LIFE = 15.0
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@carries_out("answerCallbackQuery")
def answer_callback_query(world: World, account: Account, call: Call) -> bool:
    query = account.queries.get(call.params["callback_query_id"])
    if query is None:
        raise Refusal(400, TOO_OLD, mistake="a tap that never was")
    if world.clock() - query.at > QUERY_LIFE:
        raise Refusal(400, TOO_OLD)
    if query.answered_by is not None:
        mistake = "a tap it had answered" if query.answered_by.certain else ""
        raise Refusal(400, TOO_OLD, mistake=mistake)
    query.answer = dict(call.params)
    query.answered_by = call
    account.chats[query.message.chat["id"]].changes.notify()
    return True
