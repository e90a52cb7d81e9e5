"""Addresses of the desk, as messages name them."""

from __future__ import annotations

import pytest

from bot.desk_pages import COPY, DRAFT, draft_page
from web.pages import pages


def test_the_desk_has_the_page_that_messages_lead_to() -> None:
    assert {DRAFT, COPY} <= {page.path for page in pages().values()}


@pytest.mark.parametrize(
    ("desk", "page"),
    [("", ""), ("https://desk.test", "https://desk.test/drafts/a%2F1")],
)
def test_a_page_has_an_address_where_there_is_a_desk(desk: str, page: str) -> None:
    assert page == draft_page(desk, "a/1")
