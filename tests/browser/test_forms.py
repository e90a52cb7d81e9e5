"""An admin changes questions by forms in a real Chromium: with scripts and without."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page

from flows.authoring.draft import FLOW, Draft
from flows.authoring.places import find
from storage.repositories import revisions, working_copies
from tests.browser.serving import Served
from tests.browser.test_flows import looked_at
from tests.web.copies import copy_of


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
async def test_an_admin_rewords_adds_and_reorders_without_seeing_a_file(
    served: Served, browser: Browser, *, scripts: bool
) -> None:
    live = served.world.database.read(lambda store: revisions.live(store, "alliance")).sources
    copy_of(served.world, live)
    context = await browser.new_context(
        java_script_enabled=scripts, locale="fr-FR", reduced_motion="reduce"
    )  # else a colour is looked at on its way to the dark one
    page = await context.new_page()
    await page.goto(await served.link(served.world.admin))
    await page.locator("main button").click()
    await page.goto(f"{served.root}/flows/copies/c1/form")
    found = {"list": await looked_at(page, scripts=scripts)}
    await page.get_by_role("link", name="Quel est votre rôle dans l’association").first.click()
    found["question"] = await looked_at(page, scripts=scripts)
    await reword(page)
    await page.get_by_role("button", name="Descendre\u00a0: Présidence").click()
    await page.locator(".flash").wait_for()
    await page.get_by_role("link", name="Les questions de ce brouillon").click()
    await page.get_by_role("link", name="Ajouter une question – Le besoin").click()
    found["new"] = await looked_at(page, scripts=scripts)
    await add(page)
    await page.get_by_role("link", name="Changer quand elle se pose").click()
    await depend(page)
    found["added"] = await looked_at(page, scripts=scripts)
    await page.goto(f"{served.root}/flows/copies/c1/form")
    await page.get_by_role("button", name="Monter\u00a0: Qui porte ce projet").click()
    await page.locator(".flash").wait_for()
    assert {} == {state: wrong for state, wrong in found.items() if wrong}
    draft = Draft(served.world.database.read(lambda s: working_copies.load(s, "c1")).sources)
    role, new = find(draft, "role").data, find(draft, "porte_projet").data
    assert "Que faites-vous ici ?" == role["text"]
    assert ["director", "president"] == [each["id"] for each in role["options"][:2]]
    assert {"id": "elue", "label": "Élue"} == role["options"][-1]
    assert {"role": {"in": ["staff", "volunteer"]}} == new["when"]
    names = [each["id"] for each in draft.data(FLOW)["stages"][1]["questions"]]
    assert "porte_projet" == names[-2]


async def reword(page: Page) -> None:
    """A text and one answer more, saved together."""
    await page.get_by_label("Ce qui est demandé Français").fill("Que faites-vous ici ?")
    await page.get_by_label("Une réponse de plus Français").fill("Élue")
    await page.get_by_label("Une réponse de plus English").fill("Elected")
    await page.get_by_role("button", name="Enregistrer dans le brouillon").last.click()
    await page.locator(".flash").wait_for()


async def add(page: Page) -> None:
    await page.get_by_label("Ce qui est demandé Français").fill("Qui porte ce projet ?")
    await page.get_by_label("Ce qui est demandé English").fill("Who leads this project?")
    await page.get_by_role("button", name="Ajouter la question").click()
    await page.locator(".flash").wait_for()


async def depend(page: Page) -> None:
    """It is asked after two of the answers to an earlier one."""
    await page.get_by_label("Après la réponse à").select_option("role")
    await page.get_by_role("button", name="Montrer ses réponses").click()
    await page.get_by_label("Équipe salariée").check()
    await page.get_by_label("Bénévole").check()
    await page.get_by_role("button", name="Enregistrer dans le brouillon").click()
    await page.locator(".flash").wait_for()
