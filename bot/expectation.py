"""What a question expects, in one sentence, for who sent something that is no text."""

from __future__ import annotations

from bot.phrases import Phrases
from flows.prompt import Prompt
from flows.refusal import RefusalCode
from storage.models.awaited_words import Purpose

__all__ = ["expectation"]

#: by kind of question, the refusal that says what to write; what is only said expects nothing
EXPECTED = {
    "advice": RefusalCode.CHOICE_EXPECTED,
    "choice": RefusalCode.CHOICE_EXPECTED,
    "choices": RefusalCode.CHOICES_EXPECTED,
    "consent": RefusalCode.CONSENT_EXPECTED,
    "date": RefusalCode.DATE_NOTHING,
    "list": RefusalCode.CHOICE_EXPECTED,
    "long_text": RefusalCode.WORDS_EXPECTED,
    "number": RefusalCode.NUMBER_EXPECTED,
    "people": RefusalCode.PEOPLE_EXPECTED,
    "scale": RefusalCode.CHOICE_EXPECTED,
    "text": RefusalCode.WORDS_EXPECTED,
    "yes_no": RefusalCode.YES_NO_EXPECTED,
}


def expectation(prompt: Prompt | None, say: Phrases, awaits: Purpose | None = None) -> str:
    """What to answer now, or what other words are for; at the end, that nothing is asked."""
    if awaits is not None:
        return say.say(f"awaited.asked.{awaits}")
    if prompt is None:
        return say.say(f"refused.{RefusalCode.NOTHING_ASKED}")
    code = EXPECTED[prompt.kind]
    params = {}
    if code is RefusalCode.CONSENT_EXPECTED:
        params = {"agree": prompt.choices[0].label}
    return say.say(f"refused.{code}", **params)
