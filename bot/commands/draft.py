"""The charter as it stands: its clauses and what they lack, or one clause in full."""

from __future__ import annotations

from collections import Counter

from bot.clause import clause_passages, gap_passage
from bot.messages import Message, Passage, Style
from bot.visit import Visit
from charter.document import Clause, ClauseState, Document, Gap

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    document = visit.draft()
    wanted = argument.strip()
    for clause in document.clauses:
        if wanted in (str(clause.number), clause.id):
            return (Message(tuple(clause_passages(clause, document.words))),)
    return (_overview(visit, document),)


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
    return Message((*passages, Passage(Style.HINT, say.say("draft.more"))))


def _line(visit: Visit, document: Document, clause: Clause) -> Passage:
    state = document.words.states[clause.state]
    words = visit.say.say("draft.clause", number=clause.number, title=clause.title, state=state)
    return Passage(Style.ENTRY, words)
