"""What changed in one question of a flow, or in one part of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.changes import Change, Detail, Effect, Noun, What
from flows.conditions import Node
from flows.fields import otherwise, reworded, said
from flows.naming import former_names
from flows.option_changes import Questions, option_changes
from flows.ordering import moved
from flows.question import Question
from flows.renames import Renames, items_of, options_of

__all__ = ["WORDS", "QuestionPair", "condition_detail", "keeps_answers", "question_changes"]

#: kinds that any answer can become
WORDS = ("text", "long_text")
#: fields that are compared by themselves
APART = ("id", "kind", "when", "was", "changed_meaning", "options", "item")
#: fields that say what may be answered
LIMITS = (
    *("chars", "at_least", "at_most", "whole", "past", "at_least_today", "from", "to", "labels"),
    *("other", "required", "close", "most"),
)
#: fields that decide what else is asked, or what is worked out
DECISIVE = ("quick", "families", "bands")


@dataclass(frozen=True, slots=True)
class QuestionPair(Questions):
    """A question, or a part, before and after, in its place."""

    renames: Renames
    place: tuple[str, ...]
    noun: Noun = Noun.QUESTION

    @property
    def inside(self) -> tuple[str, ...]:
        """The place of what it holds."""
        return (*self.place, self.after.id)

    def change(
        self, what: What, effect: Effect = Effect.NOTHING, details: Sequence[Detail] = ()
    ) -> Change:
        former = self.before.id if self.before.id != self.after.id else ""
        return Change(self.noun, what, self.after.id, former, self.place, effect, tuple(details))


def question_changes(pair: QuestionPair) -> Iterator[Change]:
    """All that changed in it, in its options, and in its parts."""
    before, after = pair.before, pair.after
    if before.id != after.id:
        yield pair.change(What.RENAMED, Effect.NOTHING if after.is_said else Effect.MOVES)
    if before.kind != after.kind:
        kinds = Detail("kind", before.kind, after.kind)
        yield pair.change(What.KIND, _becoming(before, after), [kinds])
    if after.changed_meaning and not before.changed_meaning:
        yield pair.change(What.MEANING, Effect.ASKED_AGAIN)
    if pair.renames.condition(before.when) != after.when:
        details = [condition_detail(before.when, after.when)]
        yield pair.change(What.CONDITION, Effect.DECIDED_ANEW, details)
    if before.kind == after.kind:
        yield from _fields(pair)
    if texts := _texts(pair):
        yield pair.change(What.REWORDED, details=texts)
    yield from option_changes(pair, pair.inside)
    yield from _parts(pair)


def keeps_answers(before: Question, after: Question) -> bool:
    """What was answered is an answer still, maybe as words; what was only said had none to lose."""
    return before.kind == after.kind or before.is_said or after.kind in WORDS


def condition_detail(before: Node | None, after: Node | None) -> Detail:
    """A condition before and after, as it is written."""
    former, present = (said(node.data()) if node else "" for node in (before, after))
    return Detail("when", former, present)


def _fields(pair: QuestionPair) -> Iterator[Change]:
    before = _renamed(pair.before, pair.renames)
    found = otherwise(before, pair.after, without=APART)
    if limits := [each for each in found if each.key in LIMITS]:
        yield pair.change(What.LIMITS, _limiting(pair.before, pair.after), limits)
    if others := [each for each in found if each.key not in LIMITS]:
        decides = any(each.key in DECISIVE for each in others)
        yield pair.change(What.SETTINGS, Effect.DECIDED_ANEW if decides else Effect.NOTHING, others)


def _renamed(question: Question, renames: Renames) -> Question:
    """With what it says of other questions under their present names."""
    families = tuple(
        family.model_copy(
            update={"of": tuple(renames.questions.get(name, name) for name in family.of)}
        )
        for family in getattr(question, "families", ())
    )
    return question.model_copy(update={"families": families}) if families else question


def _becoming(before: Question, after: Question) -> Effect:
    if not keeps_answers(before, after):
        return Effect.REFUSED
    return Effect.ASKED_NEXT if before.is_said and not after.is_said else Effect.NOTHING


def _limiting(before: Question, after: Question) -> Effect:
    """Limits hold for what is said from now on; some answers are none any more."""
    lost_words = getattr(before, "other", False) and not getattr(after, "other", False)
    lost_steps = not options_of(before) and not set(before.values()) <= set(after.values())
    if lost_words or lost_steps:
        return Effect.ASKED_IF_CHOSEN
    if after.required and not before.required:
        return Effect.ASKED_IF_SKIPPED
    return Effect.NOTHING


def _texts(pair: QuestionPair) -> tuple[Detail, ...]:
    before, after = type(pair.before).model_fields, type(pair.after).model_fields
    without = {"options", "item", *(before.keys() ^ after.keys())}  # what one kind alone says
    details = reworded(pair.before, pair.after, without=without)
    for language, (former, present) in pair.spoken.items():
        details += reworded(former, present, language=language, without=without)
    return details


def _parts(pair: QuestionPair) -> Iterator[Change]:
    before = items_of(pair.before)
    present = {part.id: part for part in items_of(pair.after)}
    names = former_names(present.values())
    kept = [names[part.id] for part in before if part.id in names]
    for part in before:
        if part.id in names:
            yield from question_changes(_part(pair, part, present[names[part.id]]))
        elif pair.before.kind == pair.after.kind:
            yield Change(Noun.PART, What.REMOVED, part.id, "", pair.inside, Effect.PARKED)
    elsewhere = moved(kept, list(present))
    for name in present:
        if name not in kept and pair.before.kind == pair.after.kind:
            yield Change(Noun.PART, What.ADDED, name, "", pair.inside, Effect.ASKED_NEXT)
        elif name in elsewhere:
            yield Change(Noun.PART, What.MOVED, name, "", pair.inside)


def _part(pair: QuestionPair, before: Question, after: Question) -> QuestionPair:
    spoken = {
        language: (_named(old, before.id), _named(new, after.id))
        for language, (old, new) in pair.spoken.items()
    }
    return QuestionPair(before, after, spoken, pair.renames, pair.inside, Noun.PART)


def _named(question: Question, name: str) -> Question:
    return next(part for part in items_of(question) if part.id == name)
