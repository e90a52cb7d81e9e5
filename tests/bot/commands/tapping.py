"""Tapping in place of typing: what buttons carry, and tries of which nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.channels.telegram.keyboard import keys_of
from bot.messages import Message, Way
from bot.talk import Outcome, Talk as Tapping
from bot.touch import Touch
from storage.stores import WriteStore
from tests.bot.commands.talk import Talk, inbound


class UndoneError(Exception):
    """Ends a transaction of which nothing is to be kept."""


class Fingers:
    """One person's."""

    def __init__(self, talk: Talk, by: str = "lea") -> None:
        self.talk, self.by = talk, by

    def taps(self, touch: Touch | str, *ticked: str) -> Outcome:
        """What comes of a button, which is kept."""
        return self.talk.database.write(lambda store: self.tapped(store, touch, *ticked))

    def tapped(self, store: WriteStore, touch: Touch | str, *ticked: str) -> Outcome:
        read = Touch.read(str(touch))
        assert read is not None
        shared = self.talk.conversation
        tapping = Tapping(shared.database, shared.guides, clock=shared.clock, new_id=shared.new_id)
        return tapping.tapped(store, inbound("", self.by, "fr"), read, ticked)

    def told(self, store: WriteStore, touch: Touch | str) -> tuple[Message, ...]:
        return self.tapped(store, touch).messages

    def typed(self, store: WriteStore, text: str) -> tuple[Message, ...]:
        return self.talk.conversation._answer(store, inbound(text, self.by, "fr"))  # noqa: SLF001

    def tries(self, work: Callable[[WriteStore], tuple[Message, ...]]) -> tuple[Message, ...]:
        """What would be told."""
        told: list[tuple[Message, ...]] = []

        def undo(store: WriteStore) -> None:
            told.append(work(store))
            raise UndoneError

        try:
            self.talk.database.write(undo)
        except UndoneError:
            return told[-1]
        raise AssertionError("it was kept")

    def data_of(self, *messages: Message) -> list[str]:
        """What the buttons under these messages carry now."""

        def find(store: WriteStore) -> list[str]:
            visit, _ = self.talk.conversation._visit(  # noqa: SLF001
                store, inbound("", self.by, "fr")
            )
            rows = [row for message in messages for row in keys_of(message, visit)]
            return [str(key["callback_data"]) for row in rows for key in row]

        return self.talk.database.write(find)

    def of(self, way: Way) -> str:
        """What the button of a way carries."""
        (data,) = self.data_of(Message((), ways=(way,)))
        return data


def ways_of(messages: Iterable[Message]) -> Iterator[Way]:
    return (way for message in messages for way in message.ways)
