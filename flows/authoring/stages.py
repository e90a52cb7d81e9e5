"""The texts of a stage."""

from __future__ import annotations

from flows.authoring.draft import FLOW, Draft, found
from flows.authoring.places import find_stage
from flows.source.rewriting import Remove

__all__ = ["KEYS", "reword_stage"]

#: in the order of the files
KEYS = ("title", "aim", "lesson")
BEFORE = ("stage", "title", "when", "quick", "aim", "lesson")


def reword_stage(draft: Draft, stage: str, key: str, text: str, *, file: str = FLOW) -> Draft:
    """A stage with one of its texts changed, in the file of a language; empty takes it away."""
    path, _ = find_stage(draft, stage)
    name = f"stages.{stage}.{key}"
    source = found(draft.data(FLOW), (*path, key))
    where = (*path, key) if file == FLOW else ("stages", stage, key)
    if not text:
        gone = (file, *(over for _, over in draft.overlays() if file == FLOW))
        for each in gone:
            at = where if each == file else ("stages", stage, key)
            if found(draft.data(each), at) is not None:
                draft = draft.after(each, Remove(at))
        return draft
    if file == FLOW and isinstance(source, str):
        for _, over in draft.overlays():
            said = found(draft.data(over), ("stages", stage, key))
            stamps = found(draft.data(over), ("translated",))
            if said and name not in str(stamps).split():
                draft = draft.stamp(over, {name: source})
    draft = draft.put(file, where, text, after=BEFORE[: BEFORE.index(key)])
    return draft if file == FLOW else draft.stamp(file, {name: str(source or "")})
