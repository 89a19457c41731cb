"""Whose note is followed when something is taken back again: this installation's, and only for who can be erased."""

import json
import re

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.people.permissions import Role
from cscp_core.people.tables import Account
from cscp_core.settings import NO_REPORTS, Settings
from cscp_core.storage import migrate
from cscp_core.storage.session import Store, now
from feedback.comments.rules import CommentState
from feedback.own import retention, withdrawals, wording
from tests.conftest import ROOT
from tests.storage.test_installation import OTHER_KEY

pytestmark = pytest.mark.engine

WORDS = "Nobodyelseswords"


@pytest.fixture
def path(scene):
    return scene.store.withdrawals


def append(path, **facts):
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(facts) + "\n")


def passed_over(store):
    with store.reading() as session:
        return withdrawals.describe_skipped_lines(session)


def account(store, account_id):
    with store.reading() as session:
        return session.get(Account, account_id)


def earlier(scene, kind, which):
    """A line as it was written before installations had an id."""
    return {"kind": kind, "which": str(which), "at": scene.clock().isoformat()}


@pytest.fixture
def another(scene, place):
    """Another installation that keeps its notes in the same file and has the same key."""
    made = place("another")
    migrate.upgrade(made, "demo")
    assert made.withdrawals == scene.store.withdrawals
    return made


def test_what_another_installation_erased_is_erased_nowhere_else(scene, another):
    for number in (scene.dee.account_id, scene.yas.account_id):
        with another.writing() as session:
            withdrawals.note_account(session, number)
    assert retention.take_back_again(scene.store) == 0
    assert account(scene.store, scene.dee.account_id).disabled_at is None
    assert passed_over(scene.store) == "Passed over in withdrawals.jsonl: 2 lines of another installation."


def test_starting_live_after_a_person_was_erased_in_the_demonstration_disables_nobody(scene, another, monkeypatch):
    with another.writing() as session:
        withdrawals.note_account(session, scene.dee.account_id)
    start.prepare(Settings.model_construct(reports=NO_REPORTS, official="none"), scene.store)
    assert account(scene.store, scene.dee.account_id).disabled_at is None


@pytest.mark.parametrize("name", ["dee", "sam", "pat", "len"])
def test_a_note_that_erases_somebody_in_a_post_is_refused_no_matter_who_wrote_it(scene, name):
    wanted = scene.people[name].account_id
    with scene.store.writing() as session:
        withdrawals.note_account(session, wanted)
    assert retention.take_back_again(scene.store) == 0
    assert account(scene.store, wanted).disabled_at is None
    assert "neither a Young Advisor nor a lay member" in passed_over(scene.store)


def test_a_note_that_was_changed_is_not_followed_and_is_told(scene, path):
    made = scene.published(words=WORDS)
    with scene.store.writing() as session:
        withdrawals.note_comment(session, "0" * 16)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"which": made}) + "\n")
    assert retention.take_back_again(scene.store) == 0
    assert scene.row(made).words == WORDS
    assert passed_over(scene.store) == "Passed over in withdrawals.jsonl: 1 line that this app did not write."


def test_a_note_under_another_key_is_not_followed(scene, path):
    made = scene.published(words=WORDS)
    with Store(scene.store.engine, OTHER_KEY, scene.clock, path).writing() as session:
        withdrawals.note_comment(session, made)
    assert retention.take_back_again(scene.store) == 0


def test_a_note_of_an_earlier_version_about_a_comment_is_followed(scene, path):
    """Its number is random, so it is this comment or none."""
    made = scene.published(words=WORDS)
    append(path, **earlier(scene, "comment", made))
    assert retention.take_back_again(scene.store) == 1
    assert scene.row(made).state == CommentState.WITHDRAWN


def test_a_note_of_an_earlier_version_about_an_account_erases_nobody_and_is_told(scene, path):
    append(path, **earlier(scene, "account", scene.yas.account_id))
    assert retention.take_back_again(scene.store) == 0
    assert account(scene.store, scene.yas.account_id).disabled_at is None
    assert "names no installation: erase that person again" in passed_over(scene.store)


def test_a_note_of_an_earlier_version_about_who_was_erased_here_is_no_news(scene, path):
    with scene.store.writing() as session:
        row = session.get(Account, scene.yas.account_id)
        row.username = f"erased-{row.account_id}"
        session.add(row)
        session.commit()
    append(path, **earlier(scene, "account", scene.yas.account_id))
    assert passed_over(scene.store) == ""


