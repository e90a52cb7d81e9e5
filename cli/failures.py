"""What a story says and the flow does not do, in words."""

from __future__ import annotations

from flows.playing import Failure

__all__ = ["SENTENCES", "in_words"]

#: by code
SENTENCES = {
    "refused": "At {place}, its answer is refused ({code}).",
    "no_answer": "It is asked {question}, and has no answer to it.",
    "never_ends": "It never comes to an end.",
    "not_asked": "It expects to be asked {question}, and is not.",
    "asked": "It expects not to be asked {question}, and is.",
    "ends_elsewhere": "It expects to end at {wanted}, and ends at {found}.",
    "other_advice": "It expects the advice {wanted}, and is given {found}.",
    "charter_has": "Its charter lacks: {words}",
    "charter_lacks": "Its charter has what it should not: {words}",
    "documents": "Its charter does not plan the document {document}.",
    "no_language": "It is in {language}, and the flow is not.",
    "unplayable": "An answer has a shape that its question cannot take: {reason}.",
    "unknown_question": "It names {question}, and no question has that name.",
}


def in_words(failure: Failure) -> str:
    """A sentence; the code and what is known when there is no sentence for it."""
    sentence = SENTENCES.get(failure.code)
    if sentence is None:
        return f"{failure.code}: {dict(failure.params)}"
    for name, value in failure.params.items():
        sentence = sentence.replace(f"{{{name}}}", value or "nothing")
    near = failure.params.get("near")
    return f"{sentence} Did you mean {near}?" if near else sentence
