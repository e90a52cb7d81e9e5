"""The charter as it stands: its clauses and what they lack, one in full, or one gap asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.clause import clause_passages
from bot.gaps import gaps_of, next_gaps, ways_to_gaps
from bot.messages import Message, Passage, Style, Way
from bot.pages import Page, page_number
from bot.visit import Visit
from charter.document import Clause, ClauseState, Document
from flows.replies import Revised

__all__ = ["run"]

#: gaps on a page: more would be a wall, and would hide the text on a phone
GAPS_AT_MOST = 6


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    document = visit.draft()
    wanted = argument.strip()
    for clause in document.clauses:
        if wanted in (str(clause.number), clause.id):
            return (_in_full(visit, document, clause),)
    for way in ways_to_gaps(visit, gaps_of(document.clauses)):
        if way.place is not None and wanted == way.argument:
            return visit.reply(Revised(way.place))
    number = page_number(wanted)
    if number > 1:
        return (_more_gaps(visit, document, number),)
    return (_overview(visit, document),)


def _in_full(visit: Visit, document: Document, clause: Clause) -> Message:
    passages = tuple(clause_passages(clause, document))
    return Message(passages, ways=ways_to_gaps(visit, gaps_of([clause])))


def _more_gaps(visit: Visit, document: Document, number: int) -> Message:
    title = Passage(Style.HEADING, visit.say.say("draft.gaps"))
    return Message((title,), ways=_gaps(visit, document, number))


def _gaps(visit: Visit, document: Document, number: int) -> tuple[Way, ...]:
    ways = ways_to_gaps(visit, next_gaps(visit, document.clauses))
    page = Page.of(ways, number, at_most=GAPS_AT_MOST)
    return (*page.lines, *page.following("draft", visit.say))


def _clauses(document: Document) -> tuple[Way, ...]:
    """By their ids, which stay when numbers move."""
    return tuple(
        Way(str(clause.number), "draft", clause.id, told=True) for clause in document.clauses
    )


def _overview(visit: Visit, document: Document) -> Message:
    say = visit.say
    states = Counter(clause.state for clause in document.clauses)
    counts = {state.value: states[state] for state in ClauseState}
    passages = [Passage(Style.HEADING, say.say("draft.title", **counts))]
    passages += [_line(visit, document, clause) for clause in document.clauses]
    passages += _next_gaps(visit, document)
    if document.documents:
        titles = " · ".join(planned.title for planned in document.documents)
        passages.append(Passage(Style.PLAIN, say.say("draft.documents", titles=titles)))
    more = Passage(Style.HINT, say.say("draft.more"))
    ways = (*_clauses(document), *_gaps(visit, document, 1))
    return Message((*passages, more), ways=ways)


def _line(visit: Visit, document: Document, clause: Clause) -> Passage:
    say, gaps = visit.say, len(gaps_of([clause]))
    state = document.words.states[clause.state]
    words = say.say("draft.clause", number=clause.number, title=clause.title, state=state)
    more = say.count("draft.to_complete", gaps) if gaps else ""
    return Passage(Style.ENTRY, words + more)


def _next_gaps(visit: Visit, document: Document) -> Iterator[Passage]:
    """The first ones in full, and how many there are besides."""
    say, gaps = visit.say, next_gaps(visit, document.clauses)
    if not gaps:
        return
    yield Passage(Style.HEADING, say.say("draft.next"))
    for number, gap in gaps[:GAPS_AT_MOST]:
        yield Passage(Style.ENTRY, say.say("draft.gap", number=number, text=gap.text))
    rest = len(gaps) - GAPS_AT_MOST
    if rest > 0:
        yield Passage(Style.HINT, say.count("draft.rest", rest))
