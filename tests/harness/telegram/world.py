"""Everything that the fake Telegram remembers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.harness.telegram.accounts import Account, Query
from tests.harness.telegram.breaches import Breach, BreachKind, Refusal
from tests.harness.telegram.calls import SENDS, Call, CallLog
from tests.harness.telegram.chats import Chat
from tests.harness.telegram.clock import Clock
from tests.harness.telegram.faults import Fault, FaultPlan
from tests.harness.telegram.files import Cabinet
from tests.harness.telegram.messages import Message
from tests.harness.telegram.people import Group, User
from tests.harness.telegram.rates import Gate, Limits
from tests.harness.telegram.updates import Pending

__all__ = ["World"]

#: seconds for which a kind of update is kept; a message stays a day
LIFE = {"callback_query": 150.0}
DAY = 86_400.0
#: queues of the webhook: see `lane`
LANES = {"callback_query": 3 << 33, "my_chat_member": 5 << 33}
#: room between the update ids of bots
FIRST_UPDATE = 700_000_001


@dataclass(slots=True)
class World:
    clock: Clock = time.time
    limits: Limits | None = field(default_factory=Limits)
    faults: FaultPlan = field(default_factory=FaultPlan)
    #: times the rates, whatever time it is for Telegram
    watch: Callable[[], float] = time.monotonic
    log: CallLog = field(default_factory=CallLog)
    breaches: list[Breach] = field(default_factory=list)
    #: faults of this server itself: they fail the test at its end
    crashes: list[Exception] = field(default_factory=list)
    #: by token
    accounts: dict[str, Account] = field(default_factory=dict)

    def add_bot(self, username: str = "alliance_bot", first_name: str = "Alliance") -> Account:
        number = 7_000_000_001 + len(self.accounts)
        token = f"{number}:AAH{username:_<32.32}"
        account = Account(number, token, username, first_name, Gate(self.limits), Cabinet(number))
        account.updates.next_id = FIRST_UPDATE + 1_000_000 * len(self.accounts)
        self.accounts[token] = account
        return account

    def chat(self, account: Account, about: User | Group) -> Chat:
        """The chat of a bot with someone: made when it is first named."""
        return account.chats.setdefault(about.id, Chat(about))

    def named_chat(self, account: Account, call: Call) -> Chat:
        """The chat that a call names."""
        chat = account.chats.get(call.params["chat_id"])
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found", mistake="names no chat it ever had")
        return chat

    def post(
        self,
        account: Account,
        chat: Chat,
        *,
        sender: dict[str, Any],
        **facts: Any,  # noqa: ANN401
    ) -> Message:
        """Put a message into a chat."""
        return chat.add(Message(chat.next_id, chat.as_json(), sender, self.clock(), **facts))

    def count(self, account: Account, chat: Chat, call: Call) -> None:
        """Hold a message against the limits."""
        if call.method in SENDS:
            for passed in account.gate.sent(chat.id, self.watch(), group=chat.is_group):
                self.record(Breach(BreachKind.RATE, call.method, passed), call)

    def record(self, breach: Breach, call: Call) -> None:
        self.breaches.append(
            Breach(breach.kind, breach.where, breach.what, breach.answer, call.number)
        )

    def deliver(
        self, account: Account, kind: str, payload: dict[str, Any], *, about: int
    ) -> Pending | None:
        """Make an update; None when the bot did not ask for such."""
        if not account.updates.takes(kind):
            return None
        lane = about + LANES.get(kind, 0)
        return self.enqueue(account, {kind: payload}, lane=lane, life=LIFE.get(kind, DAY))

    def enqueue(
        self, account: Account, body: dict[str, Any], *, lane: int = 0, life: float = DAY
    ) -> Pending:
        """Deliver a body as it is, however odd."""
        queue = account.updates
        update = queue.add(body, lane=lane, expires=self.clock() + life)
        match self.faults.for_update(update.id):
            case Fault.DUPLICATE:
                update.copies = self.faults.copies
            case Fault.DELAY:
                update.delay = self.faults.late
            case _:
                pass
        queue.announce(update)
        return update

    def tap(self, account: Account, chat: Chat, person: User, message: Message, data: str) -> Query:
        """Someone pressed a button."""
        number = f"{person.id * 1_000_000 + len(account.queries) + 1}"
        query = Query(number, self.clock(), message, data)
        account.queries[number] = query
        payload = {
            "id": number,
            "from": person.as_json(),
            "message": message.as_pressed(),
            "chat_instance": str(-chat.id * 7919),
            "data": data,
        }
        self.deliver(account, "callback_query", payload, about=person.id)
        return query
