"""Talking with the assistant over a real database, as one person or several."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

from bot.conversation import Conversation
from bot.messages import Attachment, Inbound, Message
from bot.phrases import phrases_in
from bot.typed import typed
from charter.guide import Guide
from flows.events import Prompted
from flows.library import files_of
from flows.playing import play
from flows.stories import STORIES_FILE, Stories, load_stories
from storage.database import Database
from storage.guides import Guides
from storage.repositories import contacts, listings, runs
from storage.repositories.contacts import Contact
from storage.repositories.listings import ListedRun
from storage.repositories.runs import StoredRun

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
AGREE = "D’accord, commençons"
#: the shortest walk to a charter, and to none
SHORT, WITHOUT_CHARTER = "un_temps_pour_soi", "petits_pas"


class Talk:
    """A conversation, a clock that is set, and ids that are counted."""

    def __init__(self, database: Database, guides: Guides) -> None:
        self.database = database
        self.now = NOW
        numbers = count(1)
        self.conversation = Conversation(
            database, guides, clock=lambda: self.now, new_id=lambda: f"id-{next(numbers)}"
        )

    def messages(self, text: str, *, by: str = "lea", language: str = "fr") -> tuple[Message, ...]:
        """What is shown to who typed that, a minute later."""
        self.now += timedelta(minutes=1)
        return self.conversation.receive(inbound(text, by, language))

    def say(self, *texts: str, by: str = "lea", language: str = "fr") -> str:
        """The words shown after the last of these."""
        shown: tuple[Message, ...] = ()
        for text in texts:
            shown = self.messages(text, by=by, language=language)
        return words(shown)

    def begin(self, organisation: str, *, by: str = "lea") -> str:
        """Come in, agree, name the association."""
        return self.say("bonjour", AGREE, organisation, by=by)

    def play(self, name: str, *, by: str = "lea") -> None:
        """Walk a story of the shipped flow, line by line."""
        guide = self.database.read(lambda store: self.conversation.guides.live(store, "alliance"))
        self.say("bonjour", by=by)
        for line in lines_of(guide, name):
            self.say(line, by=by)

    def contact(self, by: str = "lea") -> Contact | None:
        return self.database.read(lambda store: contacts.find(store, "terminal", by))

    def runs(self, by: str = "lea") -> tuple[ListedRun, ...]:
        """Their walks, the newest first."""
        contact = self.contact(by)
        if contact is None:
            return ()
        return self.database.read(lambda store: listings.of_contact(store, contact.id))

    def run(self, by: str = "lea") -> StoredRun:
        """The walk that they are in."""
        found = next(one for one in self.runs(by) if one.active)
        return self.database.read(lambda store: runs.load(store, found.public_id))


def inbound(text: str, by: str, language: str) -> Inbound:
    return Inbound("terminal", by, by.title(), language, "Europe/Paris", text)


def words(messages: tuple[Message, ...]) -> str:
    """Everything that can be read, with plain spaces."""
    lines = [passage.text for message in messages for passage in message.passages]
    lines += [choice.label for message in messages for choice in message.choices]
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")


def files(messages: tuple[Message, ...]) -> dict[str, Attachment]:
    return {file.name: file for message in messages for file in message.files}


@cache
def stories() -> Stories:
    return load_stories(files_of("alliance")[STORIES_FILE])


def lines_of(guide: Guide, name: str) -> Iterator[str]:
    """What the leader of a story types."""
    story = next(one for one in stories().stories if one.story == name)
    say, prompt = phrases_in(story.language), None
    for turn in play(guide.compiled, story, today=NOW.date()).turns:
        if turn.reply is not None:
            yield typed(turn.reply, prompt, say)
        asked = (event.prompt for event in turn.sprint.events if isinstance(event, Prompted))
        prompt = next(asked, None)
