"""Files behind an address of their own: for the person the cookie names now, and for nobody else."""

import http.client
from urllib.parse import urlsplit

import jwt
import pytest
from sqlalchemy import delete
from sqlmodel import col, select

from cscp_core.people import sign_in
from cscp_core.people.permissions import Role
from cscp_core.people.seal import COOKIE
from cscp_core.scrutiny.meetings.tables import AgendaItem
from feedback.comments.tables import CommentReading

pytestmark = pytest.mark.browser

FILES = (
    "/download/pack.docx?meeting=1",
    "/download/pack.docx?meeting=1&print=large",
    "/download/record.docx?meeting=1",
    "/download/register.xlsx",
    "/download/year.docx?starts=2026-04-01",
)


def ask(server, path, by="", cookie=""):
    """Status, headers and body, with the cookie of somebody, or with any other."""
    value = server.cookie_for(by)["value"] if by else cookie
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=30)
    connection.request("GET", path, headers={"Cookie": f"{COOKIE}={value}"} if value else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): told for name, told in answer.getheaders()}, body


@pytest.mark.parametrize("path", FILES)
def test_a_file_comes_as_an_attachment_that_no_cache_keeps_with_the_security_headers(server, path):
    status, headers, body = ask(server, path, "scrutineer")
    assert status == 200
    assert body.startswith(b"PK")
    assert headers["content-disposition"].startswith("attachment; filename=")
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in headers


@pytest.mark.parametrize("path", FILES[:2])
def test_whose_words_stand_in_a_pack_hears_that_the_role_has_read_them(server, path):
    """The meeting of the rehearsal has a question of Young Advisors on its agenda."""
    store = server.store
    with store.writing() as session:
        asked = session.exec(select(AgendaItem.source_id).where(AgendaItem.source_kind == "question")).first()
        session.execute(delete(CommentReading).where(col(CommentReading.comment_id) == asked))
        session.commit()
    assert ask(server, path, "lay.member")[0] == 200
    with store.reading() as session:
        roles = session.exec(select(CommentReading.role).where(CommentReading.comment_id == asked)).all()
    store.engine.dispose()
    assert roles == [Role.LAY_MEMBER]


REFUSED = [
    *((path, "") for path in FILES),
    ("/download/pack.docx?meeting=1", "young.advisor"),
    ("/download/record.docx?meeting=1", "safeguarding.lead"),
    ("/download/register.xlsx", "council.partner"),
    ("/download/register.xlsx", "lay.member"),
    ("/download/year.docx?starts=2026-04-01", "council.partner"),
    ("/download/pack.docx?meeting=99", "scrutineer"),
    ("/download/pack.docx?meeting=abc", "scrutineer"),
    ("/download/pack.docx", "scrutineer"),
    ("/download/year.docx?starts=yesterday", "scrutineer"),
    ("/download/secrets.txt", "scrutineer"),
]


@pytest.mark.parametrize(("path", "by"), REFUSED)
def test_anyone_who_may_not_have_a_file_hears_the_same_as_of_a_file_that_is_not_there(server, path, by):
    status, _, body = ask(server, path, by)
    assert (status, body) == (404, b"There is no such file for you here. Sign in, then try again.")


@pytest.mark.parametrize("cookie", ["forged", "e30.e30.", "a.b.c"])
def test_a_forged_cookie_gets_no_file(server, cookie):
    assert ask(server, FILES[0], cookie=cookie)[0] == 404


def test_a_session_that_ended_gets_no_file(server):
    value = server.cookie_for("scrutineer")["value"]
    assert ask(server, FILES[0], cookie=value)[0] == 200
    store = server.store
    with store.writing() as session:
        token = jwt.decode(value, server.key, algorithms=["HS256"])["token"]
        sign_in.sign_out(session, sign_in.who_is(session, token))
    store.engine.dispose()
    assert ask(server, FILES[0], cookie=value)[0] == 404


@pytest.mark.parametrize("path", ["/download/../app.py", "/download/%2e%2e/app.py", "/download/..%2fapp.py"])
def test_no_path_leads_out_of_the_downloads(server, path):
    _, _, body = ask(server, path, "scrutineer")
    assert b"Doorkeeper" not in body
