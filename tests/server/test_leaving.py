"""The copies of somebody who has left: by the link alone, told to no other site, and kept in no cache."""

import json

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from app import Doorkeeper
from cscp_core import start
from cscp_core.people import service as people
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.challenges import handover
from pages.server.leaving import ROUTES
from tests.pages.conftest import installed
from tests.server.asking import ask


@pytest.fixture
def started(fresh_process, rehearsed):
    """A demonstration of this process's own."""
    yield from installed(rehearsed)


@pytest.fixture
def link(started):
    """The link of a Young Advisor of the demonstration who has left."""
    with start.store().writing() as session:
        found = people.find_person(session, SYSTEM, username="young.advisor")
        return handover.disable_voice(session, SYSTEM, account_id=found.account_id, version=found.version)


def get(path):
    async def page(_request):
        return PlainTextResponse("a page")

    served = Doorkeeper(Starlette(routes=[*ROUTES, Route("/{any:path}", page)]))
    return ask(served, path, host="localhost:8501")


def test_the_copy_to_read_is_made_for_the_link(link):
    answer = get(f"/leaving/my-data.txt?token={link}")
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert "WHAT YOU WROTE" in answer.body
    assert answer.headers["content-disposition"] == 'attachment; filename="my-data.txt"'


def test_the_copy_for_a_computer_is_made_for_the_link(link):
    told = json.loads(get(f"/leaving/my-data.json?token={link}").body)
    assert told["account"]["user name"] == "young.advisor"


@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong"])
def test_without_the_link_there_is_no_copy(link, query):
    answer = get(f"/leaving/my-data.txt{query}")
    assert answer.status == 404
    assert "YOU WROTE" not in answer.body


@pytest.mark.parametrize("name", ["pack.docx", "trail.csv", "my-data.xlsx"])
def test_the_link_opens_no_other_file(link, name):
    assert get(f"/leaving/{name}?token={link}").status == 404


@pytest.mark.parametrize("path", ["/leaving", "/welcome", "/leaving/my-data.txt"])
def test_no_page_is_told_the_address_that_holds_a_link(started, path):
    assert get(f"{path}?token=x").headers["referrer-policy"] == "no-referrer"


def test_other_pages_are_told_it_within_the_app(started):
    assert get("/healthz").headers["referrer-policy"] == "same-origin"
