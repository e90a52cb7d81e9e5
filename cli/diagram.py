"""Writing a drawing in the languages of diagrams, whatever its labels hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cli.errors import UnknownValue
from flows.drawing import Box, Drawing, Group
from flows.map_svg import map_svg
from flows.near import nearest

__all__ = ["EMITTERS", "dot", "emitter", "mermaid", "svg", "warning"]

#: arrows that Mermaid draws before it refuses, unless the page that shows it says otherwise
MERMAID_ARROWS = 500
#: besides letters and digits, what means nothing to Mermaid inside a label; dots, dashes and
#: colons do
HARMLESS = frozenset(" ,!?’«»…\u00a0\u202f")


def emitter(name: str) -> Callable[[Drawing], str]:
    """What writes a drawing in that language.

    Raises:
        UnknownValue: nothing does.
    """
    if name not in EMITTERS:
        known = " or ".join(EMITTERS)
        near = nearest(name, EMITTERS)
        raise UnknownValue(option="--format", value=name, near=near, known=known)
    return EMITTERS[name]


def warning(drawing: Drawing) -> str:
    """What to know before it is given to Mermaid; empty when there is nothing."""
    if len(drawing.arrows) <= MERMAID_ARROWS:
        return ""
    return (
        f"Mermaid draws {MERMAID_ARROWS} arrows unless « maxEdges » says otherwise, and there are"
        f" {len(drawing.arrows)}: use --stages, or --format dot."
    )


def mermaid(drawing: Drawing) -> str:
    """A flowchart of Mermaid."""
    return "\n".join(["flowchart TD", *_mermaid_groups(drawing), *_mermaid_arrows(drawing), ""])


def svg(drawing: Drawing) -> str:
    """A picture that any browser shows."""
    return map_svg(
        drawing, label=" · ".join(group.title for group in drawing.groups if group.title)
    )


def dot(drawing: Drawing) -> str:
    """A graph of Graphviz."""
    lines = [
        "digraph flow {",
        '  graph [fontname="sans-serif"];',
        '  node [shape=box, style=rounded, fontname="sans-serif"];',
        *(line for group in drawing.groups for line in _dot_group(group)),
        *(f'  "{source}" -> "{target}";' for source, target in drawing.arrows),
        "}",
        "",
    ]
    return "\n".join(lines)


#: by the name that a command takes
EMITTERS: Mapping[str, Callable[[Drawing], str]] = {"mermaid": mermaid, "dot": dot, "svg": svg}


def _mermaid_groups(drawing: Drawing) -> Iterator[str]:
    for group in drawing.groups:
        margin = "  "
        if group.name:
            yield f'  subgraph {_node(group.name)}["{_mermaid_text(group.title)}"]'
            margin = "    "
        for box in group.boxes:
            yield f'{margin}{_node(box.name)}["{_mermaid_label(box)}"]'
        if group.name:
            yield "  end"


def _mermaid_arrows(drawing: Drawing) -> Iterator[str]:
    return (f"  {_node(source)} --> {_node(target)}" for source, target in drawing.arrows)


def _node(name: str) -> str:
    """An id that is none of Mermaid's own words, such as `end`."""
    return f"n_{name}"


def _mermaid_label(box: Box) -> str:
    return f"{_mermaid_text(box.name)}<br>{_mermaid_text(box.text)}" if box.text else box.name


def _mermaid_text(text: str) -> str:
    """Anything else as its number: quotes, markup, Markdown, entities, ends of lines."""
    return "".join(
        letter if letter.isalnum() or letter in HARMLESS else f"#{ord(letter)};"
        for letter in " ".join(text.split())
    )


def _dot_group(group: Group) -> Iterator[str]:
    margin = "  "
    if group.name:
        yield f'  subgraph "cluster_{group.name}" {{'
        yield f'    label="{_dot_text(group.title)}";'
        margin = "    "
    for box in group.boxes:
        label = "\\n".join(_dot_text(text) for text in (box.name, box.text) if text)
        yield f'{margin}"{box.name}" [label="{label}"];'
    if group.name:
        yield "  }"


def _dot_text(text: str) -> str:
    """Backslashes, quotes and entities as themselves; no control character."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    escaped = plain.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return " ".join(escaped.split())
