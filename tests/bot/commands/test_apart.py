"""Two people never see each other's alliances, answers or drafts, whatever they type."""

from __future__ import annotations

import pytest

from bot.commands import commands
from tests.bot.commands.talk import AGREE, SHORT, Talk, files

HERS, HIS = "Les Aînées de Léa", "Le Verger de Bob"


@pytest.fixture
def both(talk: Talk) -> Talk:
    talk.begin(HERS)
    talk.begin(HIS, by="bob")
    return talk


def ids_of(talk: Talk, by: str) -> list[str]:
    """Every public id, and every number, that leads to something of theirs."""
    stored = talk.run(by)
    numbers = (stored.id, stored.alliance_id, stored.party_id, stored.contact_id)
    walks = [one.public_id for one in talk.runs(by)]
    return [*walks, *map(str, numbers), "id-1", "id-2", by]


@pytest.mark.parametrize("command", sorted(commands()))
def test_another_persons_ids_show_nothing_of_theirs(both: Talk, command: str) -> None:
    before, his = both.run(), both.run("bob")
    for argument in ("", *ids_of(both, "lea")):
        messages = both.messages(f"/{command} {argument}", by="bob")
        shown = repr(messages)
        assert HERS not in shown
        assert HERS.encode() not in b"".join(file.content for file in files(messages).values())
    assert before == both.run()
    assert his.contact_id != before.contact_id


def test_the_alliance_of_another_is_refused_as_if_there_were_none(both: Talk) -> None:
    theirs = both.run().public_id
    shown = both.say(f"/alliances {theirs}", by="bob")
    assert f"Je n’ai pas d’alliance numéro {theirs}" in shown
    assert HIS in both.say("/alliances", by="bob")
    assert HIS == both.run("bob").run.answers["organisation"].value


def test_ones_own_alliances_are_gone_through_by_number_and_by_id(both: Talk) -> None:
    first = both.run().public_id
    both.say("/new", AGREE, "Les Cadettes")
    listed = both.say("/alliances").splitlines()
    assert ["1. Les Cadettes (en cours)", f"2. {HERS}"] == listed[1:]
    assert f"Nous reprenons « {HERS} »" in both.say("/alliances 2")
    assert first == both.run().public_id
    assert "Nous reprenons « Les Cadettes »" in both.say("/alliances 1")
    assert f"Nous reprenons « {HERS} »" in both.say(f"/alliances {first}")


@pytest.mark.parametrize("wanted", ["0", "3", "-1", "², 1", "1 OR 1=1", "%", "_"])
def test_a_number_that_leads_nowhere_is_said_so(both: Talk, wanted: str) -> None:
    assert f"Je n’ai pas d’alliance numéro {wanted}" in both.say(f"/alliances {wanted}")


def test_a_charter_sent_by_one_is_not_the_others(both: Talk) -> None:
    both.play(SHORT, by="ada")
    assert "version 1" in both.say("/submit", by="ada")
    assert "avant l’envoi" in both.say("/submit", by="bob")
    both.play(SHORT, by="eve")
    assert "version 1" in both.say("/submit", by="eve")
