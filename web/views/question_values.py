"""What a form says of a question, field by field, and writing it where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.authoring.draft import FLOW, Draft, found
from flows.authoring.places import QuestionPlace, find
from flows.authoring.settings import flags_of, limits_of, set_value, setting
from flows.authoring.texts import TextAt, reword, said_in, text_name, texts_of
from flows.question import Reader
from flows.run import Written

__all__ = ["QuestionValues", "TextField", "own_language"]

YES = "yes"


@dataclass(frozen=True, slots=True)
class TextField:
    """A text in one language."""

    name: str
    language: str
    file: str
    text: TextAt
    value: str
    #: within its question, as issues have it
    key: str


def own_language(draft: Draft) -> str:
    """The one that the flow is written in."""
    said = found(draft.data(FLOW), ("language",))
    return said if isinstance(said, str) else ""


@dataclass(frozen=True, slots=True)
class QuestionValues:
    """The fields of the form about one question."""

    draft: Draft
    place: QuestionPlace

    def texts(self) -> Iterator[TextField]:
        """Each text in its own language, then in the others."""
        own = own_language(self.draft)
        start = len(".".join(map(str, self.place.over))) + 1
        for text in texts_of(self.place):
            key = text_name(self.place, text.path)[start:]
            yield TextField(f"{own}:{key}", own, FLOW, text, text.text, key)
            for language, file in self.draft.overlays():
                said = said_in(self.draft, file, self.place, text.path)
                yield TextField(f"{language}:{key}", language, file, text, said, key)

    def ticks(self) -> Mapping[str, str]:
        """What is so or not."""
        flags = {
            f"flag:{flag}": YES if setting(self.place, (flag,)) is True else ""
            for flag in flags_of(self.place)
        }
        readers = setting(self.place, ("visible_to",))
        known = readers if isinstance(readers, list) else []
        return flags | {f"reader:{each}": YES if each in known else "" for each in Reader}

    def limits(self) -> Mapping[str, str]:
        """Numbers, as they are typed; empty where there is none."""
        return {
            f"limit:{'.'.join(map(str, path))}": _typed(setting(self.place, path))
            for path in limits_of(self.place)
        }

    def stored(self) -> dict[str, str]:
        texts = {field.name: field.value for field in self.texts()}
        return texts | dict(self.ticks()) | dict(self.limits())

    def wrong(self, changed: Mapping[str, str]) -> Mapping[str, str]:
        """Phrases of why some fields cannot be taken."""
        needed = {
            field.name: "form.wrong.needed"
            for field in self.texts()
            if field.text.is_required and field.file == FLOW and changed.get(field.name) == ""
        }
        numbers = {
            name: "form.wrong.number"
            for name in self.limits()
            if name in changed and not _is_number(changed[name])
        }
        nobody = {"reader:leader": "form.wrong.readers"}
        ticks = {**self.ticks(), **changed}
        has_reader = any(ticks[f"reader:{each}"] for each in Reader)
        return needed | numbers | ({} if has_reader else nobody)

    def written(self, changed: Mapping[str, str]) -> Draft:
        """The draft with what was changed; translations last, as they say what is asked now.

        Raises:
            CannotRewrite: it has to be done in the file itself.
        """
        draft, name = self.draft, self.place.name
        fields = [field for field in self.texts() if field.name in changed]
        for field in sorted(fields, key=lambda field: field.file != FLOW):
            said = changed[field.name]
            draft = reword(draft, name, field.text.path, said, file=field.file)
        for tick in (each for each in self.ticks() if each.startswith("flag:") and each in changed):
            flag = tick.removeprefix("flag:")
            draft = set_value(draft, name, (flag,), changed[tick] == YES)
        for limit in (each for each in self.limits() if each in changed):
            path = tuple(limit.removeprefix("limit:").split("."))
            value = int(changed[limit]) if changed[limit] else None
            draft = set_value(draft, name, path, value)
        return self._with_readers(draft, changed)

    def _with_readers(self, draft: Draft, changed: Mapping[str, str]) -> Draft:
        if not any(name.startswith("reader:") for name in changed):
            return draft
        ticks = {**self.ticks(), **changed}
        readers: Written = [str(each) for each in Reader if ticks[f"reader:{each}"]]
        return set_value(draft, find(draft, self.place.name).name, ("visible_to",), readers)


def _typed(value: Written) -> str:
    return "" if value is None else str(value)


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return not text or (digits.isascii() and digits.isdigit() and len(digits) < 13)  # noqa: PLR2004
