"""One installation's files are not another's: who wrote a line beside the database, and what is done with it."""

import hashlib
import hmac
import json
import os
import stat

import pytest
from sqlalchemy import text
from sqlmodel import select

from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.storage import heads, migrate, sealed_lines, trail
from cscp_core.storage.private import MODE
from cscp_core.storage.session import Store
from cscp_core.storage.tables import Installation
from cscp_core.storage.trail_actions import AccountsAction, DemonstrationAction
from tests.conftest import make_account
from tests.databases import KEY
from tests.storage.test_heads import act, missing, note
from tests.storage.test_trail import tamper

OTHER_KEY = b"the key of another installation, long enough"


pytestmark = pytest.mark.engine


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept" / "heads.jsonl"


@pytest.fixture
def another(place):
    """A second installation with the same key, as a demonstration that was deleted and made again has."""
    made = place("another")
    migrate.upgrade(made, "demo")
    return made


def id_of(store):
    with store.reading() as session:
        return sealed_lines.installation_id(session)


def made_at(store):
    with store.reading() as session:
        return session.exec(select(Installation)).one().made_at


def passed_over(store, path):
    with store.reading() as session:
        return heads.passed_over(session, path)


def earlier_line(number, digest, at, key=KEY):
    """A noted head as it was written before installations had an id."""
    seal = hmac.new(key, f"noted {number} {digest}".encode(), hashlib.sha256).hexdigest()
    return json.dumps({"number": number, "digest": digest, "seal": seal, "at": at.isoformat()}) + "\n"


def test_two_installations_have_two_ids(store, another):
    assert len(id_of(store)) == 32
    assert id_of(store) != id_of(another)


def test_every_line_names_its_installation_and_is_sealed(store, path):
    act(store)
    note(store, path)
    line = json.loads(path.read_text())
    assert line["installation"] == id_of(store)
    assert set(line) == {"installation", "number", "digest", "at", "seal"}


@pytest.mark.parametrize("change", [{"number": 1}, {"digest": "0" * 64}, {"at": "2020-01-01"}, {"more": 1}])
def test_a_line_that_was_changed_is_found(store, path, change):
    act(store, 2)
    note(store, path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change) + "\n")
    assert missing(store, path) == "Line 1 of the noted heads was not written by this app."


def test_heads_of_another_installation_in_the_same_file_raise_no_alarm_and_are_told_in_a_sentence(store, another, path):
    act(another, 5)
    note(another, path)
    act(store, 2)
    note(store, path)
    assert (missing(store, path), missing(another, path)) == (None, None)
    assert passed_over(store, path) == "Passed over in heads.jsonl: 1 line of another installation."


def test_the_id_cannot_be_changed_so_that_heads_are_passed_over(store, another, path):
    act(store, 5)
    note(store, path)
    with store.engine.execution_options(writing=True).begin() as raw:
        raw.execute(text("UPDATE installation SET installation_id = :other"), {"other": id_of(another)})
    with store.reading() as session:
        assert trail.first_broken(session) is not None


def test_an_emptied_trail_does_not_hold_where_somebody_has_an_account(store):
    with store.writing() as session:
        make_account(session, "sam", Role.BUSINESS_MANAGER)
        trail.record(session, SYSTEM, AccountsAction.ADDED, "account 1")
        session.commit()
    tamper(store, "DELETE FROM trail", "DELETE FROM trail_head")
    with store.reading() as session:
        assert trail.first_broken(session) == 1


def test_an_older_database_beside_heads_cut_to_fit_is_found_by_heads_that_another_owner_keeps(store, path, tmp_path):
    act(store, 3)
    note(store, path)
    cut = path.read_bytes()
    act(store, 2)
    with store.reading() as session:
        kept_by_another_owner = tmp_path / "theirs.jsonl"
        kept_by_another_owner.write_text(heads.newest_line(session) + "\n")
    path.write_bytes(cut)
    older = ("DELETE FROM trail WHERE number > 3", "UPDATE trail_head SET rows = 3, seal = :seal")
    tamper(store, *older, seal=_seal_at(store, 3))
    with store.reading() as session:
        assert trail.first_broken(session) is None  # as an older copy, alone it holds
    assert missing(store, path) is None
    assert missing(store, kept_by_another_owner) == "Row 4 is missing: the trail once reached row 5."


def _seal_at(store, number):
    with store.reading() as session:
        return trail._seal(session, number, session.get(trail.TrailRow, number).digest)


# lines and databases of an earlier version


def test_a_head_of_an_earlier_version_under_this_key_still_counts(store, path):
    act(store, 5)
    path.parent.mkdir()
    with store.reading() as session:
        path.write_text(earlier_line(5, session.get(trail.TrailRow, 5).digest, made_at(store)))
    tamper(store, "DELETE FROM trail WHERE number > 3")
    assert missing(store, path) == "Row 4 is missing: the trail once reached row 5."


def test_a_head_of_an_earlier_version_under_another_key_is_passed_over(store, path):
    act(store)
    path.parent.mkdir()
    path.write_text(earlier_line(5, "0" * 64, made_at(store), OTHER_KEY))
    assert missing(store, path) is None
    assert "1 line of an earlier version" in passed_over(store, path)


def test_a_head_of_a_demonstration_that_was_deleted_and_made_again_is_passed_over(store, path):
    act(store)
    path.parent.mkdir()
    path.write_text(earlier_line(5, "0" * 64, made_at(store).replace(year=2020)))
    assert missing(store, path) is None
    assert "an installation before this one" in passed_over(store, path)


def test_a_line_that_an_earlier_version_wrote_on_after_a_torn_one_counts(store, path):
    act(store, 5)
    path.parent.mkdir()
    with store.reading() as session:
        line = earlier_line(5, session.get(trail.TrailRow, 5).digest, made_at(store))
    path.write_text('{"number": 4, "dig' + line)
    assert missing(store, path) is None
    tamper(store, "DELETE FROM trail WHERE number > 3")
    assert missing(store, path) == "Row 4 is missing: the trail once reached row 5."


# under whose eyes


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_umask():
    """A umask that lets everybody read what is made."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_only_the_owner_reads_the_files_beside_the_database(store, path):
    act(store)
    note(store, path)
    assert mode_of(path) == MODE


@pytest.mark.sqlite
@pytest.mark.usefixtures("open_umask")
def test_only_the_owner_reads_the_database_and_its_journal(place, tmp_path):
    made = place("private")
    migrate.upgrade(made, "demo")
    with made.writing() as session:
        trail.record(session, SYSTEM, DemonstrationAction.MADE, "a thing")
        session.commit()
        found = sorted(tmp_path.glob("private.sqlite3*"))
        assert [one.suffix for one in found] == [".sqlite3", ".sqlite3-shm", ".sqlite3-wal"]
        assert {mode_of(one) for one in found} == {MODE}


@pytest.mark.sqlite
def test_a_database_that_others_could_read_is_theirs_no_longer_once_it_is_opened(store, tmp_path):
    store.engine.dispose()
    file = tmp_path / "store.sqlite3"
    file.chmod(0o644)
    again = Store(store.engine, KEY, store.clock)
    act(again)
    assert mode_of(file) == MODE
