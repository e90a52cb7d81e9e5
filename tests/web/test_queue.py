"""The queue: what waits, who has it, how it is found, taken and given away."""

from __future__ import annotations

import csv
import io

import pytest

from charter.review import ReviewStatus
from storage.repositories import alliances, notices, queue
from storage.repositories.notices import NoticeKind
from storage.stores import WriteStore
from tests.web.browser import Browser
from tests.web.reading import audited, colleague, review_of, take, withdraw
from tests.web.world import World
from web.views import listing


def order(page: str, *names: str) -> list[str]:
    return sorted(names, key=lambda name: page.index(f'href="/drafts/{name}"'))


def rename(world: World, name: str, title: str) -> None:
    def work(store: WriteStore) -> None:
        alliances.rename(store, alliances.load(store, name).id, title)

    world.database.write(work)


def test_the_oldest_draft_comes_first_with_who_has_it_and_since_when(
    world: World, coach: Browser
) -> None:
    world.draft("late")
    world.later(days=-3)
    world.draft("early")
    world.later(days=4)
    coach.sign_in(world.coach)
    page = coach.get("/drafts").text
    assert ["early", "late"] == order(page, "late", "early")
    assert "Common team, to be taken" in page
    assert "4 days" in page
    assert "26 February 2027" in page or "February 26, 2027" in page


def test_only_drafts_of_ones_teams_are_listed_searched_and_exported(
    world: World, coach: Browser
) -> None:
    world.draft("theirs", team="nord")
    for path in ("/drafts", "/drafts?q=potagers", "/drafts.csv", "/drafts?mine=yes"):
        found = coach.get(path)
        assert 200 == found.status_code
        assert "Potagers" not in found.text
    stranger = Browser(world).sign_in(world.stranger)
    assert "/drafts/theirs" in stranger.get("/drafts").text


def test_what_was_taken_back_is_in_no_tab(world: World, coach: Browser) -> None:
    world.draft()
    withdraw(world)
    for tab in listing.TABS:
        assert "/drafts/potagers" not in coach.get(f"/drafts?tab={tab}").text


