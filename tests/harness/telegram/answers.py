"""The words in which Telegram refuses each mistake."""

from __future__ import annotations

from tests.harness.telegram.breaches import BreachKind

__all__ = ["BAD_REQUEST", "answer"]

BAD_REQUEST = "Bad Request: "

#: None: Telegram overlooks it, or takes the nearest value it can
KNOWN: dict[tuple[BreachKind, str], str | None] = {
    (BreachKind.REQUIRED, "chat_id"): "chat_id is empty",
    (BreachKind.REQUIRED, "text"): "message text is empty",
    (BreachKind.REQUIRED, "message_id"): "message identifier is not specified",
    (BreachKind.REQUIRED, "document"): "there is no document in the request",
    (BreachKind.REQUIRED, "file_id"): "file_id not specified",
    (BreachKind.REQUIRED, "action"): "wrong parameter action in request",
    (BreachKind.VALUE, "action"): "wrong parameter action in request",
    (BreachKind.VALUE, "parse_mode"): "unsupported parse_mode",
    (BreachKind.VALUE, "BotCommand.command"): "BOT_COMMAND_INVALID",
    (BreachKind.VALUE, "InlineKeyboardButton.style"): "invalid button style specified",
    (BreachKind.VALUE, "secret_token"): "secret token contains unallowed characters",
    (BreachKind.VALUE, "language_code"): "invalid language_code specified",
    (BreachKind.VALUE, "ReactionTypeEmoji.emoji"): "REACTION_INVALID",
    (BreachKind.VALUE, "limit"): None,
    (BreachKind.VALUE, "timeout"): None,
    (BreachKind.VALUE, "max_connections"): None,
    (BreachKind.VALUE, "allowed_updates"): None,
    (BreachKind.LENGTH, "text"): "message is too long",
    (BreachKind.LENGTH, "caption"): "message caption is too long",
    (BreachKind.LENGTH, "InlineKeyboardButton.callback_data"): "BUTTON_DATA_INVALID",
    (BreachKind.LENGTH, "BotCommand.command"): "BOT_COMMAND_INVALID",
    (BreachKind.LENGTH, "BotCommand.description"): "BOT_COMMAND_DESCRIPTION_INVALID",
    (BreachKind.LENGTH, "commands"): "BOT_COMMANDS_TOO_MUCH",
    (BreachKind.LENGTH, "secret_token"): "secret token is too long",
}
PREFIXES = {
    "InlineKeyboardButton": "can't parse inline keyboard button: ",
    "KeyboardButton": "can't parse keyboard button: ",
    "BotCommand": "can't parse BotCommand: ",
    "MessageEntity": "can't parse MessageEntity: ",
}


def answer(kind: BreachKind, *, name: str, owner: str = "", types: str = "") -> str | None:
    """What the 400 says of a field; `owner` is the type that holds it, or nothing at the top."""
    path = f"{owner}.{name}" if owner else name
    if (kind, path) in KNOWN:
        known = KNOWN[kind, path]
        return None if known is None else BAD_REQUEST + known
    prefix = BAD_REQUEST + PREFIXES.get(owner, "")
    match kind:
        case BreachKind.REQUIRED if owner:
            return f'{prefix}can\'t find field "{name}"'
        case BreachKind.REQUIRED:
            return f'{prefix}parameter "{name}" is required'
        case BreachKind.TYPE:
            return f'{prefix}field "{name}" must be of type {types}'
        case BreachKind.FIELD:
            return f'{prefix}field "{name}" is unknown'
        case BreachKind.LENGTH:
            return f"{prefix}{name} has a wrong length"
        case _:
            return f"{prefix}invalid {name} specified"
