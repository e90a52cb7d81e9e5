"""The grid of ten criteria, the strength that is said first, and who else may help."""

from __future__ import annotations

from charter.grid import Criterion
from charter.verdict import LONGEST_STRENGTH, GridState, Support, Verdict
from storage.errors import Overtaken
from storage.repositories import readings
from storage.stores import WriteStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.pages.draft import drawn
from web.reply import Reply
from web.views.acts import expect, others, record
from web.views.draft import Draft, open_draft
from web.views.problem import Problem

__all__ = ["LONGEST_NOTE", "routes"]

#: characters of the note beside a criterion
LONGEST_NOTE = 500


def mark(asked: Asked, store: WriteStore) -> Reply:
    """The button under the grid. Both save what stands in the form, wherever it stands."""
    draft = open_draft(asked, store)
    refused = _keep_all(asked, store, draft)
    if refused is not None:
        return refused
    grid, where = draft.grid(asked.language), asked.url("draft", alliance=draft.review.public_id)
    marked = len({*draft.marks, *(each.id for each in _touched(asked, draft))})
    said = asked.say.key_of("grid.saved", marked)
    criteria = len(grid.criteria) if grid else 0
    return asked.moved(f"{where}#grid", said, count=marked, criteria=criteria, near="grid")


def save(asked: Asked, store: WriteStore) -> Reply:
    """The buttons under the strength; then to the verdict, when it is one that was chosen."""
    draft = open_draft(asked, store)
    refused = _keep_all(asked, store, draft)
    if refused is not None:
        return refused
    said = "" if _verdict(asked) else "reading.saved"
    return asked.moved(after_reading(asked), said, near="verdict")


def _keep_all(asked: Asked, store: WriteStore, draft: Draft) -> Reply | None:
    """Only what was touched is stored: what another wrote meanwhile beside it stays. Why not, when
    something cannot be taken; then nothing of it is.
    """
    touched = _touched(asked, draft)
    for criterion in touched:
        said = _refusal(asked, draft, criterion)
        if said:
            return drawn(asked, store, draft, Problem("grid", said, _values(asked)))
        try:
            _mark(asked, store, draft, criterion)
        except Overtaken:
            return _overtaken(asked, store, draft, "grid")
    if touched:
        record(asked, store, draft.review, "review:grid", criteria=len(touched))
    return _keep_reading(asked, store, draft)


def _touched(asked: Asked, draft: Draft) -> list[Criterion]:
    grid = draft.grid(asked.language)
    return [each for each in grid.criteria if _is_touched(asked, each)] if grid else []


def _is_touched(asked: Asked, criterion: Criterion) -> bool:
    form, name = asked.form, criterion.id
    shown = (form.raw(f"was.{name}"), form.text(f"was_note.{name}"))
    return shown != (form.raw(f"state.{name}"), form.text(f"note.{name}"))


def _refusal(asked: Asked, draft: Draft, criterion: Criterion) -> str:
    state, note = asked.form.raw(f"state.{criterion.id}"), asked.form.text(f"note.{criterion.id}")
    if not draft.is_open:
        return asked.say.say("remarks.not_open")
    if state not in set(GridState):
        return asked.say.say("grid.state_first", title=criterion.title)
    if len(note) > LONGEST_NOTE:
        most = LONGEST_NOTE
        return asked.say.say("grid.too_long", title=criterion.title, most=most, length=len(note))
    return ""


def _mark(asked: Asked, store: WriteStore, draft: Draft, criterion: Criterion) -> None:
    form, name = asked.form, criterion.id
    version = form.raw(f"version.{name}")
    readings.mark(
        store,
        draft.review,
        name,
        version=int(version) if version.isascii() and version.isdecimal() else 0,
        state=GridState(form.raw(f"state.{name}")),
        note=form.text(f"note.{name}"),
        by=asked.who.person.id,
    )


def _keep_reading(asked: Asked, store: WriteStore, draft: Draft) -> Reply | None:
    """The strength that is said first, and who else may help."""
    reading, strength = draft.reading, asked.form.text("strength")
    chosen = [Support(name) for name in asked.form.chosen("supports") if name in set(Support)]
    shown = (asked.form.text("was_strength"), set(asked.form.raw("was_supports").split()))
    if shown == (strength, set(map(str, chosen))):
        return None
    said = _reading_refusal(asked, draft, strength)
    if said:
        return drawn(asked, store, draft, Problem("reading", said, _values(asked)))
    if (reading.strength, set(reading.supports)) == (strength, set(chosen)):
        return None
    try:
        expect(asked.form.raw("version") == str(reading.version), draft.review)
        by = asked.who.person.id
        readings.save(store, reading, strength=strength, supports=chosen, by=by)
    except Overtaken:
        return _overtaken(asked, store, draft, "reading")
    record(asked, store, draft.review, "review:strength", number=draft.review.number)
    return None


def _reading_refusal(asked: Asked, draft: Draft, strength: str) -> str:
    if len(strength) > LONGEST_STRENGTH:
        params = {"most": LONGEST_STRENGTH, "length": len(strength)}
        return asked.say.say("reading.too_long", **params)
    return "" if draft.is_open else asked.say.say("remarks.not_open")


def _verdict(asked: Asked) -> Verdict | None:
    """What its button asks for; none for the one that only saves."""
    chosen = asked.form.raw("verdict")
    return Verdict(chosen) if chosen in set(Verdict) else None


def after_reading(asked: Asked) -> str:
    """Where the button leads, however often it is pressed."""
    alliance = asked.path["alliance"]
    if verdict := _verdict(asked):
        return asked.url("verdict", alliance=alliance, verdict=verdict)
    return f"{asked.url('draft', alliance=alliance)}#verdict"


def _values(asked: Asked) -> dict[str, str]:
    """Everything that was filled in, to be shown again."""
    form = asked.form
    names = [name for name in form.fields if name.startswith(("state.", "note."))]
    reading = {"strength": form.text("strength"), "supports": " ".join(form.chosen("supports"))}
    return {**{name: form.text(name) for name in names}, **reading}


def _overtaken(asked: Asked, store: WriteStore, draft: Draft, place: str) -> Reply:
    said, done = asked.say.say(f"overtaken.{place}"), others(asked, store, draft.review.public_id)
    problem = Problem(place, said, _values(asked), others=done, status=409)
    return drawn(asked, store, draft, problem)


def back(asked: Asked) -> str:
    return asked.url("draft", alliance=asked.path["alliance"])


routes = (
    Page("grid", "/drafts/{alliance}/grid", Access.COACH, act=mark, then=back),
    Page("reading", "/drafts/{alliance}/reading", Access.COACH, act=save, then=after_reading),
)
