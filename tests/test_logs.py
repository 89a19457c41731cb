"""Log lines: one an event, and nothing that anybody typed."""

import io
import json
import logging

import pytest
from sqlalchemy.exc import IntegrityError

from cscp_core import logs
from cscp_core.errors import NotFound
from cscp_core.people.tables import OwnDraft

WORDS = "Wordsthatnobodymaylog"


@pytest.fixture
def written():
    """A logger as another package would make it, and what it writes."""
    before, into = logging.getLogRecordFactory(), io.StringIO()
    log = logging.getLogger("somebody.elses")
    handler = logging.StreamHandler(into)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    log.addHandler(handler)
    log.propagate = False
    logging.setLogRecordFactory(logs._without_messages)
    yield log, handler, into
    log.removeHandler(handler)
    logging.setLogRecordFactory(before)


def fail():
    try:
        raise KeyError(WORDS)
    except KeyError as error:
        raise ValueError(f"typed: {WORDS}") from error


@pytest.mark.parametrize("form", ["text", "json"])
def test_of_an_error_stands_its_kind_and_place_and_not_what_it_says(written, form):
    log, handler, into = written
    if form == "json":
        handler.setFormatter(logs.JsonLines())
    try:
        fail()
    except ValueError:
        log.exception("it went wrong")
    said = into.getvalue()
    assert WORDS not in said
    assert "builtins.ValueError at" in said
    assert "because of builtins.KeyError" in said
    assert "test_logs.py" in said


def test_an_error_that_is_written_into_a_sentence_is_named_by_its_kind(written):
    log, _, into = written
    log.warning("it went wrong: %s", ValueError(WORDS))
    assert into.getvalue() == "WARNING it went wrong: ValueError\n"


def test_a_sentence_of_our_own_is_written_as_it_is(written):
    log, _, into = written
    log.warning("not ready: %s", NotFound("There is nothing here."))
    assert into.getvalue() == "WARNING not ready: There is nothing here.\n"


def test_an_id_in_what_streamlit_logs_is_struck_out(written):
    _, handler, into = written
    log = logging.getLogger("streamlit.of.a.test")
    log.addHandler(handler)
    log.propagate = False
    log.warning("Session with id %s is already connected!", "1f0e7a54-03c5-4c3e-9d2b-0a8b6f0c9e11")
    log.removeHandler(handler)
    assert into.getvalue() == "WARNING Session with id … is already connected!\n"


def test_a_line_of_json_has_moment_level_logger_words_and_facts(written):
    log, handler, into = written
    handler.setFormatter(logs.JsonLines())
    log.warning("download of %s", "pack", extra={"facts": {"status": 200}})
    told = json.loads(into.getvalue())
    assert told.pop("at").endswith("+00:00")
    assert told == {"level": "warning", "from": "somebody.elses", "said": "download of pack", "status": 200}


def keep(session, row):
    session.add(row)
    session.commit()


def test_what_a_database_refuses_is_not_repeated(store, clock):
    nobodys = OwnDraft(account_id=999, place="a field", words=WORDS, at=clock.moment)
    with pytest.raises(IntegrityError) as refused, store.writing() as session:
        keep(session, nobodys)
    assert WORDS not in str(refused.value)
