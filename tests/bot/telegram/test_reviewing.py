"""From the first sending to the approval: leader and coach, on both databases, in their chats."""

from __future__ import annotations

from charter.remark import RemarkState
from charter.review import ReviewStatus
from charter.verdict import Verdict
from storage.repositories import audit, golden_charters
from tests.bot.telegram.coaching import STRENGTH, hurry
from tests.bot.telegram.heard import times_heard
from tests.bot.telegram.loop import AGAIN, DESK, SAY, WAYS, Loop
from tests.bot.telegram.two import files_of
from tests.harness.telegram import Leader


async def test_from_the_first_sending_to_the_files(loop: Loop) -> None:
    sent = await loop.says("/submit", "envoyée (version 1)")
    assert "moins d’une semaine" in sent.text
    assert "Un Temps pour Soi" == loop.desk.review(loop.alliance).title
    assert "peers" == loop.desk.review(loop.alliance).category
    hurry(loop.database, "notices")
    await loop.hears(f"{DESK}/drafts/{loop.alliance}", who=loop.coach)
    loop.desk.takes(loop.alliance)
    assert "Inès lit votre charte" in (await loop.says("/submit", "version 1")).text

    loop.three_remarks()
    loop.desk.decides(loop.alliance, Verdict.REVISE)
    await loop.hears(
        *(STRENGTH, "Remarque 1 sur 3", "<b>Qui</b> & quoi <script>"),
        "Remarque 3 sur 3 · à vous de voir",
    )
    assert [] == [it for it in loop.leader.messages if "Secret" in it.text]
    assert "Que gagne-t-il ?" in next(
        it.text for it in loop.leader.messages if "Remarque 1 sur 3" in it.text
    )

    asked = await loop.taps(WAYS["revise"], "qu’est-ce qui aura changé", on="<script>")
    assert "À Rodez, celles et ceux" in asked.text
    back = await loop.says("À Rodez, chaque aidant dort une nuit.", "Remarque 1 sur 3")
    assert SAY.say("remarks.revised") in loop.leader.messages[-2].text + back.text
    await loop.taps(WAYS["keep"], "pourquoi vous gardez", on="Remarque 1 sur 3")
    kept = await loop.says("C’est <i>lui</i> qui l’a dit.", SAY.say("remarks.kept"))
    assert SAY.say("remarks.all_settled") in loop.leader.messages[-1].text + kept.text
    await loop.taps(WAYS["ask"], "Écrivez votre question", on="Remarque 3 sur 3")
    await loop.says("Tout haut devant qui ?", SAY.say("remarks.asked"))

    hurry(loop.database, "notices")
    await loop.hears("Une question sur une remarque", who=loop.coach)
    shown = await loop.taps(
        SAY.say("notices.answer", title="Un Temps pour Soi"), "Tout haut devant", who=loop.coach
    )
    assert "Relisez tout haut." in shown.text + loop.coach.messages[-2].text
    await loop.says("Devant <vos> bénévoles.", SAY.say("coach.answer_sent"), who=loop.coach)
    await loop.hears("Devant <vos> bénévoles.")
    states = [RemarkState.OPEN, RemarkState.REVISED, RemarkState.KEPT, RemarkState.ANSWERED]
    assert states == loop.states()

    await loop.says("/remarks", "Devant <vos> bénévoles.")
    await loop.taps(AGAIN, "envoyée (version 2)")
    hurry(loop.database, "notices")
    await loop.hears("Une charte revue, de retour", who=loop.coach)
    loop.desk.takes(loop.alliance)
    loop.desk.decides(loop.alliance, Verdict.READY)
    await loop.hears("Bravo", "sans la mention", "Et maintenant", SAY.say("golden.ask"))
    assert [] == [it for it in loop.leader.messages[-6:] if "Relisez" in it.text]
    names = [
        it.content["document"]["file_name"]
        for it in loop.leader.messages
        if "document" in it.content
    ]
    assert ["charte.pdf", "charte.docx", "charte.md"] == names
    async with loop.served():
        loop.leader.types("/export")
        await loop.leader.waits(lambda: documents(loop.leader) == 6 or None, "files", seconds=10)
    assert 3 == len(files_of(loop.leader))
    acts = [
        *("review:submit", "remark:revise", "remark:keep", "remark:ask", "remark:answer"),
        "review:submit",
    ]
    entries = loop.database.read(lambda store: audit.about(store, "review", loop.alliance))
    assert acts == [entry.action for entry in reversed(entries)]
    await loop.taps(SAY.say("golden.agree"), SAY.say("golden.agreed"))
    assert 1 == loop.database.read(lambda store: golden_charters.count(store, "alliance"))


def documents(leader: Leader) -> int:
    return sum("document" in it.content for it in leader.messages)


async def test_a_remark_is_settled_once_by_two_devices(loop: Loop) -> None:
    await loop.is_sent_back()
    old = loop.leader.device()
    old.sleeps()
    await loop.taps(WAYS["keep"], "pourquoi vous gardez", on="Remarque 2 sur 3")
    async with loop.served():
        old.taps(WAYS["keep"], on=loop.card(2))
        old.taps(WAYS["keep"], on=loop.card(2))
        old.types("Parce que c’est vrai.")
        await loop.leader.sees(SAY.say("remarks.kept"))
        old.taps(WAYS["ask"], on=loop.card(2))
        await loop.leader.sees(SAY.say("remarks.settled"))
    states = [RemarkState.OPEN, RemarkState.KEPT, RemarkState.OPEN, RemarkState.OPEN]
    assert states == loop.states()
    assert 1 == times_heard(loop.leader, SAY.say("remarks.kept"))


async def test_a_charter_is_taken_back_by_two_taps_and_sent_again(loop: Loop) -> None:
    await loop.says("/submit", "envoyée (version 1)")
    await loop.taps(SAY.say("ways.withdraw"), "Reprendre la version 1")
    await loop.taps(SAY.say("withdraw.yes"), "C’est fait")
    assert ReviewStatus.WITHDRAWN is loop.status()
    await loop.taps(SAY.say("withdraw.yes"), "Il n’y a pas de charte à reprendre")
    await loop.says("/submit", "envoyée (version 2)")
    assert ReviewStatus.SUBMITTED is loop.status()


async def test_a_charter_is_taken_back_too_late(loop: Loop) -> None:
    await loop.says("/submit", "envoyée (version 1)")
    await loop.taps(SAY.say("ways.withdraw"), "Reprendre la version 1")
    loop.desk.takes(loop.alliance)
    loop.desk.decides(loop.alliance, Verdict.REVISE)
    await loop.taps(SAY.say("withdraw.yes"), "Il n’y a pas de charte à reprendre")
    assert ReviewStatus.CHANGES_REQUESTED is loop.status()
