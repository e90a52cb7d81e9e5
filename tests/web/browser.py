"""A browser of the tests: keeps cookies, says where a form comes from, fills in what pages show."""

from __future__ import annotations

from html.parser import HTMLParser

from httpx2 import Response
from starlette.testclient import TestClient

from storage.repositories import sign_in
from storage.repositories.people import Person
from tests.web.world import World
from web.app import desk_app

__all__ = ["Browser", "Form"]


class Form:
    """One form of a page, with what stands in it."""

    def __init__(self, action: str, method: str) -> None:
        self.action, self.method = action, method
        self.fields: dict[str, str] = {}
        self.buttons: list[dict[str, str]] = []

    def leads_to(self, action: str) -> bool:
        """By itself, or by one of its buttons."""
        return action in (self.action, *(each.get("formaction") for each in self.buttons))


class Forms(HTMLParser):
    """Every form of a page, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.inside: Form | None = None
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = Form(given.get("action", ""), given.get("method", "get"))
            self.found.append(self.inside)
        if self.inside is None:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "button":
            self.inside.buttons.append(given)
        elif tag == "textarea":
            self.area = name
            self.inside.fields[name] = ""
        elif tag == "input" and name and (kind not in {"radio", "checkbox"} or "checked" in given):
            self.inside.fields[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        if tag == "textarea":
            if self.inside is not None and self.area:
                text = self.inside.fields[self.area]
                self.inside.fields[self.area] = text.removeprefix("\n")
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.inside is not None and self.area:
            self.inside.fields[self.area] += data


class Browser:
    """Of one person, or of nobody."""

    def __init__(self, world: World, client: TestClient | None = None) -> None:
        self.world = world
        self.client = client or TestClient(
            desk_app(world.desk),
            base_url=world.desk.address,
            follow_redirects=False,
            headers={"Accept-Language": "en", "User-Agent": "Firefox (X11; Linux)"},
        )
        self.page: Response | None = None

    def get(self, path: str, **headers: str) -> Response:
        """A page, as who follows a link or types an address."""
        told = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none"} | headers
        self.page = self.client.get(path, headers=told)
        return self.page

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Response:
        """A form with just these fields, from a page of the desk."""
        told = {"Sec-Fetch-Site": "same-origin", "Origin": self.world.desk.address} | headers
        return self.client.post(path, data=fields, headers=told)

    def form(self, action: str) -> Form:
        """The form of the page that leads there; an empty action is the page itself."""
        assert self.page is not None
        forms = Forms()
        forms.feed(self.page.text)
        (*_, found) = [form for form in forms.found if form.leads_to(action)]
        return found

    def send(self, action: str, fields: dict[str, str] | None = None) -> Response:
        """Fill in that form of the page, and send it."""
        assert self.page is not None
        form = self.form(action)
        return self.post(action or self.page.url.path, form.fields | (fields or {}))

    def link(self, person: Person) -> str:
        """A link for that person, as the bot sends it."""
        token, now = self.world.desk.new_token(), self.world.now
        self.world.database.write(
            lambda store: sign_in.add(store, token, person_id=person.id, now=now)
        )
        return f"/sign-in/{token}"

    def sign_in(self, person: Person) -> Browser:
        """By a link, as a person does."""
        path = self.link(person)
        assert 200 == self.get(path).status_code
        assert 303 == self.send("").status_code
        return self
