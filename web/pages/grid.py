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
    """Only what was touched is stored: what another marked meanwhile beside it stays."""
    draft = open_draft(asked, store)
    grid = draft.grid(asked.language)
    touched = [each for each in grid.criteria if _is_touched(asked, each)] if grid else []
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
    where = asked.url("draft", alliance=draft.review.public_id)
    marked = len({*draft.marks, *(each.id for each in touched)})
    said = asked.say.key_of("grid.saved", marked)
    criteria = len(grid.criteria) if grid else 0
    return asked.moved(f"{where}#grid", said, count=marked, criteria=criteria)


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


def save(asked: Asked, store: WriteStore) -> Reply:
    """The strength, and who else may help; then to the verdict, when it is one that was chosen."""
    draft, strength = open_draft(asked, store), asked.form.text("strength")
    chosen = [Support(name) for name in asked.form.chosen("supports") if name in set(Support)]
    values = {"strength": strength, "supports": " ".join(chosen)}
    if len(strength) > LONGEST_STRENGTH:
        params = {"most": LONGEST_STRENGTH, "length": len(strength)}
        said = asked.say.say("reading.too_long", **params)
        return drawn(asked, store, draft, Problem("reading", said, values))
    if not draft.is_open:
        said = asked.say.say("remarks.not_open")
        return drawn(asked, store, draft, Problem("reading", said, values))
    try:
        _keep(asked, store, draft, strength, chosen)
    except Overtaken:
        return _overtaken(asked, store, draft, "reading", values)
    if _verdict(asked):
        return asked.moved(after_reading(asked))
    return asked.moved(after_reading(asked), "reading.saved")


def _keep(
    asked: Asked, store: WriteStore, draft: Draft, strength: str, chosen: list[Support]
) -> None:
    """Raises Overtaken. What a verdict is asked for on as it stands is not written again."""
    reading = draft.reading
    if _verdict(asked) and (reading.strength, set(reading.supports)) == (strength, set(chosen)):
        return
    expect(asked.form.raw("version") == str(reading.version), draft.review)
    by = asked.who.person.id
    readings.save(store, reading, strength=strength, supports=chosen, by=by)
    record(asked, store, draft.review, "review:strength", number=draft.review.number)


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
    names = [name for name in asked.form.fields if name.startswith(("state.", "note."))]
    return {name: asked.form.text(name) for name in names}


def _overtaken(
    asked: Asked, store: WriteStore, draft: Draft, place: str, values: dict[str, str] | None = None
) -> Reply:
    said, done = asked.say.say(f"overtaken.{place}"), others(asked, store, draft.review.public_id)
    kept = _values(asked) if values is None else values
    return drawn(asked, store, draft, Problem(place, said, kept, others=done, status=409))


def back(asked: Asked) -> str:
    return asked.url("draft", alliance=asked.path["alliance"])


routes = (
    Page("grid", "/drafts/{alliance}/grid", Access.COACH, act=mark, then=back),
    Page("reading", "/drafts/{alliance}/reading", Access.COACH, act=save, then=after_reading),
)
