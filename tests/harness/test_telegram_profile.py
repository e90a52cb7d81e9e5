"""The profile and the menu of a bot, called by python-telegram-bot as it comes."""

from __future__ import annotations

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands

pytest_plugins = ("tests.harness.telegram.fixtures",)


async def test_commands_are_kept_by_scope_and_language(ptb: Bot) -> None:
    french, english = [BotCommand("aide", "Aide")], [BotCommand("help", "Help")]
    scope = BotCommandScopeAllPrivateChats()
    await ptb.set_my_commands(english)
    await ptb.set_my_commands(french, scope=scope, language_code="fr")
    assert tuple(french) == await ptb.get_my_commands(scope, "fr")
    assert tuple(english) == await ptb.get_my_commands()
    await ptb.delete_my_commands()
    assert () == await ptb.get_my_commands()


async def test_descriptions_are_kept_by_language(ptb: Bot) -> None:
    await ptb.set_my_description("Helps you", None)
    await ptb.set_my_description("Vous aide", "fr")
    await ptb.set_my_short_description("Court", "fr")
    await ptb.set_my_name("L’alliance", "fr")
    assert "Vous aide" == (await ptb.get_my_description("fr")).description
    assert "Helps you" == (await ptb.get_my_description("de")).description
    assert "Court" == (await ptb.get_my_short_description("fr")).short_description
    assert "Alliance" == (await ptb.get_my_name()).name


async def test_the_menu_button_is_set(ptb: Bot) -> None:
    await ptb.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert MenuButtonCommands() == await ptb.get_chat_menu_button()
