"""The form about one question: its fields in groups, with what is wrong beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.authoring.conditions import condition_of, simple
from flows.authoring.draft import CHARTER, FLOW, Draft, found
from flows.authoring.options import option_names
from flows.authoring.places import QuestionPlace, name_of
from flows.authoring.references import mentions
from flows.issue import Issue
from web.asked import Asked
from web.views.condition_words import ConditionWords
from web.views.copy_saving import Typed, marks_of
from web.views.fields import Field, issues_under, needs_typesetting
from web.views.looked import Told, told
from web.views.question_values import QuestionValues, TextField, own_language

__all__ = ["OptionRow", "QuestionForm", "question_form"]

#: texts of more than a line
LONG = ("text", "why", "hint", "help", "example", "say", "lesson", "aim")
USUAL = ("text", "hint", "why", "help", "example")


@dataclass(frozen=True, slots=True)
class OptionRow:
    name: str
    fields: tuple[Field, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class QuestionForm:
    place: QuestionPlace
    own: str
    #: codes of the other languages
    others: tuple[str, ...]
    #: what everybody reads first, then what this kind says besides
    usual: tuple[Field, ...]
    more: tuple[Field, ...]
    #: by language, the same texts there
    translated: Mapping[str, tuple[Field, ...]]
    options: tuple[OptionRow, ...]
    has_options: bool
    flags: tuple[Field, ...]
    readers: tuple[Field, ...]
    limits: tuple[Field, ...]
    #: a sentence; empty when it is always asked
    when: str
    is_simple: bool
    #: about the question as a whole
    issues: tuple[Told, ...]
    #: clauses that use its answer: id and title
    clauses: tuple[tuple[str, str], ...]
    #: what stood in the fields
    base: str
    problem: str = ""


def question_form(
    asked: Asked,
    values: QuestionValues,
    issues: Sequence[Issue],
    *,
    typed: Typed | None = None,
    wrong: Mapping[str, str] | None = None,
) -> QuestionForm:
    """The form with what is stored, or with what was typed and not taken."""
    return _Making(asked, values, issues, typed, wrong or {}).form()


class _Making:
    def __init__(
        self,
        asked: Asked,
        values: QuestionValues,
        issues: Sequence[Issue],
        typed: Typed | None,
        wrong: Mapping[str, str],
    ) -> None:
        self.asked, self.values, self.typed, self.wrong = asked, values, typed, wrong
        self.draft, self.place = values.draft, values.place
        steps = tuple(str(step) for step in self.place.over)
        files = {field.file for field in values.texts()}
        self.issues = {file: dict(issues_under(issues, file, steps)) for file in files}

    def form(self) -> QuestionForm:
        stored, place = self.values.stored(), self.place
        texts = [(field, self._text(field)) for field in self.values.texts()]
        plain = [(field, made) for field, made in texts if field.text.path[0] != "options"]
        own = own_language(self.draft)
        others = tuple(language for language, _ in self.draft.overlays())
        ticks = [self._plain(name, stored) for name in self.values.ticks()]
        words = ConditionWords(self.draft, self.asked.say)
        return QuestionForm(
            place=place,
            own=own,
            others=others,
            usual=tuple(m for f, m in plain if f.file == FLOW and f.key in USUAL),
            more=tuple(m for f, m in plain if f.file == FLOW and f.key not in USUAL),
            translated={
                language: tuple(m for f, m in plain if f.language == language and f.text.text)
                for language in others
            },
            options=tuple(self._options(texts)),
            has_options="options" in place.data,
            flags=tuple(tick for tick in ticks if tick.name.startswith("flag:")),
            readers=tuple(tick for tick in ticks if tick.name.startswith("reader:")),
            limits=tuple(self._plain(name, stored) for name in self.values.limits()),
            when=words.of(place.data),
            is_simple="when" not in place.data or simple(condition_of(place.data)) is not None,
            issues=self._rest(),
            clauses=tuple(_clauses(self.draft, place.name)),
            base=marks_of(stored),
        )

    def _options(self, texts: Sequence[tuple[TextField, Field]]) -> Iterator[OptionRow]:
        names = option_names(self.place)
        for number, name in enumerate(names):
            fields = tuple(m for f, m in texts if f.text.path[:2] == ("options", number))
            yield OptionRow(name, fields, number == 0, number == len(names) - 1)

    def _text(self, field: TextField) -> Field:
        value = self._value(field.name, field.value)
        key = str(field.text.path[-1])
        label = key if isinstance(field.text.path[-1], str) else str(field.text.path[0])
        return Field(
            name=field.name,
            label=f"{field.text.path[0]}_{label}" if len(field.text.path) > 1 else label,
            value=value,
            language=field.language,
            is_long=label in LONG and field.text.path[0] != "options",
            is_required=field.text.is_required and field.file == FLOW,
            issues=told(self.asked, self._claimed(field.file, field.key)),
            error=self.wrong.get(field.name, ""),
            now=self.typed.overtaken.get(field.name, "") if self.typed else "",
            is_rough=needs_typesetting(value, field.language),
        )

    def _plain(self, name: str, stored: Mapping[str, str]) -> Field:
        label = name.partition(":")[2]
        issues = told(self.asked, self._claimed(FLOW, label))
        value = self._value(name, stored[name])
        return Field(
            name, label.rpartition(".")[2], value, issues=issues, error=self.wrong.get(name, "")
        )

    def _value(self, name: str, stored: str) -> str:
        return self.typed.values.get(name, stored) if self.typed else stored

    def _claimed(self, file: str, key: str) -> list[Issue]:
        """The issues about a field, which are said nowhere else then."""
        held = self.issues.get(file, {})
        keys = [where for where in held if where == key or where.startswith(f"{key}.")]
        return [issue for where in keys for issue in held.pop(where)]

    def _rest(self) -> tuple[Told, ...]:
        rest = [each for held in self.issues.values() for found in held.values() for each in found]
        return told(self.asked, rest)


def _clauses(draft: Draft, name: str) -> Iterator[tuple[str, str]]:
    """The clauses in which the answer is used, each once."""
    numbers = dict.fromkeys(
        path[1] for file, path in mentions(draft, name) if file == CHARTER and path[0] == "clauses"
    )
    for number in numbers:
        clause = found(draft.data(CHARTER), ("clauses", number))
        yield name_of(clause), name_of(clause, "title")
