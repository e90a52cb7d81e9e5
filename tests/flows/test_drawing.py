"""The map of a flow: every question in its stage, legible, and whatever texts hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import etree

from cli.conditions import in_words
from flows.compiled import compile_flow
from flows.drawing import Box, Drawing, Group, draw
from flows.library import files_of
from flows.map_layout import CONDITION_LINES, LETTERS, LINES, WIDTH, lay_out
from flows.map_svg import map_svg
from flows.reading import load_flow

SVG = "{http://www.w3.org/2000/svg}"
SHIPPED = compile_flow(load_flow(files_of("alliance")))
DRAWING = draw(SHIPPED, "fr", in_words)


def test_every_question_of_the_shipped_flow_has_a_box_of_its_own() -> None:
    found = lay_out(DRAWING)
    boxes = [box for column in found.columns for box in column.boxes]
    assert [*(step.id for step in SHIPPED.steps), "review"] == [box.name for box in boxes]
    for column in found.columns:
        for above, below in pairwise(column.boxes):
            assert above.y + above.height < below.y
    assert all(one.x + WIDTH < other.x for one, other in pairwise(found.columns))
    assert found.width >= boxes[-1].x + WIDTH
    assert found.height >= max(box.y + box.height for box in boxes)


def test_every_arrow_of_the_machine_is_on_the_map() -> None:
    arcs = {(arc.source.name, arc.target.name): arc.is_leap for arc in lay_out(DRAWING).arcs}
    assert {(arrow.source, arrow.target) for arrow in SHIPPED.machine.arrows} == arcs.keys()
    assert not arcs["public", "problem"]
    assert any(arcs.values())


def test_a_line_of_a_box_is_no_longer_than_the_box() -> None:
    boxes = [box for column in lay_out(DRAWING).columns for box in column.boxes]
    assert [] == [box.name for box in boxes if max(map(len, box.text)) > LETTERS]
    assert [] == [box.name for box in boxes if len(box.text) > LINES]
    assert [] == [box.name for box in boxes if len(box.condition) > CONDITION_LINES]


def test_a_box_says_when_it_is_asked_and_leads_where_it_is_changed() -> None:
    picture = map_svg(DRAWING, label="Plan", link=lambda name: f"/form/{name}", style="")
    drawn = etree.fromstring(picture)
    links = {link.get("href"): link for link in drawn.iter(f"{SVG}a")}
    asked_if = next(step.id for step in SHIPPED.steps if "fact" in str(step.applies))
    said = "".join(links[f"/form/{asked_if}"].itertext())
    assert "fact is skipped" in said
    assert "Plan" == drawn.get("aria-label")
    assert "<style>" not in picture
    assert "style=" not in picture


@pytest.mark.parametrize(
    "text",
    [
        '"><script>alert(1)</script>',
        "&amp; &#34; ]]>",
        "\x1b[31m \x00 \u202e",
        "🙂 مرحبا",
        "x" * 999,
    ],
)
def test_whatever_a_text_holds_the_picture_can_be_read(text: str) -> None:
    drawing = Drawing((Group("s", text, (Box("a", text, text), Box("b", ""))),), (("a", "b"),))
    picture = map_svg(drawing, label=text, link=lambda name: text)
    drawn = etree.fromstring(picture)
    assert [] == [each.tag for each in drawn.iter() if str(each.tag).endswith("script")]
    assert "a" == next(drawn.iter(f"{SVG}title")).text
