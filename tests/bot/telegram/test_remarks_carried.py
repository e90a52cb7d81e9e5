"""Remarks on an answer whose question has another name since: the card leads there all the same."""

from __future__ import annotations

import re
from datetime import timedelta

from charter.remark import Anchor, AnchorKind, RemarkState
from flows.run import Place
from storage.repositories import revisions
from storage.stores import WriteStore
from tests.bot.telegram.back import VISION, Back, said
from tests.bot.telegram.chatting import Chats

ASKED = "qu’est-ce qui aura changé"


def rename(chats: Chats, former: str, present: str) -> None:
    """Publish the flow and its charter with another name for a question."""

    def work(store: WriteStore) -> None:
        live = revisions.live(store, "alliance")
        sources = {
            name: re.sub(rf"\b{former}\b", present, text) for name, text in live.sources.items()
        }
        heading = f"- id: {present}\n"
        assert heading in sources["flow.yaml"]
        was = f"{heading}        was: [{former}]\n"
        sources["flow.yaml"] = sources["flow.yaml"].replace(heading, was)
        made = revisions.draft(
            store, "alliance", sources, based_on=live.number, author_id=None, note="", now=chats.now
        )
        revisions.publish(store, made, expected=live.number, now=chats.now)

    chats.database.write(work)
    chats.now += timedelta(seconds=10)


def test_the_card_of_a_renamed_question_leads_there_and_is_settled_there(chats: Chats) -> None:
    back = Back(chats, VISION, Anchor(AnchorKind.CLAUSE, "C6"))
    rename(chats, "vision", "vision_now")
    chats.says("/update")
    assert 2 == chats.run().run.revision
    assert [RemarkState.OPEN, RemarkState.OPEN] == back.states
    shown = chats.says("/remarks")
    assert ASKED in shown
    assert "À Rodez, celles et ceux" in shown
    assert ASKED in back.does("revise")
    assert Place("vision_now") == chats.run().run.at
    assert said("remarks.revised") in chats.says("À Rodez, chacun souffle.")
    assert RemarkState.REVISED is back.states[0]