def test_a_draft_that_is_taken_moves_to_another_tab(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    assert "/drafts/potagers" not in coach.get("/drafts?tab=submitted").text
    page = coach.get("/drafts?tab=in_review").text
    assert "/drafts/potagers" in page
    assert (ReviewStatus.IN_REVIEW, world.coach.id) == (
        *(review_of(world).status, review_of(world).coach_id),
    )
    assert ["review:take"] == [entry.action for entry in audited(world)]


def test_a_draft_is_found_by_the_beginning_of_a_word(world: World, coach: Browser) -> None:
    world.draft()
    assert "/drafts/potagers" in coach.get("/drafts?q=potag").text
    assert "1 draft found" in coach.get("/drafts?q=potag").text
    assert "No draft has that name" in coach.get("/drafts?q=zzz").text


def test_filters_narrow_the_queue(world: World, coach: Browser) -> None:
    world.draft()
    assert "/drafts/potagers" in coach.get("/drafts?category=peers").text
    assert "/drafts/potagers" not in coach.get("/drafts?category=public").text
    assert "/drafts/potagers" not in coach.get("/drafts?mine=yes").text
    take(coach)
    assert "/drafts/potagers" in coach.get("/drafts?mine=yes&category=peers").text
    assert "/drafts/potagers" not in coach.get("/drafts?q=potag&category=public").text


def test_a_page_leads_to_the_next_and_no_draft_is_lost_between_them(
    world: World, coach: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    names = [f"d{n}" for n in range(5)]
    for name in names:
        world.draft(name)
        world.later(minutes=1)
    seen: list[str] = []
    path = "/drafts"
    while path:
        page = coach.get(path).text
        seen += [name for name in names if f'href="/drafts/{name}"' in page]
        _, _, after = page.partition('rel="next" href="')
        path = after.partition('"')[0].replace("&amp;", "&")
    assert names == seen


@pytest.mark.parametrize(
    "query",
    [
        "tab=nothing",
        "category=%27%3B+DROP+TABLE",
        "after=yesterday",
        "after=2027-01-01T00:00:00~1",
        "after=2027-01-01T00:00:00%2B00:00~99999999999999999999",
        f"q={'x' * 9000}",
        "q=%00%F0%9F%98%80",
        "mine=maybe",
    ],
)
def test_what_an_address_says_that_is_unknown_is_left_out(quick: World, query: str) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    assert 200 == browser.get(f"/drafts?{query}").status_code


def test_counts_stop_where_counting_gets_long(
    quick: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "AT_MOST", 2)
    for name in ("a", "b", "c"):
        quick.draft(name)
    assert "2+" in Browser(quick).sign_in(quick.coach).get("/drafts").text


def test_of_two_who_take_a_draft_the_second_sees_who_has_it(world: World, coach: Browser) -> None:
    world.draft()
    other = Browser(world).sign_in(colleague(world))
    other.get("/drafts/potagers")
    take(coach)
    late = other.send("/drafts/potagers/take")
    assert 409 == late.status_code
    assert "Someone acted on this draft meanwhile" in late.text
    assert "Inès" in late.text
    assert world.coach.id == review_of(world).coach_id


def test_a_draft_put_back_waits_for_anybody_again(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    assert 303 == coach.send("/drafts/potagers/put-back").status_code
    assert (ReviewStatus.SUBMITTED, None) == (
        *(review_of(world).status, review_of(world).coach_id),
    )


def test_a_colleague_is_told_of_what_is_handed_over(world: World, coach: Browser) -> None:
    world.draft()
    bruno = colleague(world)
    take(coach)
    done = coach.send("/drafts/potagers/hand-over", {"to": f"coach:{bruno.id}"})
    assert (303, "/drafts/potagers") == (done.status_code, done.headers["location"])
    assert (ReviewStatus.IN_REVIEW, bruno.id) == (
        *(review_of(world).status, review_of(world).coach_id),
    )
    told = world.database.write(lambda store: notices.take(store, bruno.id))
    assert [NoticeKind.HANDED_OVER] == [notice.kind for notice in told]
    assert "review:hand_over" == audited(world)[-1].action


def test_another_team_has_what_is_handed_over_to_it(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    done = coach.send("/drafts/potagers/hand-over", {"to": "team:nord"})
    assert (303, "/drafts") == (done.status_code, done.headers["location"])
    assert 404 == coach.get("/drafts/potagers").status_code
    assert (ReviewStatus.SUBMITTED, None) == (
        *(review_of(world).status, review_of(world).coach_id),
    )
    told = world.database.write(lambda store: notices.take(store, world.stranger.id))
    assert [NoticeKind.HANDED_OVER] == [notice.kind for notice in told]
    assert 200 == Browser(world).sign_in(world.stranger).get("/drafts/potagers").status_code


@pytest.mark.parametrize("to", ["", "coach:", "coach:999", "team:none", "coach:0x1", "nobody"])
def test_a_draft_is_handed_over_to_somebody_who_is_there(quick: World, to: str) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    take(browser)
    refused = browser.send("/drafts/potagers/hand-over", {"to": to})
    assert 422 == refused.status_code
    assert "Choose whom you hand it over to" in refused.text


def test_a_form_sent_twice_takes_once(world: World, coach: Browser) -> None:
    world.draft()
    coach.get("/drafts/potagers")
    form = coach.form("/drafts/potagers/take")
    sent = [coach.post("/drafts/potagers/take", form.fields) for _ in range(2)]
    assert [303, 303] == [each.status_code for each in sent]
    assert sent[0].headers["location"] == sent[1].headers["location"]
    assert ["review:take"] == [entry.action for entry in audited(world)]


@pytest.mark.parametrize("title", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_of_the_table_is_a_formula(quick: World, title: str) -> None:
    quick.draft()
    rename(quick, "potagers", f"{title}|cmd")
    text = Browser(quick).sign_in(quick.coach).get("/drafts.csv").content.decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text))
    assert "Draft" == header[0]
    assert f"'{title.strip()}|cmd" == row[0]
    assert "Other associations" == row[5]


def test_the_table_has_every_page_and_says_so_when_it_stops(
    quick: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        quick.draft(name)
    browser = Browser(quick).sign_in(quick.coach)
    monkeypatch.setattr("web.pages.queue.AT_ONCE", 2)
    assert 4 == len(browser.get("/drafts.csv").text.splitlines())
    monkeypatch.setattr("web.pages.queue.MOST", 2)
    assert "stops at 2 lines" in browser.get("/drafts.csv").text


def test_load_is_told_by_coach(world: World, coach: Browser) -> None:
    world.draft()
    colleague(world)
    take(coach)
    page = " ".join(coach.get("/drafts").text.split())
    assert "<span>Inès</span> <strong>1 draft</strong>" in page
    assert "<span>Bruno</span> <strong>0 drafts</strong>" in page


def test_hostile_names_are_text_in_the_queue(quick: World) -> None:
    quick.draft()
    rename(quick, "potagers", "<script>alert(1)</script>")
    page = Browser(quick).sign_in(quick.coach).get("/drafts").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
