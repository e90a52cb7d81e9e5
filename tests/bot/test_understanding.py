"""What a typed text means."""

from __future__ import annotations

from functools import partial
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from bot.phrases import phrases_in
from bot.typed import typed
from bot.understanding import Aside, Command, understand
from flows import engine
from flows.replies import Finished, Kept, Picked, Reply, Revised, Said, Skipped, WentBack
from flows.walks import prompt_of, random_reply
from tests.flows.samples import TODAY, sample


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("passer", Skipped()),
        ("Passer !", Skipped()),
        ("RETOUR", WentBack()),
        ("garder ma réponse", Kept()),
        ("C’est tout", Finished()),
        ("retirer ma réponse", Skipped()),
        ("pourquoi ?", Aside("why")),
        ("aide", Aside("help")),
        ("exemple", Aside("example")),
        ("/edit 12", Command("edit", "12")),
        ("/HELP", Command("help", "")),
        ("Passer le flambeau aux jeunes", Said("Passer le flambeau aux jeunes")),
        ("", Said("")),
    ],
)
def test_words_mean_what_people_mean(text: str, meant: Reply | Command | Aside) -> None:
    assert meant == understand(text, lambda: None, phrases_in("fr"))


@given(seed=st.integers(min_value=0, max_value=10**9))
@settings(max_examples=60, deadline=None)
def test_what_is_typed_for_a_reply_does_what_the_reply_does(seed: int) -> None:
    chance, say = Random(seed), phrases_in("fr")
    sprint = engine.start(sample(), language="fr", today=TODAY)
    for _ in range(30):
        prompt = prompt_of(sprint)
        reply = random_reply(sample(), prompt, chance, "fr", forward=False)
        text = typed(reply, prompt, say)
        meant = understand(text, partial(prompt_of, sprint), say)
        if isinstance(reply, Revised):
            assert Command("edit", str(reply.place)) == meant
        elif isinstance(reply, Picked | Said):
            assert isinstance(meant, Picked | Said | Finished)  # a menu is finished in two ways
            wanted = engine.reply(sample(), sprint.run, reply, today=TODAY)
            found = engine.reply(sample(), sprint.run, meant, today=TODAY)
            assert wanted.run.answers == found.run.answers
        else:
            assert type(reply) is type(meant)
        sprint = engine.reply(sample(), sprint.run, reply, today=TODAY)
