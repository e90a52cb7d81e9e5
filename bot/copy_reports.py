"""A working copy told in a few messages: what is wrong, what it changes, what that does to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.copies import ways_of
from bot.desk_pages import copy_page
from bot.messages import Message, Passage, Style
from charter.change_words import ChangeWords, WordedChange
from charter.explained import explained
from charter.readiness import in_words
from flows.failures import in_words as in_sentence
from flows.issue import Issue, Severity
from storage.standing import Standing, TrialState

if TYPE_CHECKING:
    from bot.visit import Visit
    from storage.foretelling import Foretold

__all__ = ["impact_of", "report"]

#: of each thing, how many are told; the rest is counted
ISSUES_AT_MOST, CHANGES_AT_MOST, STORIES_AT_MOST = 6, 10, 3
#: characters of a text of theirs
SHORT = 120


def report(visit: Visit, standing: Standing) -> tuple[Message, ...]:
    """All of it, the ways on at its end."""
    parts = (
        (Passage(Style.HEADING, visit.say.say("flow.title", **_named(standing))),),
        tuple(_issues(visit, standing)),
        tuple(_changes(visit, standing)),
        tuple(_tried(visit, standing)),
        tuple(impact_of(visit, standing.impact)),
        tuple(_verdict(visit, standing)),
    )
    ways = tuple(ways_of(visit, standing.copy, standing))
    head, changes, *rest = (parts[0] + parts[1], parts[2], *parts[3:])
    told = [Message(each) for each in (head, changes) if each]
    last = tuple(passage for part in rest for passage in part)
    return (*told, Message(last, ways=ways))


def impact_of(visit: Visit, foretold: Foretold | None) -> Iterator[Passage]:
    """What publishing it will do to people."""
    if foretold is None:
        return
    say, impact = visit.say, foretold.impact
    yield Passage(Style.HEADING, say.say("flow.impact.title"))
    yield Passage(Style.ENTRY, say.count("flow.impact.runs", impact.runs))
    if impact.runs:
        yield Passage(Style.ENTRY, say.count("flow.impact.felt", impact.felt))
    if foretold.staying:
        yield Passage(Style.ENTRY, say.count("flow.impact.staying", foretold.staying))


def _named(standing: Standing) -> dict[str, object]:
    return {"title": standing.copy.title, "number": standing.copy.based_on}


def _issues(visit: Visit, standing: Standing) -> Iterator[Passage]:
    """Errors and losses by their line; advice is counted, unless there is nothing else."""
    errors = [each for each in standing.issues if each.severity is Severity.ERROR]
    first = [*errors, *standing.lost]
    advice = [each for each in standing.issues if each.severity is not Severity.ERROR]
    say = visit.say
    if not first:
        yield Passage(Style.NOTED, say.say("flow.issues.none"))
    for issue in first[:ISSUES_AT_MOST]:
        yield Passage(Style.ENTRY, _issue(visit, issue))
    if len(first) > ISSUES_AT_MOST:
        yield Passage(Style.HINT, say.count("flow.issues.more", len(first) - ISSUES_AT_MOST))
    if advice:
        yield Passage(Style.HINT, say.count("flow.issues.advice", len(advice)))


def _issue(visit: Visit, issue: Issue) -> str:
    words = explained(issue, visit.say.language)
    key = "flow.issues.at_line" if issue.line else "flow.issues.in_file"
    place = visit.say.say(key, file=issue.file, line=issue.line)
    return " ".join(filter(None, (f"• {place}", words.what, words.remedy)))


def _changes(visit: Visit, standing: Standing) -> Iterator[Passage]:
    say, found = visit.say, standing.compared
    yield Passage(Style.HEADING, say.say("flow.changes.title"))
    if found is None:
        yield Passage(Style.PLAIN, say.say("flow.changes.after_errors"))
        return
    foretold = standing.impact
    words = ChangeWords(found.old, found.new, say.language)
    told = [words.of(each, foretold.impact if foretold else None) for each in found.changes]
    if not told:
        yield Passage(Style.PLAIN, say.say("flow.changes.none"))
    for change in told[:CHANGES_AT_MOST]:
        yield Passage(Style.ENTRY, _change(change))
    if len(told) > CHANGES_AT_MOST:
        yield Passage(Style.HINT, say.count("flow.changes.more", len(told) - CHANGES_AT_MOST))


def _change(change: WordedChange) -> str:
    title = _short(change.title) or change.path
    counts = ", ".join(change.counts)
    return f"• {change.what} – {title}" + (f" ({counts})" if counts else "")


def _tried(visit: Visit, standing: Standing) -> Iterator[Passage]:
    say, tried = visit.say, standing.tried
    if tried is None or standing.state is not TrialState.DONE or tried.counts.get("errors"):
        return
    yield Passage(Style.HEADING, say.say("flow.tried.title"))
    if tried.fault:
        yield Passage(Style.CAUTION, say.say("flow.tried.fault"))
        return
    numbers = {name: tried.counts[name] for name in ("stories", "walks")}
    yield Passage(Style.ENTRY, say.say("flow.tried.done", **numbers))
    for story in tried.stories[:STORIES_AT_MOST]:
        reasons = " ".join(in_sentence(each, say.language) for each in story.failures[:2])
        yield Passage(Style.ENTRY, f"• {_short(story.title)} – {reasons}")
    if tried.charters_changed:
        yield Passage(Style.ENTRY, say.count("flow.tried.charters", tried.charters_changed))


def _verdict(visit: Visit, standing: Standing) -> Iterator[Passage]:
    say = visit.say
    blockers: Sequence[str] = in_words(standing.blockers, say.language)
    if blockers:
        yield Passage(Style.HEADING, say.say("flow.not_ready"))
        for words in blockers:
            yield Passage(Style.ENTRY, f"• {words}")
    else:
        yield Passage(Style.NOTED, say.say("flow.ready"))
    page = copy_page(visit.desk, standing.copy.public_id)
    if page:
        yield Passage(Style.HINT, say.say("flow.page"))
        yield Passage(Style.ENTRY, page)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else f"{plain[: SHORT - 1]}…"
