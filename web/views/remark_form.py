"""The form of a remark: what it hangs on, how it is read, and why it may not be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charter.beside import Beside
from charter.remark import LONGEST, PRIORITIES, Anchor, AnchorKind, Audience, Weight
from storage.repositories.remarks import Remark
from web.asked import Asked
from web.form import Form

__all__ = [
    "BLANK",
    "FIELDS",
    "MARKS",
    "Filled",
    "anchor_of",
    "anchor_text",
    "clause_of",
    "number_of",
    "read_remark",
    "refusal",
    "values_of",
]

#: what is shown again when the form was not taken
MARKS = ("audience", "weight", "priority")
FIELDS = ("about", "text", *MARKS)
#: what a form begins with
BLANK = {"about": "", "text": "", "audience": "shared", "weight": "suggestion", "priority": ""}


@dataclass(frozen=True, slots=True)
class Filled:
    """A remark as it was filled in."""

    anchor: Anchor
    text: str
    audience: Audience
    weight: Weight
    priority: bool


def anchor_text(anchor: Anchor) -> str:
    """As forms and addresses write it: « clause:C2 »."""
    return f"{anchor.kind}:{anchor.key}" if anchor.key else str(anchor.kind)


def anchor_of(text: str) -> Anchor | None:
    """As `anchor_text` wrote it; none for anything else."""
    kind, _, key = text.partition(":")
    if kind not in set(AnchorKind) or bool(key) is (kind == AnchorKind.WHOLE):
        return None
    return Anchor(AnchorKind(kind), key)


def read_remark(form: Form) -> Filled:
    """What does not say one of our words is as if it had not been touched."""
    audience, weight = form.raw("audience"), form.raw("weight")
    return Filled(
        anchor=anchor_of(form.raw("about")) or Anchor(),
        text=form.text("text"),
        audience=Audience(audience) if audience in set(Audience) else Audience.SHARED,
        weight=Weight(weight) if weight in set(Weight) else Weight.SUGGESTION,
        priority=form.raw("priority") == "yes",
    )


def refusal(asked: Asked, filled: Filled, others: tuple[Remark, ...]) -> str:
    """Why it cannot be taken, kindly; empty when it can.

    Args:
        others: the remarks of the same revision, without this one.
    """
    if not filled.text:
        return asked.say.say("remarks.empty")
    if len(filled.text) > LONGEST:
        return asked.say.say("remarks.too_long", most=LONGEST, length=len(filled.text))
    if filled.priority and filled.audience is Audience.PRIVATE:
        return asked.say.say("remarks.private_priority")
    if filled.priority and sum(remark.priority for remark in others) >= PRIORITIES:
        return asked.say.say("remarks.three_priorities")
    return ""


def clause_of(beside: Beside, anchor: Anchor) -> str:
    """Id of the clause that it stands under; empty for the whole, and for what no clause has."""
    for each in beside.clauses:
        match anchor.kind:
            case AnchorKind.CLAUSE if each.clause.id == anchor.key:
                return each.clause.id
            case AnchorKind.ANSWER if each.number(anchor.key):
                return each.clause.id
            case AnchorKind.ANSWER if any(gap.question == anchor.key for gap in each.gaps):
                return each.clause.id
            case _:
                pass
    return ""


def number_of(beside: Beside, anchor: Anchor) -> int | None:
    """Of the clause that it stands under, as the charter numbers it."""
    under = clause_of(beside, anchor)
    numbers = (each.clause.number for each in beside.clauses if each.clause.id == under)
    return next(numbers, None)


def values_of(form: Form) -> Mapping[str, str]:
    """As it was filled in, to be shown again."""
    return {name: form.text(name) if name == "text" else form.raw(name) for name in FIELDS}
