"""The trail for reading: who did what, without words, without which young person, and without anything of welfare."""

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.exports import service as exports
from cscp_core.people import acts
from cscp_core.people.permissions import PEOPLE, SYSTEM, Actor, Role
from cscp_core.storage import heads, trail
from tests.storage.test_trail import tamper

MANAGER = Actor(1, "sam", "Sam", Role.BUSINESS_MANAGER)
SCRUTINEER = Actor(4, "dee", "Dee", Role.SCRUTINEER)
YOUNG = Actor(2, "yas", "Yas", Role.YOUNG_ADVISOR)
LEAD = Actor(3, "len", "Len", Role.SAFEGUARDING_LEAD)


@pytest.fixture
def told(store):
    with store.writing() as session:
        trail.record(session, SYSTEM, "loaded a report", "report tiny", added=3)
        trail.record(session, MANAGER, "added an account", "account 9", roles=["lay member"])
        trail.record(session, YOUNG, "sent a comment", "comment abc", to="held for welfare")
        trail.record(session, MANAGER, "decided on a comment", "comment abc", to="held for welfare")
        trail.record(session, LEAD, "acknowledged a worry", "concern 1")
        trail.record(session, LEAD, "changed the contacts", "welfare contacts")
        session.commit()
    return store


def ask(store, service=acts.acts, actor=SYSTEM, **details):
    with store.reading() as session:
        return service(session, actor, **details)


def test_the_newest_comes_first_with_who_did_what(told):
    found = ask(told).items
    assert [one.action for one in found] == [
        "decided on a comment", "sent a comment", "added an account", "loaded a report",
    ]  # fmt: skip
    assert found[-1].detail == "added 3"
    assert found[2].detail == "roles lay member"


def test_nothing_of_welfare_is_on_it(told):
    assert not [one for one in ask(told).items if "concern" in one.subject or "welfare" in one.subject + one.detail]
    assert not [kind for kind in ask(told, acts.kinds) if "worry" in kind or "contacts" in kind]


@pytest.mark.parametrize("reader", [SYSTEM, MANAGER])
def test_that_there_are_private_notes_is_not_on_it(told, reader):
    with told.writing() as session:
        trail.record(session, SCRUTINEER, "wrote in the private notebook", "a note")
        trail.record(session, SCRUTINEER, "removed a private note", "a note")
        session.commit()
    assert not [one for one in ask(told, actor=reader).items if "note" in one.action + one.subject]
    assert not [kind for kind in ask(told, acts.kinds, reader) if "private" in kind]
    assert b"private" not in ask(told, exports.trail_csv, reader)


def test_of_a_young_advisor_it_shows_the_role_and_the_month(told):
    (one,) = ask(told, action="sent a comment").items
    assert one.who == "Young Advisor"
    assert one.detail == ""
    assert "pseudonym" not in f"{one}"
    assert one.when.split()[0].isalpha()


def test_it_is_narrowed_by_what_was_done_and_to_what(told):
    assert ask(told, action="loaded a report").total == 1
    assert ask(told, subject="account").total == 1
    assert ask(told, subject="%").total == 0


def test_the_file_holds_what_the_page_shows(told):
    lines = ask(told, exports.trail_csv).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + ask(told).total
    assert not [line for line in lines if "pseudonym" in line or "held for welfare" in line]


def test_whether_it_holds_is_told(told, tmp_path):
    assert ask(told, acts.what_is_wrong, noted=tmp_path / "heads.jsonl") == ""


def test_a_trail_that_is_shorter_than_it_once_was_is_told_on_the_page_too(told, tmp_path):
    noted = tmp_path / "heads.jsonl"
    with told.reading() as session:
        heads.note(session, noted)
    tamper(told, "DELETE FROM trail", "DELETE FROM trail_head")
    assert ask(told, acts.what_is_wrong, noted=noted).startswith("Row 1 is missing: the trail once reached row")


@pytest.mark.parametrize("role", sorted(PEOPLE - {Role.SCRUTINEER, Role.BUSINESS_MANAGER}))
@pytest.mark.parametrize("service", [acts.acts, acts.kinds, acts.what_is_wrong, exports.trail_csv])
def test_nobody_else_reads_it(told, role, service):
    with pytest.raises(NotAllowed):
        ask(told, service, Actor(9, "x", "x", role))
