"""Messages, documents, drafts and signs of life."""

from __future__ import annotations

from typing import Any

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.breaches import Refusal
from tests.harness.telegram.calls import Call
from tests.harness.telegram.chats import Chat
from tests.harness.telegram.files import StoredFile, Upload
from tests.harness.telegram.messages import Message
from tests.harness.telegram.methods.registry import carries_out
from tests.harness.telegram.texts import Formatted
from tests.harness.telegram.world import World

__all__: list[str] = []


@carries_out("sendMessage")
def send_message(world: World, account: Account, call: Call) -> dict[str, Any]:
    chat = world.named_chat(account, call).writable()
    return posted(world, account, call, chat, formatted=call.texts["text"])


@carries_out("sendDocument")
def send_document(world: World, account: Account, call: Call) -> dict[str, Any]:
    chat = world.named_chat(account, call).writable()
    stored = document(account, call.params["document"])
    caption = call.texts.get("caption", Formatted(""))
    content = {"document": stored.as_document()}
    return posted(world, account, call, chat, formatted=caption, content=content)


def posted(
    world: World,
    account: Account,
    call: Call,
    chat: Chat,
    **facts: Any,  # noqa: ANN401
) -> dict[str, Any]:
    reply_to = replied(chat, call)
    world.count(account, chat, call)
    markup = shown(call.params.get("reply_markup"))
    message = world.post(
        account,
        chat,
        sender=account.as_json(),
        reply_to=reply_to,
        markup=markup,
        calls=[call],
        **facts,
    )
    chat.drafts.clear()
    if markup is not None and "keyboard" in markup:
        chat.keyboard = markup
    elif markup is not None and "remove_keyboard" in markup:
        chat.keyboard = None
    return message.as_json()


def shown(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """An empty keyboard is none."""
    if markup is None:
        return None
    for name in ("inline_keyboard", "keyboard"):
        if name in markup and not any(markup[name]):
            return None
    return markup


def replied(chat: Chat, call: Call) -> Message | None:
    wanted = call.params.get("reply_parameters")
    if wanted is None:
        return None
    try:
        return chat.message(wanted["message_id"], missing="message to be replied not found")
    except Refusal:
        if wanted.get("allow_sending_without_reply"):
            return None
        raise


def document(account: Account, given: Upload | str) -> StoredFile:
    if isinstance(given, Upload):
        account.files.uploads += 1
        return account.files.store(given)
    if given.startswith(("http://", "https://")):
        raise Refusal(400, "Bad Request: failed to get HTTP URL content")
    return account.files.find(given)


@carries_out("sendMessageDraft")
def send_message_draft(world: World, account: Account, call: Call) -> bool:
    chat = world.named_chat(account, call).writable()
    if chat.is_group:
        raise Refusal(400, "Bad Request: TEXTDRAFT_PEER_INVALID", mistake="a draft in a group")
    chat.drafts[call.params["draft_id"]] = call.texts.get("text", Formatted("")).text
    chat.changes.notify()
    return True


@carries_out("sendChatAction")
def send_chat_action(world: World, account: Account, call: Call) -> bool:
    chat = world.named_chat(account, call).writable()
    chat.actions.append(call.params["action"])
    chat.changes.notify()
    return True


@carries_out("setMessageReaction")
def set_message_reaction(world: World, account: Account, call: Call) -> bool:
    chat = world.named_chat(account, call).writable()
    message = chat.message(call.params["message_id"], missing="message to react not found")
    wanted = call.params.get("reaction", [])
    if len(wanted) > 1:
        raise Refusal(400, "Bad Request: REACTIONS_TOO_MANY", mistake="more than one reaction")
    message.reactions = wanted
    chat.changes.notify()
    return True
