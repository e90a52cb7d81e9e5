"""A link to the coaches' desk, for who coaches or administers: it opens once, within minutes."""

from __future__ import annotations

from bot.desk_pages import sign_in_page
from bot.messages import Message, Passage, Style
from bot.visit import Visit
from storage.models.person import Role
from storage.repositories import people, sign_in

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    say, person = visit.say, people.load(visit.store, visit.contact.person_id)
    if person.role not in {Role.COACH, Role.ADMIN}:
        kind = Message((Passage(Style.PLAIN, say.say("desk.not_coach")),))
        return (kind, *visit.ask_again())
    if not visit.desk:
        return (Message((Passage(Style.PLAIN, say.say("desk.closed")),)),)
    token = visit.new_id() + visit.new_id()  # 256 bits, as two public ids hold them
    sign_in.add(visit.store, token, person_id=person.id, now=visit.now)
    page = sign_in_page(visit.desk, token)
    passages = (
        Passage(Style.PLAIN, say.say("desk.link")),
        Passage(Style.ENTRY, page),
        Passage(Style.HINT, say.say("desk.once")),
    )
    return (Message(passages),)
