"""Each method of the contract, called by python-telegram-bot as it comes."""

from __future__ import annotations

import io

import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken

from tests.harness.telegram import FakeTelegram, Leader
from tests.harness.telegram.contract import contract
from tests.harness.telegram.methods import HANDLERS
from tests.harness.telegram.people import Group, User

pytest_plugins = ("tests.harness.telegram.fixtures",)

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="yes", style="success")]])


def test_every_method_of_the_contract_is_carried_out() -> None:
    assert contract().methods.keys() == HANDLERS.keys()


async def test_a_bot_knows_itself(fake_telegram: FakeTelegram, ptb: Bot) -> None:
    me = await ptb.get_me()
    assert (fake_telegram.bot.username, True) == (me.username, me.can_join_groups)


async def test_a_message_is_shown_as_its_markup_says(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    sent = await ptb.send_message(
        leader.user.id,
        "<b>Étape 1</b> 😀 <i>sur 3</i> &lt;3",
        parse_mode=ParseMode.HTML,
        reply_markup=YES,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(1),
    )
    message = await leader.reads()
    assert "Étape 1 😀 sur 3 <3" == message.text == sent.text
    assert ["Étape 1"] == message.styled("bold")
    assert ["sur 3"] == message.styled("italic")
    assert ["Oui"] == [each.label for each in message.buttons]
    assert sent.reply_to_message is not None
    assert "/start" == sent.reply_to_message.text


async def test_a_message_is_edited_in_each_way(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    leader.starts()
    sent = await ptb.send_message(leader.user.id, "Oui ou non ?", reply_markup=YES)
    await sent.edit_reply_markup(None)
    assert [] == leader.buttons
    await sent.edit_text("Oui ou non ? Oui.")
    assert "Oui ou non ? Oui." == (await leader.reads()).text
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("Oui ou non ? Oui.")
    assert ["changes nothing"] == [each.what for each in fake_telegram.forgive()]


async def test_a_document_is_uploaded_once_and_sent_again_by_its_id(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    leader.starts()
    file = io.BytesIO(b"%PDF-1.7 charte")
    sent = await ptb.send_document(leader.user.id, file, caption="Charte", filename="charte.pdf")
    assert sent.document is not None
    again = await ptb.send_document(leader.user.id, sent.document.file_id)
    assert again.document is not None
    assert ("charte.pdf", "application/pdf") == (again.document.file_name, again.document.mime_type)
    assert 1 == fake_telegram.bot.files.uploads
    await sent.edit_caption("La charte")
    assert "La charte" == (await leader.reads()).text


async def test_a_file_of_a_person_is_downloaded(leader: Leader, ptb: Bot) -> None:
    file_id = leader.sends_file("statuts.pdf", b"%PDF nos statuts").file_id
    file = await ptb.get_file(file_id)
    assert b"%PDF nos statuts" == bytes(await file.download_as_bytearray())


async def test_messages_are_deleted(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    sent = [await ptb.send_message(leader.user.id, f"{number}") for number in range(3)]
    await sent[0].delete()
    await ptb.delete_messages(leader.user.id, [sent[1].id, sent[2].id])
    assert [] == leader.unread


async def test_reply_keyboards_come_and_go(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    keys = ReplyKeyboardMarkup([["Menu", KeyboardButton("Mon numéro", request_contact=True)]])
    await ptb.send_message(leader.user.id, "Clavier", reply_markup=keys)
    assert ["Menu", "Mon numéro"] == leader.keyboard
    assert "Menu" == leader.taps_key("Menu").text
    assert leader.user.id == leader.taps_key("Mon numéro").content["contact"]["user_id"]
    await ptb.send_message(leader.user.id, "Adieu", reply_markup=ReplyKeyboardRemove())
    assert [] == leader.keyboard
    await ptb.send_message(leader.user.id, "Alors ?", reply_markup=ForceReply())


async def test_a_tap_is_answered_once(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    leader.starts()
    await ptb.send_message(leader.user.id, "Oui ou non ?", reply_markup=YES)
    tap = leader.taps("Oui")
    await ptb.answer_callback_query(tap.query.id, "C’est noté", show_alert=True)
    toast = await tap.answered()
    assert ("C’est noté", True) == (toast.text, toast.alert)


async def test_signs_of_life_and_drafts_are_seen(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    await ptb.send_chat_action(leader.user.id, ChatAction.TYPING)
    await ptb.send_message_draft(leader.user.id, 7, "Je rédige")
    assert (["typing"], {7: "Je rédige"}) == (leader.chat.actions, leader.chat.drafts)
    await ptb.send_message(leader.user.id, "Voilà")
    assert {} == leader.chat.drafts


async def test_a_reaction_is_put_on_a_message(leader: Leader, ptb: Bot) -> None:
    message = leader.starts()
    await ptb.set_message_reaction(leader.user.id, message.id, "👍")
    assert [{"type": "emoji", "emoji": "👍"}] == message.reactions


async def test_chats_and_members_are_described(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    leader.starts()
    group = Leader(fake_telegram, leader.user, group=Group.new("Bureau"))
    group.adds_bot()
    assert "Bureau" == (await ptb.get_chat(group.chat.id)).title
    assert "private" == (await ptb.get_chat(leader.user.id)).type
    assert "member" == (await ptb.get_chat_member(group.chat.id, ptb.id)).status
    await ptb.leave_chat(group.chat.id)
    assert "left" == (await ptb.get_chat_member(group.chat.id, ptb.id)).status


async def test_a_person_who_blocked_the_bot_gets_nothing(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    leader.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await ptb.send_message(leader.user.id, "Coucou")
    leader.unblocks()
    await ptb.send_message(leader.user.id, "Re")
    assert "Re" == (await leader.reads()).text


async def test_a_person_who_never_wrote_cannot_be_written_to(
    wild_telegram: FakeTelegram,
) -> None:
    stranger = Leader(wild_telegram, User.new("Inconnue"))
    bot = Bot(wild_telegram.bot.token, base_url=wild_telegram.bot_url)
    async with bot:
        with pytest.raises(Forbidden, match="can't initiate conversation"):
            await bot.send_message(stranger.user.id, "Coucou")
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(4, "Coucou")
    assert ["state", "state"] == [each.kind for each in wild_telegram.breaches]


async def test_bots_are_told_apart_by_their_token(fake_telegram: FakeTelegram) -> None:
    other = fake_telegram.add_bot("autre_bot")
    async with Bot(other.token, base_url=fake_telegram.bot_url) as bot:
        assert "autre_bot" == bot.username
        fake_telegram.revoke(bot=other)
        with pytest.raises(InvalidToken):
            await bot.get_me()
