"""Files answered from memory: the same bytes, compressed where that is taken, and nothing that was not listed."""

import gzip
import re

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pages.server.kept_files import FOR_A_DAY, FOR_A_YEAR, Folder, KeptFiles
from pages.server.page import streamlit_files, streamlit_page
from tests.server.asking import ask

SCRIPT = b"export const answer = 42;\n" * 100


@pytest.fixture
def app(tmp_path):
    made = tmp_path / "js"
    (made / "deep").mkdir(parents=True)
    (made / "app.js").write_bytes(SCRIPT)
    (made / "short.js").write_bytes(b"1")
    (made / "deep" / "letters.woff2").write_bytes(b"wOF2" * 500)
    (tmp_path / "secret.txt").write_text("not in the folder")
    behind = Starlette(
        routes=[Route("/{any:path}", lambda _request: PlainTextResponse("behind"), methods=["GET", "POST"])]
    )
    folder = Folder(address="/js", where=made, cache_control=FOR_A_YEAR)
    return KeptFiles(behind, (folder,), {"/own/made.js": SCRIPT.decode()})


def fetch(app, path, method="GET", **headers):
    """Status, headers and the bytes of the body."""
    answer = ask(app, path, method=method, **headers)
    return answer.status, answer.headers, answer.content


@pytest.mark.parametrize("path", ["/js/app.js", "/own/made.js"])
@pytest.mark.parametrize("taken", ["gzip", "deflate, GZIP;q=0.5, br", "gzip ; q=1"])
def test_a_script_is_compressed_for_a_browser_that_takes_gzip(app, path, taken):
    status, headers, body = fetch(app, path, accept_encoding=taken)
    assert (status, headers["content-encoding"], headers["content-type"]) == (200, "gzip", "text/javascript")
    assert gzip.decompress(body) == SCRIPT
    assert int(headers["content-length"]) == len(body) < len(SCRIPT)
    assert (headers["cache-control"], headers["vary"]) == (FOR_A_YEAR, "accept-encoding")


@pytest.mark.parametrize("taken", ["", "br", "gzip;q=0", "identity, gzip; q=0.0", "xgzip"])
def test_a_script_is_sent_as_it_is_to_a_browser_that_does_not(app, taken):
    status, headers, body = fetch(app, "/js/app.js", accept_encoding=taken)
    assert (status, body) == (200, SCRIPT)
    assert "content-encoding" not in headers


@pytest.mark.parametrize(("name", "content"), [("short.js", b"1"), ("deep/letters.woff2", b"wOF2" * 500)])
def test_what_is_short_or_compressed_already_is_sent_as_it_is(app, name, content):
    _, headers, body = fetch(app, f"/js/{name}", accept_encoding="gzip")
    assert body == content
    assert "content-encoding" not in headers


def test_a_browser_that_holds_a_file_is_not_sent_it_again(app):
    etag = fetch(app, "/js/app.js")[1]["etag"]
    status, headers, body = fetch(app, "/js/app.js", if_none_match=etag)
    assert (status, body, headers["cache-control"]) == (304, b"", FOR_A_YEAR)
    assert fetch(app, "/js/app.js", if_none_match='"another"')[0] == 200


def test_the_head_of_a_file_comes_without_its_body(app):
    status, headers, body = fetch(app, "/js/app.js", method="HEAD")
    assert (status, body, headers["content-length"]) == (200, b"", str(len(SCRIPT)))


@pytest.mark.parametrize("path", ["/js/none.js", "/js/../secret.txt", "/secret.txt", "/js", "/js/", "//js/app.js"])
def test_what_the_folder_did_not_hold_goes_on_to_the_app(app, path):
    assert fetch(app, path)[2] == b"behind"


def test_a_part_of_a_file_and_another_method_go_on_to_the_app(app):
    assert fetch(app, "/js/app.js", range="bytes=0-9")[2] == b"behind"
    assert fetch(app, "/js/app.js", method="POST")[2] == b"behind"


def test_every_file_that_streamlits_page_names_is_answered_from_memory():
    kept = KeptFiles(
        Starlette(), (Folder(address="/static", where=streamlit_files() / "static", cache_control=FOR_A_DAY),)
    )
    named = re.findall(r'(?:src|href)="\.(/static/[^"]+)"', streamlit_page())
    assert len(named) > 10
    for path in named:
        status, headers, body = fetch(kept, path)
        assert (status, body) == (200, (streamlit_files() / path.removeprefix("/")).read_bytes())
        assert headers["content-type"].split(";")[0] in ("text/javascript", "text/css", "font/woff2")
