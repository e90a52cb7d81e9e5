"""The shipped flow after a day of an admin: renamed, removed, added, reworded, decided anew."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from flows.compiled import CompiledFlow, compile_flow
from flows.library import files_of
from flows.reading import read_flow
from flows.source import Source, read_source

__all__ = ["data_of", "redrafted", "redrafted_file"]


def data_of(content: bytes) -> dict[str, Any]:
    """What a file says, free to be changed."""
    source = read_source(content, file="flow.yaml")
    assert isinstance(source, Source)
    found: dict[str, Any] = json.loads(json.dumps(source.data))
    return found


@cache
def redrafted_file() -> bytes:
    """Its flow.yaml."""
    flow = data_of(files_of("alliance")["flow.yaml"])
    asked = [question for stage in flow["stages"] for question in stage["questions"]]
    for question in asked[3:13]:
        question["text"] = f"{question['text']} (bis)"
    by_id = {question["id"]: question for question in asked}
    by_id["strength"].update(id="strong_in", was=["strength"])
    gone = by_id["public_level"]["options"].pop()
    flow["retired"] = [{"id": gone["id"], "of": "public_level", "because": "…"}]
    by_id["public"]["changed_meaning"] = True
    by_id["talked_date"]["when"] = {"talked": "answered"}
    for number, stage in enumerate(flow["stages"][1:3]):
        new = {"id": f"added_{number}", "kind": "text", "text": "Et encore ?"}
        stage["questions"].insert(2, new)
    return json.dumps(flow, ensure_ascii=False).encode()


@cache
def redrafted() -> CompiledFlow:
    """It, in French alone, as the second revision."""
    return compile_flow(read_flow({"flow.yaml": redrafted_file()}).flows, number=2)
