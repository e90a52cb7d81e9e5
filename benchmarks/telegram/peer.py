"""The peer, as python-telegram-bot's documentation shows it: a `ConversationHandler` whose answers
`PicklePersistence` keeps.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.warnings import PTBUserWarning

from benchmarks.telegram.form import THANKS, questions

Step = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, int]]


def asked(number: int) -> tuple[str, InlineKeyboardMarkup | None]:
    """Text and buttons of a question, or the thanks after the last."""
    if number == len(questions()):
        return THANKS, None
    question = questions()[number]
    keys = [
        [InlineKeyboardButton(label, callback_data=name)]
        for name, label in question.options.items()
    ]
    return question.text, InlineKeyboardMarkup(keys) if keys else None


def after(number: int) -> int:
    return number + 1 if number + 1 < len(questions()) else ConversationHandler.END


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    assert update.message is not None
    assert context.user_data is not None
    context.user_data.clear()
    text, keys = asked(0)
    await update.message.reply_text(text, reply_markup=keys)
    return 0


def typed(number: int) -> Step:
    async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message is not None
        assert context.user_data is not None
        context.user_data[questions()[number].id] = update.message.text
        text, keys = asked(number + 1)
        await update.message.reply_text(text, reply_markup=keys)
        return after(number)

    return answered


def tapped(number: int) -> Step:
    async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        query, question = update.callback_query, questions()[number]
        assert query is not None
        assert query.data is not None
        assert context.user_data is not None
        await query.answer()
        context.user_data[question.id] = question.options[query.data]
        text, keys = asked(number + 1)
        await query.edit_message_text(text, reply_markup=keys)
        return after(number)

    return answered


async def cancel(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    del update, context
    return ConversationHandler.END


def conversation() -> ConversationHandler[ContextTypes.DEFAULT_TYPE]:
    """One state for each question."""
    return ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={
            number: [
                CallbackQueryHandler(tapped(number))
                if question.options
                else MessageHandler(filters.TEXT & ~filters.COMMAND, typed(number))
            ]
            for number, question in enumerate(questions())
        },
        fallbacks=[CommandHandler("cancel", cancel)],
        name="form",
        persistent=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("token")
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    # It tells of `per_message`, which its own examples leave as it is here.
    warnings.filterwarnings("ignore", category=PTBUserWarning)
    application = (
        Application.builder()
        .token(given.token)
        .base_url(f"{given.root}/bot")
        .base_file_url(f"{given.root}/file/bot")
        .persistence(PicklePersistence(given.file))
        .build()
    )
    application.add_handler(conversation())
    application.run_polling()


if __name__ == "__main__":
    main()
