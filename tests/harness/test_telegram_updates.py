"""Whatever people do, every update that comes of it is one that Telegram could send."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telegram import Bot

from tests.harness.telegram import AWKWARD_NAMES, FakeTelegram, Leader, User
from tests.harness.telegram.honesty import check_updates

pytest_plugins = ("tests.harness.telegram.fixtures",)

Act = Callable[[Leader], object]


def comes_back(leader: Leader) -> None:
    leader.starts()
    leader.blocks()
    leader.unblocks()


ACTS: dict[str, Act] = {
    "starts": lambda leader: leader.starts("invite_7-Ab"),
    "types": lambda leader: leader.types("écrivez à a.b@c.org, @quelquun 😀 https://e.org /aide"),
    "types at length": lambda leader: leader.types("mot " * 3_000),
    "replies": lambda leader: leader.replies_to(leader.starts(), "oui"),
    "edits": lambda leader: (leader.types("non"), leader.edits("oui")),
    "sends a photo": lambda leader: leader.sends_photo("le bureau"),
    "sends a voice": Leader.sends_voice,
    "sends a sticker": Leader.sends_sticker,
    "sends a file": Leader.sends_file,
    "sends a place": Leader.sends_location,
    "sends a contact": Leader.sends_contact,
    "sends a contact of one name": lambda leader: leader.sends_contact(name="Awa"),
    "shares their number": Leader.shares_own_contact,
    "blocks and comes back": comes_back,
}


@pytest.mark.parametrize("act", ACTS)
async def test_every_act_is_an_update_that_telegram_could_send(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot, act: str
) -> None:
    ACTS[act](leader)
    assert fake_telegram.bot.updates.made
    check_updates(fake_telegram.bot.updates.made, ptb)


@pytest.mark.parametrize("name", AWKWARD_NAMES)
async def test_names_come_as_they_are(
    fake_telegram: FakeTelegram, ptb: Bot, name: tuple[str, str]
) -> None:
    leader = Leader(fake_telegram, User.new(*name, language="ar"))
    leader.starts()
    (update,) = await ptb.get_updates()
    assert update.effective_user is not None
    assert (name[0], name[1] or None, "ar") == (
        update.effective_user.first_name,
        update.effective_user.last_name,
        update.effective_user.language_code,
    )
    check_updates(fake_telegram.bot.updates.made, ptb)
