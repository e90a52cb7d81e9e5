"""What a person does in a chat: each act is at once an update for the bot."""

from __future__ import annotations

from typing import Any

from tests.harness.telegram.conversation import Conversation
from tests.harness.telegram.files import Upload
from tests.harness.telegram.long_texts import split_long
from tests.harness.telegram.messages import Message
from tests.harness.telegram.texts import detected

__all__ = ["Writing"]

PIXEL = b"\xff\xd8\xff\xe0 a photo \xff\xd9"


class Writing(Conversation):
    def starts(self, payload: str = "") -> Message:
        """Press *Start*, perhaps of a deep link."""
        return self.types(f"/start {payload}".strip())[0]

    def types(self, text: str) -> list[Message]:
        """One message, or several when it is long."""
        return [self.writes(part) for part in split_long(text)]

    def replies_to(self, message: Message, text: str) -> Message:
        return self.writes(text, reply_to=message)

    def edits(self, text: str, message: Message | None = None) -> Message:
        """Change a text that was sent: the last one, unless told."""
        if message is None:
            mine = [each for each in self.messages if each.sender["id"] == self.user.id]
            message = [each for each in mine if not each.content][-1]
        message.formatted = detected(text)
        message.edited_at = self.server.world.clock()
        self.deliver("edited_message", message.as_json(), about=self.chat.id)
        return message

    def deletes(self, message: Message) -> None:
        """Bots are not told."""
        message.deleted = True

    def sends_photo(self, caption: str = "") -> Message:
        sizes = [{**self.stored("photo.jpg", PIXEL, "photos"), "width": 90, "height": 60}]
        return self.writes(caption, photo=sizes)

    def sends_voice(self) -> Message:
        facts = self.stored("voice.ogg", b"OggS a voice", "voice")
        return self.writes("", voice={**facts, "duration": 7, "mime_type": "audio/ogg"})

    def sends_sticker(self, emoji: str = "👍") -> Message:
        shape = {"type": "regular", "width": 512, "height": 512, "emoji": emoji}
        flags = {"is_animated": False, "is_video": False}
        facts = self.stored("sticker.webp", b"RIFF a sticker", "stickers")
        return self.writes("", sticker={**facts, **shape, **flags})

    def sends_file(
        self, name: str = "statuts.pdf", content: bytes = b"%PDF-1.7", caption: str = ""
    ) -> Message:
        stored = self.bot.files.store(Upload(name, "", content))
        return self.writes(caption, document=stored.as_document())

    def sends_location(self, latitude: float = 48.117, longitude: float = -1.677) -> Message:
        return self.writes("", location={"latitude": latitude, "longitude": longitude})

    def sends_contact(self, phone: str = "+33612345678", name: str = "Fatou Diop") -> Message:
        """Someone else's, out of the address book."""
        first, _, last = name.partition(" ")
        contact = {"phone_number": phone, "first_name": first}
        return self.writes("", contact=contact | ({"last_name": last} if last else {}))

    def shares_own_contact(self, phone: str = "+33698765432") -> Message:
        contact = {"phone_number": phone, "first_name": self.user.first_name}
        return self.writes("", contact=contact | {"user_id": self.user.id})

    def stored(self, name: str, content: bytes, folder: str) -> dict[str, Any]:
        return self.bot.files.store(Upload(name, "", content), folder=folder).ids()

    def writes(
        self,
        text: str,
        *,
        reply_to: Message | None = None,
        **content: Any,  # noqa: ANN401
    ) -> Message:
        """Any message: a text, or some content with a caption."""
        if self.chat.shut:
            raise AssertionError("who blocked the bot cannot write to it: first `unblocks`")
        if not self.chat.is_group:
            self.chat.open = True
        message = self.server.world.post(
            self.bot,
            self.chat,
            sender=self.user.as_json(),
            formatted=detected(text),
            content=content,
            reply_to=reply_to,
        )
        if self.reaches_bot(message):
            self.deliver("message", message.as_json(), about=self.chat.id)
        return message

    def reaches_bot(self, message: Message) -> bool:
        """In a group, a bot in privacy mode hears commands, its name, and replies to it."""
        if not self.chat.is_group:
            return True
        answered = message.reply_to is not None and message.reply_to.sender["id"] == self.bot.id
        named = f"@{self.bot.username}" in message.text
        return self.chat.open and (answered or named or message.text.startswith("/"))

    def blocks(self) -> None:
        self.chat.shut = True
        self.tells_membership(old="member", new="kicked")

    def unblocks(self) -> None:
        """Applications then send /start: so do tests, with `starts`."""
        self.chat.shut = False
        self.tells_membership(old="kicked", new="member")

    def adds_bot(self) -> Message:
        """To this group."""
        self.chat.open, self.chat.shut = True, False
        self.tells_membership(old="left", new="member")
        members = [self.bot.as_json()]
        message = self.server.world.post(
            self.bot, self.chat, sender=self.user.as_json(), content={"new_chat_members": members}
        )
        self.deliver("message", message.as_json(), about=self.chat.id)
        return message

    def removes_bot(self) -> None:
        self.chat.shut = True
        self.tells_membership(old="member", new="kicked")

    def tells_membership(self, *, old: str, new: str) -> None:
        payload = {
            "chat": self.chat.as_json(),
            "from": self.user.as_json(),
            "date": int(self.server.world.clock()),
            "old_chat_member": self.membership(old),
            "new_chat_member": self.membership(new),
        }
        self.deliver("my_chat_member", payload, about=self.chat.id)

    def membership(self, status: str) -> dict[str, Any]:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"status": status, "user": self.bot.as_json(), **until}
