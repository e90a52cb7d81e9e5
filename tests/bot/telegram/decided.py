"""A charter that a coach reads, and one that came back, at a moment that is set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from charter.remark import Anchor, AnchorKind
from charter.verdict import Support, Verdict
from tests.bot.telegram.chatting import Chats
from tests.bot.telegram.coaching import AtDesk
from tests.bot.telegram.walker import NOON

__all__ = ["DAY", "MORNING", "NIGHT", "SOON", "VISION", "decided", "sent"]

#: half past ten in the evening, and eight the next morning, in Paris
NIGHT = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
MORNING = datetime(2026, 11, 25, 7, tzinfo=UTC)
SOON, DAY = timedelta(minutes=2), timedelta(days=1)
VISION = Anchor(AnchorKind.ANSWER, "vision")


def sent(chats: Chats, *also: str) -> tuple[str, AtDesk]:
    """A charter that a coach reads."""
    desk = chats.coach()
    alliance = chats.walks_to_the_end()
    chats.says("/submit", *also)
    chats.passes(chats.now + SOON)
    desk.takes(alliance)
    return alliance, desk


def decided(
    chats: Chats, verdict: Verdict = Verdict.REVISE, *, at: datetime = NOON + DAY
) -> tuple[str, AtDesk]:
    """With one remark, then."""
    alliance, desk = sent(chats)
    desk.now = at
    desk.remarks(alliance, "Pour qui ?", VISION)
    desk.decides(alliance, verdict, Support.NETWORK)
    return alliance, desk
