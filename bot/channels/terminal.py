"""The terminal: a line read, an answer stored, what comes of it printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Self

from prompt_toolkit import PromptSession
from rich.console import Console
from rich.text import Text

from bot.channels.paragraph import folded
from bot.conversation import Conversation
from bot.messages import Attachment, Inbound, Message, Style
from flows.prompt import Choice
from storage.errors import StorageError

__all__ = ["Terminal", "lines_of", "printable"]

#: columns of text: longer lines tire the eye
WIDTH_AT_MOST = 92
MARKS = {
    Style.NOTED: "✓ ",
    Style.CAUTION: "• ",
    Style.ENTRY: "  ",
    Style.QUOTE: "  | ",
}
DRESS = {
    Style.STAGE: "bold cyan",
    Style.PROGRESS: "dim",
    Style.QUESTION: "bold",
    Style.HINT: "dim",
    Style.NOTED: "green",
    Style.CAUTION: "yellow",
    Style.LESSON: "cyan",
    Style.PLAIN: "",
    Style.HEADING: "bold",
    Style.ENTRY: "",
    Style.QUOTE: "italic",
}


class Terminal:
    """Prints messages, and gives files to a folder. Colours only where there is a terminal."""

    def __init__(self, console: Console, folder: Path) -> None:
        self.console = console
        self.folder = folder

    @classmethod
    def on_screen(cls, folder: Path) -> Self:
        """The terminal that there is; a plain stream of lines where there is none."""
        found = Console(highlight=False, emoji=False)
        width = min(found.width, WIDTH_AT_MOST) if found.is_terminal else WIDTH_AT_MOST
        return cls(Console(highlight=False, emoji=False, width=width), folder)

    def echo(self, line: str) -> None:
        """Show what a person typed, where it was not typed here."""
        self._write(Text.assemble(("› ", "bold magenta"), printable(line)), indent=2)
        self.console.print()

    def converse(
        self, conversation: Conversation, person: Callable[[str], Inbound], lines: Iterator[str]
    ) -> None:
        """Talk until the lines end, or the person stops. Whatever was answered is stored."""
        for message in conversation.greet(person("")):
            self.show(message)
        for line in lines:
            if self._show_what(partial(conversation.receive, person(line))):
                return

    def show(self, message: Message) -> None:
        """Print one message."""
        for passage in message.passages:
            mark = MARKS.get(passage.style, "")
            text = Text(mark + printable(passage.text), style=DRESS[passage.style])
            self._write(text, indent=len(mark))
        for number, choice in enumerate(message.choices, 1):
            self._write(_choice(number, choice), indent=len(f"  {number}. "))
        if message.actions:
            self._write(Text(" · ".join(act.label for act in message.actions), style="dim"))
        for way in message.ways:
            if not way.told:
                self._write(Text(f"{printable(way.label)} → {way.typed}", style="dim"))
        for file in message.files:
            self._give(file)
        self.console.print()

    def _give(self, file: Attachment) -> None:
        """Leave a file in the folder, beside what is there already: nothing is replaced."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path, number = self.folder / file.name, 1
        while path.exists():
            number += 1
            path = self.folder / f"{Path(file.name).stem}-{number}{Path(file.name).suffix}"
        path.write_bytes(file.content)
        self._write(Text(f"→ {path}", style="dim"))

    def _write(self, text: Text, *, indent: int = 0) -> None:
        for line in folded(text, self.console, indent=indent):
            self.console.print(line, soft_wrap=True)

    def _show_what(self, answer: Callable[[], tuple[Message, ...]]) -> bool:
        """Show what is answered; whether the person stops there."""
        try:
            messages = answer()
        except StorageError as error:
            # The person is the operator here: both the apology and the remedy are for them.
            print(error, file=sys.stderr)  # noqa: T201  a terminal
            return False
        for message in messages:
            self.show(message)
        return any(message.closes for message in messages)


def lines_of(prompt: str) -> Iterator[str]:
    """What is typed, line after line: edited in place at a terminal, read plainly from a pipe."""
    if not sys.stdin.isatty():
        yield from (line.rstrip("\n") for line in sys.stdin)
        return
    session: PromptSession[str] = PromptSession()
    while True:
        try:
            yield session.prompt(prompt)
        except (EOFError, KeyboardInterrupt):
            return


def printable(text: str) -> str:
    """What people wrote, without anything that a terminal would obey."""
    return "".join(letter for letter in text if letter in "\n\u00a0\u202f" or letter.isprintable())


def _choice(number: int, choice: Choice) -> Text:
    return Text.assemble(
        f"  {number}. ",
        ("● " if choice.chosen else "", "green"),
        printable(choice.label),
        (f" – {printable(choice.hint)}" if choice.hint else "", "dim"),
    )
