"""The charter as it stands: its clauses and what they lack, or one clause in full."""

from __future__ import annotations

from collections import Counter

from bot.messages import Message, Passage, Style
from bot.visit import Visit
from charter.document import Clause, ClauseState, Document, Gap
from charter.plain import clause_lines

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    document = visit.draft()
    wanted = argument.strip()
    for clause in document.clauses:
        if wanted in (str(clause.number), clause.id):
            return (_in_full(visit, clause),)
    return (_overview(visit, document),)


def _overview(visit: Visit, document: Document) -> Message:
    say = visit.say
    states = Counter(clause.state for clause in document.clauses)
    counts = {state.value: states[state] for state in ClauseState}
    passages = [Passage(Style.HEADING, say.say("draft.title", **counts))]
    for clause in document.clauses:
        passages.append(_line(visit, document, clause))
        passages += _gaps(visit, clause)
    if document.documents:
        titles = ", ".join(planned.title for planned in document.documents)
        passages.append(Passage(Style.PLAIN, say.say("draft.documents", titles=titles)))
    return Message((*passages, Passage(Style.HINT, say.say("draft.more"))))


def _line(visit: Visit, document: Document, clause: Clause) -> Passage:
    state = document.words.states[clause.state]
    words = visit.say.say("draft.clause", number=clause.number, title=clause.title, state=state)
    return Passage(Style.ENTRY, words)


def _gaps(visit: Visit, clause: Clause) -> list[Passage]:
    gaps = [block for block in clause.blocks if isinstance(block, Gap)]
    return [Passage(Style.HINT, visit.say.say("draft.gap", text=gap.text)) for gap in gaps]


def _in_full(visit: Visit, clause: Clause) -> Message:
    heading = Passage(Style.HEADING, f"{clause.number}. {clause.title}")
    lines = [Passage(Style.PLAIN, line) for line in clause_lines(clause)]
    return Message((heading, *lines, Passage(Style.HINT, visit.say.say("draft.more"))))
