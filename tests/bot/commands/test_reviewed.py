"""At a terminal nobody is written to: what a coach answers is there on coming back."""

from __future__ import annotations

import pytest

from bot.channels.telegram.alarming import handlers_of
from bot.messages import Message
from bot.visit import Visit
from charter.remark import Anchor, AnchorKind
from charter.verdict import Verdict
from storage.models.person import Role
from storage.repositories import people, teams
from storage.repositories.timers import Timer
from storage.stores import WriteStore
from tests.bot.commands.talk import NOW, SHORT, Talk, inbound, words
from tests.bot.telegram.coaching import AtDesk

ALLIANCE = "id-1"


def coach(talk: Talk) -> AtDesk:
    def work(store: WriteStore) -> int:
        made = people.create(store, name="Inès", role=Role.COACH, now=NOW)
        teams.join(store, teams.load(store, teams.COMMON), made.id)
        return made.id

    return AtDesk(talk.database, talk.database.write(work), talk.now)


def refuse(store: WriteStore, visit: Visit, messages: tuple[Message, ...], *, key: str) -> None:
    raise AssertionError(f"{key} was told to {visit.contact.channel} in {store}: {messages}")


@pytest.mark.parametrize(
    ("verdict", "shown"),
    [(Verdict.REVISE, "Pour qui ?"), (Verdict.READY, "prête à être discutée")],
)
def test_what_a_coach_answers_waits_there(talk: Talk, verdict: Verdict, shown: str) -> None:
    talk.play(SHORT)
    talk.say("/submit")
    desk = coach(talk)
    desk.takes(ALLIANCE)
    desk.remarks(ALLIANCE, "Pour qui ?", Anchor(AnchorKind.ANSWER, "vision"))
    desk.decides(ALLIANCE, verdict)
    timer = Timer(1, f"verdict:{ALLIANCE}", {"number": 1}, "test", 1)
    handlers = handlers_of(talk.conversation, refuse)
    talk.database.write(lambda store: handlers["verdict"](store, timer))
    assert shown in words(talk.conversation.greet(inbound("", "lea", "fr")))
