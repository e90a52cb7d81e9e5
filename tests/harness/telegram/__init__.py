"""A Telegram for tests: a strict Bot API server on loopback, and leaders who use it."""

from __future__ import annotations

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.breaches import Breach, BreachKind
from tests.harness.telegram.calls import Call, CallLog, Repeat
from tests.harness.telegram.clock import ToldClock
from tests.harness.telegram.faults import Fault, FaultPlan
from tests.harness.telegram.leader import Device, Leader, Tap, Toast
from tests.harness.telegram.messages import Button, Message
from tests.harness.telegram.people import AWKWARD_NAMES, Group, User
from tests.harness.telegram.rates import Limits
from tests.harness.telegram.reading import NothingCame
from tests.harness.telegram.server import FakeTelegram

__all__ = [
    "AWKWARD_NAMES",
    "Account",
    "Breach",
    "BreachKind",
    "Button",
    "Call",
    "CallLog",
    "Device",
    "FakeTelegram",
    "Fault",
    "FaultPlan",
    "Group",
    "Leader",
    "Limits",
    "Message",
    "NothingCame",
    "Repeat",
    "Tap",
    "Toast",
    "ToldClock",
    "User",
]
