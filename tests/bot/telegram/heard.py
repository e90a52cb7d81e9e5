"""What leaders heard: how often, and whether anything came twice."""

from __future__ import annotations

from tests.harness.telegram import FakeTelegram, Leader

__all__ = ["NAME", "WELCOME", "times_heard", "unexcused"]

#: words of the first question, and of the second
WELCOME, NAME = "gardées", "s’appelle votre association"


def times_heard(leader: Leader, words: str) -> int:
    return sum(words in each.text for each in leader.messages if each.by_bot)


def unexcused(server: FakeTelegram) -> list[str]:
    """What was sent again though it was certain that it had arrived."""
    return [str(each.again) for each in server.log.repeats() if not each.excused]
