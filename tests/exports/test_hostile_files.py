"""Word files and e-mails made where every field holds hostile text: it stays text, and nothing reaches out."""

import io
import re
import zipfile
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.exports import digest, files
from cscp_core.notices import post
from cscp_core.people import directory
from cscp_core.people.tables import Account
from cscp_core.settings import settings
from cscp_core.storage.session import today
from tests import hostile_asking, hostile_saying
from tests.exports.opened import opened, words
from tests.hostile import HOST, TEXT, write_hostile_folder
from tests.inbox import PUBLIC, settings_for

ACTIVE = re.compile(
    rb"<w:(hyperlink|instrText|fldSimple|fldChar|object|altChunk|attachedTemplate|control)\b|<o:OLEObject"
)
SOURCES = ("pack.docx", "record.docx", "year.docx")


@pytest.fixture
def store(tmp_path, monkeypatch, fresh_process):
    monkeypatch.setenv("CSCP_REPORTS", str(write_hostile_folder(tmp_path / "hostile")))
    monkeypatch.setenv("CSCP_PARTNERSHIPS", "")
    settings.cache_clear()
    start.prepare(settings(), start.open_store(settings()))
    hostile_asking.write_everything(start.store())
    hostile_saying.write_everything(start.store(), hostile_asking.PARTNER)
    yield start.store()
    start.store().engine.dispose()


def actor(session, username):
    return directory.actor_of(session.exec(select(Account).where(Account.username == username)).one())


def made(store, name, by="scrutineer"):
    with store.reading() as session:
        asked = {"meeting": "1", "starts": today(session).isoformat()}
        return files.make_file(session, actor(session, by), name, asked, "04-01")[1]


def test_no_word_file_of_hostile_text_has_a_link_a_field_or_an_object(store):
    found = {}
    for name in SOURCES:
        content = made(store, name)
        assert TEXT in words(opened(content)), name
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            found[name] = [one for one in parts.namelist() if ACTIVE.search(parts.read(one))] + [
                one for one in parts.namelist() if one.endswith(".rels") and b'TargetMode="External"' in parts.read(one)
            ]
    assert found == {name: [] for name in SOURCES}


def test_the_weekly_email_about_hostile_text_is_plain_text_in_one_part_without_a_word_of_it(store):
    for username in ("scrutineer", "business.manager", hostile_asking.PARTNER):
        with store.reading() as session:
            text = digest.compose_digest(session, actor(session, username), after=0, public=PUBLIC)
        sent = post.compose_email(
            settings_for(25), "kim@example.org", digest.SUBJECT, text, datetime(2026, 11, 29, tzinfo=UTC)
        )
        read = message_from_bytes(sent.as_bytes(), policy=policy.default)
        assert text, username
        assert (read.get_content_type(), read.is_multipart()) == ("text/plain", False)
        assert set(read.keys()) == {
            "Date", "Message-ID", "Auto-Submitted", "From", "To", "Subject", "MIME-Version",
            "Content-Type", "Content-Transfer-Encoding",
        }  # fmt: skip
        assert HOST not in read.get_content(), username
