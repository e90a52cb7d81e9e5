"""Telling coaches what happened to drafts since they were told last, in one message."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.beginning import FLOW
from bot.desk_pages import draft_page
from bot.leaders import can_be_told, is_put_off
from bot.messages import Message, Passage, Style, Way
from bot.reminders import Tell
from bot.shortened import shortened
from bot.standing import Standing
from storage.guides import Guides
from storage.repositories import contacts, notices
from storage.repositories.notices import Notice, NoticeKind
from storage.repositories.timers import Timer
from storage.stores import WriteStore

__all__ = ["CoachNotices"]

#: kinds that bring a draft
SENT = {NoticeKind.SUBMITTED, NoticeKind.RESUBMITTED}
#: characters of a title on a button
TITLE_AT_MOST = 24
#: buttons under one message; whatever else is asked is on its page
BUTTONS_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class CoachNotices:
    """What such a timer does, inside its transaction. Who is reached nowhere looks at the desk."""

    guides: Guides
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    desk: str
    #: channel on which they can be written to
    channel: str
    tell: Tell

    def __call__(self, store: WriteStore, timer: Timer) -> None:
        person_id = int(timer.key.partition(":")[2])
        visits = [visit for visit in self._visits(store, person_id) if can_be_told(visit)]
        if visits and is_put_off(visits[0], timer):
            return
        told = _still_so(notices.take(store, person_id))
        for visit in visits if told else ():
            key = f"{timer.key}:{visit.now.isoformat()}:{visit.contact.id}"
            self.tell(store, visit, (_message(visit, told),), key=key)

    def _visits(self, store: WriteStore, person_id: int) -> Iterator[Standing]:
        for contact in contacts.of_person(store, person_id, self.channel):
            yield Standing.of(
                store,
                contact,
                self.guides.live(store, FLOW),
                guides=self.guides,
                now=self.clock(),
                new_id=self.new_id,
                desk=self.desk,
            )


def _still_so(told: Sequence[Notice]) -> tuple[Notice, ...]:
    """Without what a leader took back before anybody was told of it."""
    kept: dict[str, list[Notice]] = {}
    for notice in told:
        before = kept.setdefault(notice.review, [])
        is_back = notice.kind is NoticeKind.WITHDRAWN
        was_new = is_back and any(each.kind in SENT for each in before)
        kept[notice.review] = [] if was_new else [*([] if is_back else before), notice]
    return tuple(notice for notices_of in kept.values() for notice in notices_of)


def _message(visit: Standing, told: Sequence[Notice]) -> Message:
    """By kind, in the order in which they matter; each draft once under a kind."""
    passages: list[Passage] = []
    for kind in NoticeKind:
        drafts = {each.review: each for each in told if each.kind is kind}
        if drafts:
            passages.append(Passage(Style.HEADING, visit.say.say(f"notices.{kind}")))
            passages += [_line(visit, each) for each in drafts.values()]
    return Message(tuple(passages), ways=tuple(_ways(visit, told)))


def _line(visit: Standing, notice: Notice) -> Passage:
    title = notice.title or visit.say.say("alliances.untitled")
    is_hidden = notice.kind is NoticeKind.WITHDRAWN
    page = "" if is_hidden else draft_page(visit.desk, notice.review)
    return Passage(Style.ENTRY, f"• {title}\n{page}" if page else f"• {title}")


def _ways(visit: Standing, told: Sequence[Notice]) -> Iterator[Way]:
    asked = {each.remark: each for each in told if each.kind is NoticeKind.ASKED and each.remark}
    for each in list(asked.values())[:BUTTONS_AT_MOST]:
        title = shortened(each.title, TITLE_AT_MOST)
        label = visit.say.say("notices.answer", title=title) if title else ""
        wording = label or visit.say.say("notices.answer_untitled")
        yield Way(wording, "remarks", f"answer {each.remark}", anywhere=True)
