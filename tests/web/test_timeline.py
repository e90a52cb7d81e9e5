"""What happened to a draft, in words and in order."""

from __future__ import annotations

from storage.repositories import audit
from storage.stores import WriteStore
from tests.web.browser import Browser
from tests.web.reading import decide, remark, strength, take
from tests.web.world import World
from web.phrases import languages, phrases_in

#: all that is noted about drafts, by the desk and by the chat
ACTIONS = (
    *("review:submit", "review:withdraw", "review:reopen", "review:take", "review:put_back"),
    *("review:hand_over", "review:verdict", "review:grid", "review:strength", "remark:add"),
    *("remark:change", "remark:remove", "remark:keep", "remark:revise", "remark:ask"),
    *("remark:answer", "remark:close", "desk:export"),
)


def test_a_draft_tells_what_happened_the_newest_first(world: World, coach: Browser) -> None:
    world.draft()
    for step in (take, lambda b: remark(b, "Qui ?"), strength, lambda b: decide(b, "revise")):
        world.later(minutes=1)
        step(coach)
    page = coach.get("/drafts/potagers/timeline").text
    told = [
        *("Gave a verdict on version 1: Revise two or three points", "Noted a strength"),
        *("Added a remark on clause 2", "Took the draft", "Sent version 1"),
    ]
    assert told == sorted(told, key=page.index)
    assert "<strong>Inès</strong>" in page
    assert "<strong>Léa</strong>" in page
    assert "Qui ?" not in page


def test_every_act_has_its_words(world: World, coach: Browser) -> None:
    world.draft()

    def work(store: WriteStore) -> None:
        for action in (*ACTIONS, "review:dreamt_up"):
            audit.record(
                store, action, noun="review", key="potagers", by=world.coach.id, now=world.now
            )

    world.database.write(work)
    page = coach.get("/drafts/potagers/timeline")
    assert 200 == page.status_code
    assert 1 == page.text.count("Acted on the draft")
    for language in languages():
        acts = set(phrases_in(language).keys("timeline.acts"))
        assert {action.replace(":", "_") for action in ACTIONS} <= acts


def test_details_of_any_shape_are_told_without_harm(world: World, coach: Browser) -> None:
    world.draft()

    def work(store: WriteStore) -> None:
        details: dict[str, str | int | bool | None] = {
            "verdict": "<b>",
            "coach": 999_999,
            "team": None,
            "number": "<script>",
        }
        for action in ("review:verdict", "review:hand_over", "desk:export"):
            audit.record(
                store,
                action,
                noun="review",
                key="potagers",
                by=None,
                now=world.now,
                details=details,
            )

    world.database.write(work)
    page = coach.get("/drafts/potagers/timeline")
    assert 200 == page.status_code
    assert "<script>\n" not in page.text
    assert "&lt;script&gt;" in page.text
