"""The page behind every address: Streamlit's, with the app's script and without an address that is shut."""

import base64
import re

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Mount, Route

from pages.server.page import (
    OWN,
    PAGE,
    SCRIPTS,
    VERSION,
    OwnPage,
    OwnScripts,
    streamlit_page,
    version_of,
    with_own_script,
)
from tests.server.asking import ask


@pytest.fixture
def app():
    async def page(_request):
        return HTMLResponse("Streamlit's", headers={"etag": '"of streamlit"', "last-modified": "yesterday"})

    async def plain(_request):
        return PlainTextResponse("<html>")

    routes = [Mount("/own", OwnScripts()), Route("/plain", plain), Route("/{any:path}", page)]
    return OwnPage(Starlette(routes=routes))


def test_the_own_page_is_streamlits_with_one_script_more_and_no_word_of_the_agent_address():
    assert "_stcore/agent/openapi.json" in streamlit_page()
    assert "_stcore/agent" not in PAGE
    assert PAGE.count(f'src="/own/{VERSION}/app.js"') == 1
    assert PAGE.count("<script") == streamlit_page().count("<script") + 1


def test_something_stands_in_the_page_before_any_script_has_come():
    begins, _, rest = PAGE.partition('<div id="root">')[2].partition("</div>")
    assert 'role="status"' in begins
    assert rest.lstrip().startswith("</div>")
    assert "<title>CSCP scrutiny</title>" in PAGE
    assert ".beginning { display: none; }" in PAGE.partition("<noscript>")[2].partition("</noscript>")[0]


def test_the_icon_is_in_the_page_so_that_no_browser_asks_for_it():
    assert streamlit_page().count("./favicon.png") == 1
    assert "favicon.png" not in PAGE
    sent = re.search('rel="shortcut icon" href="data:image/png;base64,([^"]+)"', PAGE)
    assert base64.b64decode(sent[1]) == (SCRIPTS.parent / "favicon.png").read_bytes()


@pytest.mark.parametrize("page", ["", "<html></html>", streamlit_page() * 2])
def test_a_page_of_another_form_is_refused_at_start_and_not_served_without_the_script(page):
    with pytest.raises(ValueError, match="not once"):
        with_own_script(page)


@pytest.mark.parametrize("path", ["/", "/theme?theme=neglect", "/theme/", "/asked?id=1"])
def test_the_own_page_stands_in_for_streamlits_at_every_address(app, path):
    answer = ask(app, path)
    assert answer.body == PAGE
    assert answer.headers["cache-control"] == "no-cache, private"
    assert "last-modified" not in answer.headers


def test_the_own_page_is_not_sent_again_to_a_browser_that_holds_it(app):
    etag = ask(app, "/").headers["etag"]
    answer = ask(app, "/", if_none_match=etag)
    assert (answer.status, answer.body) == (304, "")
    assert ask(app, "/", if_none_match='"of streamlit"').status == 200


def test_what_is_not_a_page_passes_through_as_it_is(app):
    assert ask(app, "/plain").body == "<html>"


def test_a_script_is_kept_for_a_year_under_its_own_version_alone(app):
    own, older = ask(app, f"/own/{VERSION}/app.js"), ask(app, "/own/0123456789abcdef/app.js")
    assert own.body == older.body == OWN
    assert "immutable" in own.headers["cache-control"]
    assert older.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/own/", "/own/app.js", f"/own/{VERSION}/", f"/own/{VERSION}/../style.css", "/own/x/..%2Fstyle.css"]
)
def test_nothing_but_the_scripts_is_served_beside_them(app, path):
    assert ask(app, path).status == 404


def test_a_change_of_the_script_changes_its_address():
    assert version_of(OWN) == VERSION
    assert version_of(f"{OWN};") != VERSION
