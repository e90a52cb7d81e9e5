"""Words that only say that one does not know, and words that say something."""

from __future__ import annotations

import pytest

from flows.wording.not_knowing import says_not_knowing

NOT_KNOWING = (
    "je sais pas|Je ne sais pas.|euh… je sais pas trop|Aucune idée !|franchement aucune idée"
    "|JSP|je ne sais pas encore, désolée|pas la moindre idée|je n’en sais rien"
    "|je sais pas quoi répondre|I don't know|I don’t know yet|no idea, sorry|idk|not sure"
    "|Je ne comprends pas la question"
)
SAYING = (
    "je ne sais pas cuisiner|Aucune idée de génie|L’association Je sais pas|oui|peut-être|"
    "|pas de local|merci|encore|I don't know anybody at the town hall|Les Aînés|?|…"
)


@pytest.mark.parametrize("text", NOT_KNOWING.split("|"))
def test_they_say_that_they_do_not_know(text: str) -> None:
    assert says_not_knowing(text)


@pytest.mark.parametrize("text", SAYING.split("|"))
def test_they_say_something(text: str) -> None:
    assert not says_not_knowing(text)
