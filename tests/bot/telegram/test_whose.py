"""Whatever one sends, with all that one knows of another, nothing of the other shows or moves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from shutil import copy

import pytest
import pytest_asyncio
from sqlalchemy.engine import URL

from bot.commands import commands
from bot.phrases import phrases_in
from bot.touch import Act, Touch, mark
from tests.bot.telegram.standing import run_of
from tests.bot.telegram.two import (
    HIS,
    PEOPLE,
    Place,
    Two,
    all_is_said,
    files_of,
    opened,
    two,
    unpacked,
)
from tests.databases import made
from tests.harness.telegram import Group, Leader, User

#: one process serves all cases of a pair, since each has people of its own
pytestmark = pytest.mark.asyncio(loop_scope="module")

#: each way of hearing, and each database: what one shows and the other hides would lie in reading
#: updates, or in finding rows, and neither knows of the other
PAIRS = ["polling_on_sqlite", "webhook_on_postgresql"]
#: what may be done about a remark, with the number of hers
REMARKED = tuple(f"{verb} {{remark}}" for verb in ("revise", "done", "keep", "ask", "answer"))
#: what may be typed after a command: her ids, numbers of hers, places
AFTER: dict[str, tuple[str, ...]] = dict.fromkeys(
    (
        *("help", "later", "pause", "privacy", "resume", "start", "stop", "submit", "mydata"),
        *("desk", "new", "update"),
    ),
    ("", "{run}", "{id}"),
) | {
    "alliances": ("", "{run}", "{id}", "{alliance}", "2", "%"),
    "draft": ("", "{run}", "1", "organisation", PEOPLE),
    "edit": ("", "organisation", PEOPLE, "{run}.organisation", "{run}", "1"),
    "export": ("", "{run}", "{alliance}"),
    "flow": ("", "show {run}", "try {id} 1", "publish {alliance} 1", "discard {run} 1 yes"),
    "forget": ("", "{run}", "{contact}", phrases_in("fr").say("forget.word")),
    "language": ("", "{run}", "fr"),
    "remarks": ("", "drop", "1", *REMARKED),
    "share": ("", "agree", "decline", "stop", "{alliance}"),
    "summary": ("", "{run}", "{contact}"),
    "withdraw": ("", "yes", "{run}"),
}
#: what a forged button may say, by act
FORGED: dict[Act, tuple[str, ...]] = {
    Act.CHOOSE: (mark("director"), mark("yes"), "0"),
    Act.TICK: (mark("director"), "0"),
    Act.DONE: ("", mark("done")),
    Act.ACTION: ("skip", "back", "keep", "clear", "why", "example", "nothing"),
    Act.REVISE: ("", "x"),
    Act.GO: ("summary", "draft", "mydata", "alliances {run}", "edit organisation", "export"),
}
FORGED[Act.GO] += tuple(f"remarks {each}" for each in REMARKED)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def polling_on_sqlite(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Place]:
    path = copy(sqlite_template, tmp_path_factory.mktemp("whose") / "alliance.db")
    async with opened(f"sqlite:///{path}", "polling") as place:
        yield place


@pytest.fixture(scope="module")
def whose_postgresql(server: URL, postgresql_template: str, worker: str) -> Iterator[str]:
    yield from made(server, f"whose_{worker}", postgresql_template)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def webhook_on_postgresql(whose_postgresql: str) -> AsyncIterator[Place]:
    async with opened(whose_postgresql, "webhook") as place:
        yield place


@pytest.fixture(params=PAIRS)
def place(request: pytest.FixtureRequest) -> Place:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Place)
    return found


@pytest_asyncio.fixture(loop_scope="module")
async def both(
    place: Place, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Two]:
    async with two(place) as pair:
        yield pair
        await all_is_said(place)
        printed = "\n".join([*capfd.readouterr(), caplog.text])
        assert [] == pair.marks_in(printed.encode())


async def test_every_command_and_every_kind_of_button_is_tried() -> None:
    assert set(commands()) == set(AFTER)
    assert set(Act) == set(FORGED)


@pytest.mark.parametrize("command", sorted(commands()))
async def test_a_command_with_her_numbers(both: Two, command: str) -> None:
    for after in AFTER[command]:
        typed = both.know(f"{command} {after}").strip()
        both.him.types(f"/{typed}")
        both.him.starts(typed.replace(" ", "_"))
        both.him.edits(f"/{typed}")
    await both.is_hers_alone()


def buttons(both: Two, act: Act) -> Iterator[str]:
    """What her own say, and what may be made up of her numbers."""
    run = run_of(both.place.database, both.her)
    for what in FORGED[act]:
        for version in (run.version, 0):
            for place in (str(run.run.at), "organisation", PEOPLE):
                touch = Touch.on(act, run.public_id, version, place, both.know(what))
                yield str(touch)[:64]
    yield from (each.data for message in both.her.messages for each in message.buttons)


@pytest.mark.parametrize("act", list(Act))
async def test_a_button_that_is_hers_or_forged(both: Two, act: Act) -> None:
    him, own = both.him, both.him.last
    for data in buttons(both, act):
        both.server.world.tap(him.bot, him.chat, him.user, own, data)
    await both.is_hers_alone()


#: the other ways to say something
WAYS: dict[str, Callable[[Two], object]] = {
    "a reply to the number of her message": lambda it: [
        it.him.replies_to(message, "Autre chose") for message in it.her.messages
    ],
    "a contact with her number": lambda it: it.him.writes(
        "", contact={"phone_number": "+33600000000", "first_name": "A", "user_id": it.her.user.id}
    ),
    "a link to her walk": lambda it: [
        it.him.starts(it.know(each)) for each in ("{run}", "{id}", "{contact}", "run_{run}")
    ],
    "her number as an answer": lambda it: it.him.types(it.know("{run}")),
}


@pytest.mark.parametrize("way", WAYS)
async def test_another_way(both: Two, way: str) -> None:
    WAYS[way](both)
    await both.is_hers_alone()


def answered(leader: Leader, words: str) -> dict[int, str]:
    """The messages in which they said it, by the numbers that they have in their chat."""
    return {
        each.id: each.text for each in leader.messages if not each.by_bot and words in each.text
    }


async def test_an_edited_message_that_has_the_number_of_hers(both: Two) -> None:
    said, _, _ = both.marks
    numbers = answered(both.her, said).keys()
    assert 1 == len(numbers)
    assert numbers == answered(both.him, HIS).keys()
    for each in numbers:
        both.him.edits("Le Verger de Paul", both.him.chat.messages[each])
    await both.is_hers_alone()
    assert numbers == answered(both.him, "Le Verger de Paul").keys()
    run = run_of(both.place.database, both.him).run
    assert "Le Verger de Paul" == run.answers["organisation"].value


async def test_a_group_shows_nothing_of_anyone(both: Two) -> None:
    meeting = Group.new()
    hers, his = (Leader(both.server, it.user, group=meeting) for it in (both.her, both.him))
    hers.adds_bot()
    await all_is_said(both.place)
    for command in commands():
        for each in (hers, his):
            each.types(f"/{command}@{each.bot.username}")
    for data in {each.data for message in both.her.messages for each in message.buttons}:
        for each in (hers, his):
            both.server.world.tap(each.bot, each.chat, each.user, each.last, data)
    await both.is_hers_alone()


async def test_her_own_files_show_what_she_said(both: Two) -> None:
    """Else all that stands above would prove nothing."""
    said, name, phone = both.marks
    known = len(both.her.messages)
    for command in ("/mydata", "/export", "/summary"):
        both.her.types(command)
    await all_is_said(both.place)
    found = {
        stored.name.rpartition(".")[2]: both.marks_in(b"".join(unpacked(stored.content)))
        for stored in map(both.her.bot.files.files.__getitem__, files_of(both.her))
    }
    written = [said, name, phone]
    assert {"json": written, "pdf": written, "docx": written, "md": written} == found
    assert phone in "".join(each.text for each in both.her.messages[known:])
    assert set() == files_of(both.her) & both.files_elsewhere()
    assert [] == [each for each in both.told_elsewhere() if both.marks_in(each)]


async def test_a_file_that_is_the_same_is_not_the_file_of_another(place: Place) -> None:
    """What Telegram calls it is used again for whom it was sent to before, and for nobody else."""
    her, him = (Leader(place.server, User.new()) for _ in range(2))
    for each in (her, him, her, him):
        each.starts()
        each.types("/export")
        await all_is_said(place)
    for each in (her, him):
        assert 6 == sum("document" in message.content for message in each.messages)
    assert contents(her) == contents(him)
    assert 3 == len(files_of(her)) == len(files_of(him))
    assert set() == files_of(her) & files_of(him)


def contents(leader: Leader) -> set[bytes]:
    return {leader.bot.files.files[each].content for each in files_of(leader)}
