"""Messages that change, or go."""

from __future__ import annotations

from typing import Any

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.breaches import Refusal
from tests.harness.telegram.calls import Call
from tests.harness.telegram.chats import Chat
from tests.harness.telegram.messages import Message
from tests.harness.telegram.methods.registry import carries_out
from tests.harness.telegram.methods.sending import shown
from tests.harness.telegram.texts import Formatted
from tests.harness.telegram.world import World

__all__: list[str] = []

UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
#: seconds for which a message can be deleted
DELETABLE = 48 * 3600


@carries_out("editMessageText")
def edit_text(world: World, account: Account, call: Call) -> dict[str, Any]:
    chat, message = editable(world, account, call)
    if "text" not in call.texts:
        raise Refusal(400, "Bad Request: rich messages are not known to this server")
    if message.content:
        told = "Bad Request: there is no text in the message to edit"
        raise Refusal(400, told, mistake="the text of a file")
    return changed(world, chat, message, call, call.texts["text"])


@carries_out("editMessageCaption")
def edit_caption(world: World, account: Account, call: Call) -> dict[str, Any]:
    chat, message = editable(world, account, call)
    if not message.content:
        told = "Bad Request: there is no caption in the message to edit"
        raise Refusal(400, told, mistake="the caption of a text")
    return changed(world, chat, message, call, call.texts.get("caption", Formatted("")))


@carries_out("editMessageReplyMarkup")
def edit_markup(world: World, account: Account, call: Call) -> dict[str, Any]:
    chat, message = editable(world, account, call)
    return changed(world, chat, message, call, message.formatted)


def editable(world: World, account: Account, call: Call) -> tuple[Chat, Message]:
    if "inline_message_id" in call.params:
        raise Refusal(400, "Bad Request: MESSAGE_ID_INVALID", mistake="there are none inline")
    chat = world.named_chat(account, call).writable()
    message = chat.message(call.params["message_id"], missing="message to edit not found")
    told = "Bad Request: message can't be edited"
    if message.sender["id"] != account.id:
        raise Refusal(400, told, mistake="the message of someone else")
    if message.markup is not None and "inline_keyboard" not in message.markup:
        raise Refusal(400, told, mistake="a message that brought a reply keyboard")
    return chat, message


def changed(
    world: World, chat: Chat, message: Message, call: Call, formatted: Formatted
) -> dict[str, Any]:
    markup = shown(call.params.get("reply_markup"))
    if (message.formatted, message.markup) == (formatted, markup):
        # Whoever could not know that it was done may well try again.
        mistake = "changes nothing" if message.calls[-1].certain else ""
        raise Refusal(400, UNCHANGED, mistake=mistake)
    message.formatted, message.markup = formatted, markup
    message.edited_at = world.clock()
    message.calls.append(call)
    chat.changes.notify()
    return message.as_json()


@carries_out("deleteMessage")
def delete_message(world: World, account: Account, call: Call) -> bool:
    chat = world.named_chat(account, call).writable()
    message = chat.message(call.params["message_id"], missing="message to delete not found")
    delete(world, account, chat, message)
    return True


@carries_out("deleteMessages")
def delete_messages(world: World, account: Account, call: Call) -> bool:
    """Those that are not there are passed over."""
    chat = world.named_chat(account, call).writable()
    for number in call.params["message_ids"]:
        if number in chat.messages:
            delete(world, account, chat, chat.messages[number])
    return True


def delete(world: World, account: Account, chat: Chat, message: Message) -> None:
    foreign = chat.is_group and message.sender["id"] != account.id
    if foreign or world.clock() - message.at > DELETABLE:
        raise Refusal(400, "Bad Request: message can't be deleted for everyone")
    message.deleted = True
    chat.changes.notify()
