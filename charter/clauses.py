"""Clauses of a charter, composed: what they say, and what they still need."""

from __future__ import annotations

from collections.abc import Iterator

from charter.answers import Answers
from charter.blocks import compose_blocks
from charter.document import Block, Bullets, Clause, ClauseState, Gap, Paragraph, Signatures, Table
from charter.gaps import Needs
from charter.template import ClauseTemplate, Template
from charter.typeset import typeset

__all__ = ["compose_clauses"]


def compose_clauses(template: Template, answers: Answers, needs: Needs) -> Iterator[Clause]:
    """The clauses whose condition holds, numbered from 1."""
    shown = (clause for clause in template.clauses if answers.holds(clause.when))
    for number, clause in enumerate(shown, 1):
        yield _clause(clause, number, answers, needs)


def _clause(template: ClauseTemplate, number: int, answers: Answers, needs: Needs) -> Clause:
    blocks = tuple(compose_blocks(template.blocks, answers))
    gaps = tuple(needs.gaps(template.needs))
    is_begun = needs.is_any_met(template.needs) or any(map(_rests_on_answers, blocks))
    return Clause(
        id=template.id,
        number=number,
        title=typeset(template.title, answers.language),
        state=_state(template, gaps, is_begun=is_begun),
        blocks=_with_gaps(blocks, gaps),
    )


def _with_gaps(blocks: tuple[Block, ...], gaps: tuple[Gap, ...]) -> tuple[Block, ...]:
    """What is missing comes last, but never after the place to sign."""
    signed = next((n for n, b in enumerate(blocks) if isinstance(b, Signatures)), len(blocks))
    return (*blocks[:signed], *gaps, *blocks[signed:])


def _state(template: ClauseTemplate, gaps: tuple[Gap, ...], *, is_begun: bool) -> ClauseState:
    if is_begun:
        return ClauseState.PARTIAL if gaps else ClauseState.COMPLETE
    # Standard text alone is all there is to say where nothing was ever to be asked.
    return ClauseState.EMPTY if template.needs else ClauseState.COMPLETE


def _rests_on_answers(block: Block) -> bool:
    """It says something of this alliance, not only of every alliance."""
    match block:
        case Paragraph():
            return any(sentence.answers for sentence in block.sentences)
        case Bullets():
            return any(item.answers for item in block.items)
        case Table():
            return any(cell.answers for row in block.rows for cell in row)
        case _:
            return False
