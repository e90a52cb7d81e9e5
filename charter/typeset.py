"""Typography of the standard text, where it meets the answers, and of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from flows import wording
from flows.template import Filled, Template

__all__ = ["typeset", "typeset_template"]

#: the dearest thing in composing, and the same texts come again with every draft
typeset = lru_cache(maxsize=8192)(wording.typeset)

#: stands between two runs of text while they are set together: a letter, as answers begin with
_JOINT = "\N{CJK UNIFIED IDEOGRAPH-9FFF}"


@lru_cache(maxsize=4096)
def typeset_template(text: str, language: str) -> Template:
    """A sentence read once, its standard text set as it will stand between the answers."""
    template = Template.read(text)
    runs = [typeset(run.text, language) for run in _runs(template)]
    joined = typeset(_JOINT.join(runs), language).split(_JOINT)
    return _with_runs(template, iter(joined if len(joined) == len(runs) else runs))


def _runs(template: Template) -> Iterator[Filled]:
    for part in template.parts:
        if isinstance(part, Template):
            yield from _runs(part)
        else:
            yield part


def _with_runs(template: Template, runs: Iterator[str]) -> Template:
    return Template(
        tuple(
            _with_runs(part, runs)
            if isinstance(part, Template)
            else Filled(next(runs), part.placeholder)
            for part in template.parts
        )
    )
