"""HTML: well-formed, accessible, without a script, and safe whatever was answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from charter.document import Document
from charter.exporters.html import STYLE, fragment, render

HOSTILE = "</style></title><script>alert(1)</script>\" onclick='x' &amp; <img src=x onerror=y>"


def parsed(page: bytes) -> etree._Element:
    """A page that is well-formed enough for XML has no stray or unclosed tag."""
    return etree.fromstring(page.replace(b"<!DOCTYPE html>", b""))


def found(page: bytes, path: str) -> list[str]:
    result = parsed(page).xpath(path)
    assert isinstance(result, list)
    return [str(each) for each in result]


def test_a_page_says_its_language_and_its_title(french: Document) -> None:
    page = render(french)
    assert page.startswith(b'<!DOCTYPE html>\n<html lang="fr">')
    assert [french.title] == found(page, "/html/head/title/text()")
    assert [french.title] == found(page, "/html/body/main//h1/text()")
    assert ["BROUILLON"] == found(page, "//p[@class='draft']/text()")


def test_every_clause_is_a_section_under_its_heading(french: Document) -> None:
    page = render(french)
    labels = found(page, "//section/@aria-labelledby")
    assert [f"charter-C{number}" for number in range(1, 17)] == labels[:16]
    assert labels == found(page, "//section/h2/@id")
    assert [f"#{label}" for label in labels] == found(page, "//nav//a/@href")
    assert found(page, "//section/h2/text()") == found(page, "//nav//a/text()")
    assert "Article 1 – Les parties et leurs représentants" in found(page, "//h2/text()")
    assert "partial" == found(page, "//section[h2/@id='charter-C9']/@data-state")[0]


@pytest.mark.parametrize("golden", ["french", "english", "empty"])
def test_ids_are_there_once(golden: str, request: pytest.FixtureRequest) -> None:
    ids = found(render(request.getfixturevalue(golden)), "//@id")
    assert sorted(set(ids)) == sorted(ids)


def test_tables_say_what_they_show(french: Document) -> None:
    page = render(french)
    assert len(found(page, "//table")) == len(found(page, "//table/caption/text()"))
    assert {"col"} == set(found(page, "//th/@scope"))
    assert [] == found(page, "//table[not(thead/tr/th)]")


def test_answers_and_gaps_say_their_place(french: Document) -> None:
    page = render(french)
    assert ["64\u202f500\u00a0€"] == found(page, "//bdi[@data-answer='money.budget']/text()")
    question = "Que devient l’argent qui n’aurait pas été dépensé\u202f?"
    gap = "string(//p[@class='gap'][@data-question='money.unspent'])"
    assert f"À compléter {question}" == parsed(page).xpath(gap)


def test_a_page_runs_nothing(everywhere: Callable[[str], Document]) -> None:
    page = render(everywhere(HOSTILE))
    assert [] == found(page, "//script | //img | //@onclick | //@onerror | //@style | //link")
    assert [STYLE.strip()] == [each.strip() for each in found(page, "//style/text()")]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "https://a b"])
def test_only_addresses_of_the_web_are_links(
    address: str, everywhere: Callable[[str], Document]
) -> None:
    assert [] == found(render(everywhere(address)), "//section//a")


def test_a_fragment_fits_under_the_title_of_another_page(french: Document) -> None:
    part = fragment(french)
    page = f"<div>{part}</div>".encode()
    assert [] == found(page, "//h1 | //main | //style | //html")
    assert part.encode() in render(french)