@pytest.mark.parametrize("which", ["99", "9" * 40, "-1", "٣", "", "x"])
def test_a_note_about_an_account_that_is_not_there_stops_no_start(scene, path, which):
    with scene.store.writing() as session:
        withdrawals._append_note(session, "account", which)
    append(path, **earlier(scene, "account", which))
    assert retention.take_back_again(scene.store) == 0
    assert passed_over(scene.store) == ""


def test_what_was_written_while_the_clock_was_ahead_is_taken_back_again_too(scene, clock, place, tmp_path):
    clock.advance(days=400)
    made = scene.published(words=WORDS)
    clock.advance(days=-400)
    with scene.store.writing() as session:
        withdrawals.note_comment(session, made)
        assert now(session) < scene.row(made).made_at
    assert retention.take_back_again(scene.store) == 1


# files that had another name


@pytest.fixture
def shared(tmp_path):
    """A folder whose files demonstration and live mode shared, with a line in each."""
    for name in ("withdrawals.jsonl", "trail-heads.jsonl"):
        (tmp_path / name).write_text('{"kind": "account", "which": "1", "at": "2026-11-20T09:00:00+00:00"}\n')
    return Settings.model_construct(var_dir=tmp_path, cookie_key=None, reports=NO_REPORTS)


@pytest.mark.sqlite
def test_what_both_modes_noted_in_one_file_is_read_by_each_from_its_own(shared, tmp_path):
    for _ in range(2):
        start.open_store(shared).engine.dispose()
    for name in ("withdrawals.jsonl", "trail-heads.jsonl"):
        assert (tmp_path / f"demo-{name}").read_text() == (tmp_path / name).read_text()
    assert {one.name for one in tmp_path.glob("*.jsonl*")} == {
        "withdrawals.jsonl",
        "trail-heads.jsonl",
        "demo-withdrawals.jsonl",
        "demo-trail-heads.jsonl",
    }


@pytest.mark.sqlite
def test_a_file_of_its_own_is_not_written_over(shared, tmp_path):
    own = tmp_path / "demo-withdrawals.jsonl"
    own.write_text("")
    start.open_store(shared).engine.dispose()
    assert own.read_text() == ""


# the journal


@pytest.mark.sqlite
@pytest.mark.parametrize("way", ["one comment", "everything", "erased", "taken back again"])
def test_words_are_in_no_file_of_the_database_once_they_are_taken_back(scene, tmp_path, way):
    made = scene.published(words=WORDS)
    assert WORDS.encode() in on_the_disk(tmp_path)
    withdraw(scene, made, way)
    assert scene.row(made).words == ""
    assert WORDS.encode() not in on_the_disk(tmp_path)


def withdraw(scene, made, way):
    from feedback.own import service

    if way == "one comment":
        scene.withdraw(made)
    elif way == "everything":
        scene.act(service.withdraw_all, scene.yas)
    elif way == "erased":
        version = account(scene.store, scene.yas.account_id).version
        scene.act(service.erase_person, scene.sam, account_id=scene.yas.account_id, version=version)
    else:
        with scene.store.writing() as session:
            withdrawals.note_comment(session, made)
        retention.take_back_again(scene.store)


def on_the_disk(folder):
    held = b"".join(one.read_bytes() for one in sorted(folder.glob("voices.sqlite3*")))
    assert held
    return held


def test_the_sentence_promises_files_without_the_words_only_where_that_is_so(scene):
    """PostgreSQL keeps a row's old version until it vacuums and writes over it: nobody can say when."""
    told = wording.after_withdrawal(leaves_files_at_once=scene.store.erases_at_once)
    assert (wording.GONE_AT_ONCE in told) == (scene.store.engine.dialect.name == "sqlite")
    assert (wording.GONE_LATER in told) == (scene.store.engine.dialect.name == "postgresql")
    assert wording.IN_BACKUPS in told


def test_only_roles_that_comment_can_be_erased(scene):
    with scene.store.reading() as session:
        everybody = session.exec(select(Account)).all()
    assert {one.role for one in everybody if withdrawals.may_erase(one)} == {Role.YOUNG_ADVISOR, Role.LAY_MEMBER}


def test_no_screen_promises_in_its_own_words_that_something_cannot_come_back():
    screens = [*(ROOT / "pages").rglob("*.py"), *(ROOT / "pages").rglob("*.md")]
    assert screens
    assert [one.name for one in screens if re.search(r"nobody can bring", one.read_text(), re.IGNORECASE)] == []
