"""What a working copy makes of charters: of the stories, and of leaders who agreed, under other
names. It is worked out at each reading and kept nowhere: what is taken back is gone at once.
"""

from __future__ import annotations

from charter.drafted import drafted
from charter.golden import Kind
from flows.issue import InvalidFlow
from storage.golden import CHARTERS_AT_MOST, replays
from storage.repositories import golden_charters
from storage.stores import ReadStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.copies import open_copy

__all__ = ["routes"]


def show(asked: Asked, store: ReadStore) -> Reply:
    copy = open_copy(asked, store)
    flow, today = copy.copy.flow, asked.now.date()
    try:
        new = drafted(copy.copy.sources)
    except InvalidFlow:
        return asked.shown("copy_charters.html", copy=copy, wrong=True)
    found = tuple(replays(store, asked.desk.guides, flow, new, today=today))
    return asked.shown(
        "copy_charters.html",
        copy=copy,
        wrong=False,
        changed=[each for each in found if each.changed],
        same=[each for each in found if not each.changed],
        stories=sum(each.subject.kind is Kind.STORY for each in found),
        agreed=golden_charters.count(store, flow),
        most=CHARTERS_AT_MOST,
    )


routes = (Page("copy_charters", "/flows/copies/{copy}/charters", Access.ADMIN, show=show),)
