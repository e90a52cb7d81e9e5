"""What the bot does when a timer is due, by what stands before the colon of its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from bot.answering import REPLY
from bot.channels.telegram.sending import CHANNEL
from bot.coach_notices import CoachNotices
from bot.coach_replies import CoachReplies
from bot.leaders import Leaders
from bot.reminders import Reminders, Tell
from bot.submitting import WAITING
from bot.trials_over import TrialsOver
from bot.verdicts import VERDICT, Verdicts
from bot.waiting import Waiting
from storage.repositories.notices import KIND as NOTICES
from storage.repositories.trials import OVER

if TYPE_CHECKING:
    from bot.alarms import Handler
    from bot.conversation import Conversation

__all__ = ["handlers_of"]


def handlers_of(conversation: Conversation, tell: Tell) -> Mapping[str, Handler]:
    """Those that write to people."""
    guides, clock = conversation.guides, conversation.clock
    leaders = Leaders(guides, clock, conversation.new_id)
    return {
        "silence": Reminders(guides, clock, conversation.new_id, tell),
        VERDICT: Verdicts(leaders, tell),
        REPLY: CoachReplies(leaders, tell),
        NOTICES: _notices(conversation, clock, tell),
        WAITING: Waiting(guides, clock),
        OVER: TrialsOver(conversation, tell),
    }


def _notices(conversation: Conversation, clock: Callable[[], datetime], tell: Tell) -> CoachNotices:
    return CoachNotices(
        guides=conversation.guides,
        clock=clock,
        new_id=conversation.new_id,
        desk=conversation.desk,
        channel=CHANNEL,
        tell=tell,
    )
