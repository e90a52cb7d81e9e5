"""The charter as it stands: its clauses and what they lack, one in full, or one gap asked."""

from __future__ import annotations

from collections import Counter

from bot.clause import clause_passages, gap_passage
from bot.gaps import ways_to_gaps
from bot.messages import Message, Passage, Style, Way
from bot.pages import Page, page_number
from bot.visit import Visit
from charter.document import Clause, ClauseState, Document, Gap
from flows.replies import Revised

__all__ = ["run"]

#: gaps with a button, on a page: more would hide the text on a phone
GAPS_AT_MOST = 8


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    document = visit.draft()
    wanted = argument.strip()
    for clause in document.clauses:
        if wanted in (str(clause.number), clause.id):
            return (_in_full(visit, document, clause),)
    for way in ways_to_gaps(visit, document.clauses):
        if way.place is not None and wanted == way.argument:
            return visit.reply(Revised(way.place))
    number = page_number(wanted)
    if number > 1:
        return (_more_gaps(visit, document, number),)
    return (_overview(visit, document),)


def _in_full(visit: Visit, document: Document, clause: Clause) -> Message:
    passages = tuple(clause_passages(clause, document.words))
    return Message(passages, ways=ways_to_gaps(visit, [clause]))


def _more_gaps(visit: Visit, document: Document, number: int) -> Message:
    title = Passage(Style.HEADING, visit.say.say("draft.gaps"))
    return Message((title,), ways=_gaps(visit, document, number))


def _gaps(visit: Visit, document: Document, number: int) -> tuple[Way, ...]:
    page = Page.of(ways_to_gaps(visit, document.clauses), number, at_most=GAPS_AT_MOST)
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
    for clause in document.clauses:
        passages.append(_line(visit, document, clause))
        gaps = [block for block in clause.blocks if isinstance(block, Gap)]
        passages += [gap_passage(gap, document.words) for gap in gaps]
    if document.documents:
        titles = " · ".join(planned.title for planned in document.documents)
        passages.append(Passage(Style.PLAIN, say.say("draft.documents", titles=titles)))
    more = Passage(Style.HINT, say.say("draft.more"))
    ways = (*_clauses(document), *_gaps(visit, document, 1))
    return Message((*passages, more), ways=ways)


def _line(visit: Visit, document: Document, clause: Clause) -> Passage:
    state = document.words.states[clause.state]
    words = visit.say.say("draft.clause", number=clause.number, title=clause.title, state=state)
    return Passage(Style.ENTRY, words)
