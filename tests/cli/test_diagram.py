from __future__ import annotations

import re
from html import unescape

import pytest

from cli.diagram import EMITTERS, MERMAID_ARROWS, dot, mermaid, warning
from cli.exits import Exit
from flows.drawing import Box, Drawing, Group
from tests.cli.conftest import FLOW, Call

#: what would end a label, a line, or the page that shows it
HOSTILE = [
    'Dire « oui » ou "non" ?',
    '"] --> evil["',
    "end",
    "1. Une liste\n- et la suite",
    "`**gras**` et <script>alert(1)</script>",
    "#quot; &amp; &#34; %% commentaire",
    "style fill:#f00; classDef x fill:#0f0;",
    "\\N \\l \\\\ \\",
    "{{[(|)]}} ; subgraph x",
    "\x1b[31m rouge \u202e et \x00 rien",
    "🙂 مرحبا 数",
]

MERMAID = """\
flowchart TD
  subgraph n_stage_need["The need #91;first#93; #34;really#34;"]
    n_organisation["organisation<br>What is your association called?"]
    n_ready["ready<br>Do you want an alliance?"]
  end
  subgraph n_stage_means["The means"]
    n_brings["brings<br>What do you bring?"]
    n_skill["skill<br>Which skill?"]
    n_steps["steps<br>Which first steps?"]
  end
  n_review["review"]
  n_organisation --> n_ready
  n_ready --> n_brings
  n_ready --> n_review
  n_brings --> n_skill
  n_brings --> n_steps
  n_skill --> n_steps
  n_steps --> n_review
"""


def drawing_of(label: str) -> Drawing:
    group = Group("stage_end", label, (Box("end", label), Box("class", "")))
    return Drawing((group, Group("", "", (Box("review", ""),))), (("end", "review"),))


def test_a_flow_is_drawn_by_stage(alliance: Call) -> None:
    assert MERMAID == alliance("flows", "diagram", FLOW, "--language", "en").stdout


def test_a_flow_is_drawn_for_graphviz(alliance: Call) -> None:
    drawn = alliance("flows", "diagram", FLOW, "--format", "dot").stdout
    assert '  subgraph "cluster_stage_need" {' in drawn.splitlines()
    assert '    label="Le besoin [d’abord] \\"vraiment\\"";' in drawn.splitlines()
    assert 7 == drawn.count(" -> ")


def test_stages_alone_are_drawn(alliance: Call) -> None:
    drawn = alliance("flows", "diagram", FLOW, "--stages").stdout.splitlines()
    assert ["  n_need --> n_means", "  n_need --> n_review", "  n_means --> n_review"] == drawn[-3:]
    assert 7 == len(drawn)


def test_the_shipped_flow_is_one_that_mermaid_draws(alliance: Call) -> None:
    assert "" == alliance("flows", "diagram").stderr


@pytest.mark.parametrize("label", HOSTILE)
def test_mermaid_reads_back_the_label_whatever_it_holds(label: str) -> None:
    lines = mermaid(drawing_of(label)).splitlines()
    titles = re.findall(r'^  subgraph n_stage_end\["([^"\]]*)"\]$', lines[1])
    boxes = re.findall(r'^    n_end\["end<br>([^"\]<]*)"\]$', lines[2])
    assert [" ".join(label.split())] * 2 == [decoded(text) for text in (*titles, *boxes)]
    assert ['    n_class["class"]', "  end", '  n_review["review"]'] == lines[3:6]
    assert ["  n_end --> n_review"] == lines[6:]


@pytest.mark.parametrize("label", HOSTILE)
def test_graphviz_reads_back_the_label_whatever_it_holds(label: str) -> None:
    lines = dot(drawing_of(label)).splitlines()
    titles = re.findall(r'^    label="((?:[^"\\]|\\.)*)";$', lines[4])
    boxes = re.findall(r'^    "end" \[label="end\\n((?:[^"\\]|\\.)*)"\];$', lines[5])
    printable = "".join(letter if letter.isprintable() else " " for letter in label)
    assert [" ".join(printable.split())] * 2 == [unquoted(text) for text in (*titles, *boxes)]
    assert ['  "end" -> "review";', "}"] == lines[-2:]


def test_what_mermaid_would_refuse_is_announced() -> None:
    arrows = tuple((f"a{number}", f"b{number}") for number in range(MERMAID_ARROWS + 1))
    assert "--stages" in warning(Drawing((), arrows))
    assert "" == warning(Drawing((), arrows[1:]))


def test_an_unknown_format_is_refused_and_the_nearest_is_offered(alliance: Call) -> None:
    result = alliance("flows", "diagram", FLOW, "--format", "mermaids")
    assert Exit.UNREADABLE == result.exit_code
    assert "Did you mean mermaid?" in result.stderr


@pytest.mark.parametrize("name", EMITTERS)
def test_every_format_draws(alliance: Call, name: str) -> None:
    result = alliance("flows", "diagram", FLOW, "--format", name)
    assert Exit.FINE == result.exit_code
    assert "organisation" in result.stdout


def decoded(text: str) -> str:
    """What Mermaid shows: a number between a hash and a semicolon is a letter."""
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


def unquoted(text: str) -> str:
    """What Graphviz shows."""
    return unescape(re.sub(r"\\(.)", r"\1", text))
