"""When a question is asked, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from flows.authoring.conditions import condition_of, values_of
from flows.authoring.draft import FLOW, Draft, found
from flows.authoring.places import QuestionPlace, find
from flows.authoring.texts import over_path, said_in
from flows.conditions import All, AnyOf, Node, Not, Test
from flows.run import Written
from web.phrases import Phrases

__all__ = ["ConditionWords", "short"]

#: letters of a question in a sentence about another
SHORT = 70


class ConditionWords:
    """Sentences about the questions of one draft, in the language of who reads."""

    def __init__(self, draft: Draft, say: Phrases) -> None:
        self.draft, self.say = draft, say
        own = found(draft.data(FLOW), ("language",))
        files = dict(draft.overlays())
        #: the file with the texts of that language; empty where the questions are as written
        self.file = "" if own == say.language else files.get(say.language, "")

    def of(self, data: Written) -> str:
        """The sentence; empty when it is always asked."""
        node = condition_of(data)
        if node is None:
            return self._say("unreadable") if "when" in data else ""
        return self._words(node, inside=False)

    def question(self, name: str) -> str:
        """A question by its words, or by its name when it is not there."""
        try:
            place = find(self.draft, name)
        except LookupError:
            return name
        return short(self.text(place))

    def text(self, place: QuestionPlace) -> str:
        """In the language of who reads, as far as it is said there."""
        over = said_in(self.draft, self.file, place, ("text",)) if self.file else ""
        return over or str(place.data.get("text") or place.name)

    def values(self, place: QuestionPlace) -> tuple[tuple[Written, str], ...]:
        """The answers to choose from, in words."""
        return tuple((value, self._label(place, value, text)) for value, text in values_of(place))

    def _label(self, place: QuestionPlace, value: Written, text: str) -> str:
        if isinstance(value, bool):
            return self._say("yes" if value else "no")
        if value == "other" and not text:
            return self._say("other")
        listed = place.data.get("options") if self.file else None
        for number, option in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(option, dict) and option.get("id") == value:
                over = over_path(place, ("options", number, "label"))
                said = found(self.draft.data(self.file), over)
                return said if isinstance(said, str) else text
        return text or str(value)

    def _words(self, node: Node, *, inside: bool) -> str:
        match node:
            case Test():
                return self._test(node)
            case Not(part):
                return self._say("not", part=self._words(part, inside=True))
            case All(parts):
                return self._joined(parts, "and", inside=inside)
            case AnyOf(parts):
                return self._joined(parts, "or", inside=inside)
            case _:
                return str(node.data())

    def _joined(self, parts: Sequence[Node], word: str, *, inside: bool) -> str:
        said = f" {self._say(word)} ".join(self._words(part, inside=True) for part in parts)
        return f"({said})" if inside and len(parts) > 1 else said

    def _test(self, test: Test) -> str:
        values = test.value if isinstance(test.value, tuple) else (test.value,)
        said = f" {self._say('or')} ".join(self._value(test.question, value) for value in values)
        return self._say(test.name, question=self.question(test.question), value=said)

    def _value(self, question: str, value: Written) -> str:
        try:
            place = find(self.draft, question)
        except LookupError:
            return str(value)
        named = {str(known): words for known, words in self.values(place)}
        words = named.get(str(value), str(value))
        return self._say("quoted", words=words)

    def _say(self, key: str, **params: object) -> str:
        return self.say.say(f"form.when.{key}", **params)


def short(text: str) -> str:
    """On one line, not too long."""
    words = " ".join(text.split())
    return f"{words[:SHORT].rstrip()}…" if len(words) > SHORT else words
