"""Files of the questions taken away and brought back, whole or one by one, good and bad."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from httpx2 import Response

from flows.library import files_of
from storage.repositories import working_copies
from storage.repositories.working_copies import WorkingCopy
from tests.web.browser import Browser
from tests.web.copies import SMALL, acts, copy_of, edited, green, publish_small
from tests.web.world import World

FLOW = SMALL["flow.yaml"].encode()


@pytest.fixture
def admin(quick: World) -> Browser:
    publish_small(quick)
    return Browser(quick).sign_in(quick.admin)


def send(admin: Browser, *files: tuple[str, bytes], title: str = "Essai") -> Response:
    """As a browser sends the form."""
    admin.get("/flows")
    fields = admin.form("/flows/files").fields | {"title": title}
    del fields["files"]
    return admin.client.post(
        "/flows/files",
        data=fields,
        files=[("files", (name, content, "application/octet-stream")) for name, content in files],
        headers={"Sec-Fetch-Site": "same-origin", "Origin": admin.world.desk.address},
    )


def packed(**files: bytes) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as folder:
        for name, content in files.items():
            folder.writestr(name.replace("__", "/").replace("_yaml", ".yaml"), content)
    return written.getvalue()


def made(world: World) -> WorkingCopy:
    (listed,) = world.database.read(working_copies.listing)
    return world.database.read(lambda store: working_copies.load(store, listed.public_id))


def test_what_is_downloaded_can_be_sent_back(quick: World, admin: Browser) -> None:
    file = admin.get("/flows/revisions/2/files.zip")
    assert "application/zip" == file.headers["content-type"]
    with ZipFile(BytesIO(file.content)) as folder:
        found = {name.removeprefix("alliance/"): folder.read(name) for name in folder.namelist()}
    assert b'{"flow": "alliance", "number": 2}' == found.pop(".based_on.json")
    assert SMALL == {name: content.decode() for name, content in found.items()}
    assert 303 == send(admin, ("alliance-2.zip", file.content)).status_code
    copy = made(quick)
    assert (SMALL, 2, "Essai") == (copy.sources, copy.based_on, copy.title)
    assert "flow:begin" == acts(quick)[0]


def test_an_older_folder_is_based_on_its_own_revision(quick: World, admin: Browser) -> None:
    file = admin.get("/flows/revisions/2/files.zip").content
    copy_of(quick, edited("title: Un petit", "title: Un court"))
    green(quick)
    admin.get("/flows/copies/c1")
    admin.send("/flows/copies/c1/publish", {"note": "Un titre"})
    send(admin, ("alliance-2.zip", file))
    assert 2 == made(quick).based_on


def test_one_file_takes_the_place_of_one(quick: World, admin: Browser) -> None:
    text = edited("title: Un petit", "title: Un court")["flow.yaml"]
    sent = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert 303 == send(admin, ("flow.yaml", sent)).status_code
    assert {**SMALL, "flow.yaml": text} == made(quick).sources


def test_what_has_errors_can_be_sent_and_is_explained(quick: World, admin: Browser) -> None:
    done = send(admin, ("flow.yaml", b"\tflow: [\n"))
    page = admin.get(done.headers["location"]).text
    assert "There is a tab on this line." in page


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), "Choose at least one file."),
        ((("notes.docx", b"x"),), "is no part of the questions"),
        ((("Flow.yaml", FLOW),), "is no part of the questions"),
        ((("flow.yaml", "é".encode("latin-1")),), "a character on line 1 cannot be read"),
        ((("flow.yaml", b"a\0b"),), "is not a text"),
        ((("flow.yaml", b"#" * 1_100_000),), "is longer than 1024 KiB"),
        ((("f.zip", b"PK no zip"),), "cannot be opened"),
        ((("f.zip", packed(charter_yaml=b"x")),), "There is no flow.yaml in this folder"),
        ((("f.zip", packed(flow_yaml=FLOW, x__notes=b"x")),), "is no part of the questions"),
        ((("f.zip", packed(**{f"n{n}_yaml": b"" for n in range(41)})),), "more than 40 files"),
    ],
)
def test_what_is_no_flow_is_refused_in_words(
    quick: World, admin: Browser, files: tuple[tuple[str, bytes], ...], said: str
) -> None:
    refused = send(admin, *files)
    assert 422 == refused.status_code
    assert said in refused.text
    assert () == quick.database.read(working_copies.listing)


def test_a_folder_that_remembers_a_revision_of_elsewhere_is_refused(admin: Browser) -> None:
    memory = b'{"flow": "alliance", "number": 77}'
    content = packed(**{"flow_yaml": FLOW, ".based_on.json": memory})
    assert "say that they come from revision 77" in send(admin, ("f.zip", content)).text


def test_ten_megabytes_are_too_many(quick: World, admin: Browser) -> None:
    refused = send(admin, ("flow.yaml", b"#" * 10_000_000))
    assert (413, True) == (refused.status_code, "That is too long" in refused.text)
    assert () == quick.database.read(working_copies.listing)


def test_a_file_of_many_lines_that_are_the_same_keeps_nobody_waiting(admin: Browser) -> None:
    done = send(admin, ("stories.yaml", b"#\n" * 500_000))
    page = admin.get(done.headers["location"]).text
    assert "+500000" in page


def test_a_file_needs_a_title_too(quick: World, admin: Browser) -> None:
    assert 422 == send(admin, ("flow.yaml", FLOW), title=" ").status_code
    assert () == quick.database.read(working_copies.listing)


def test_the_files_of_the_release_are_compared_and_never_imposed(
    quick: World, admin: Browser
) -> None:
    assert "This release brings other questions." in admin.get("/flows").text
    page = admin.get("/flows/library").text
    assert "What they would change in revision 2" in page
    assert 303 == admin.send("/flows/library").status_code
    shipped = {name: content.decode() for name, content in files_of("alliance").items()}
    assert (shipped, 2) == (made(quick).sources, made(quick).based_on)
