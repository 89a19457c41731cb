"""Who is asking is known again without asking the database, and never for longer than it is true."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from cscp_core import start
from cscp_core.people import sign_in
from cscp_core.people.permissions import Role
from cscp_core.people.tables import Account
from pages.components import gate
from pages.components.frame import connection
from tests.pages.conftest import cookies_of, token_for


@pytest.fixture
def token(installation, monkeypatch):
    """Somebody is signed in, and the connection shows it."""
    token = token_for("council.partner")
    monkeypatch.setattr(connection, "cookies", lambda: cookies_of(token))
    return token


def sessions_of(question):
    """How many sessions of the database a question takes."""
    begun, engine = [], start.store().engine

    def note(connection):
        begun.append(connection)

    event.listen(engine, "begin", note)
    try:
        question()
    finally:
        event.remove(engine, "begin", note)
    return len(begun)


def test_a_second_run_asks_the_database_only_whether_anything_was_committed(token):
    assert gate._find_actor().username == "council.partner"
    assert sessions_of(gate._find_actor) == 0


def test_who_signed_out_elsewhere_is_nobody_at_the_next_run(token):
    actor = gate._find_actor()
    act_by_itself(sign_in.sign_out, actor)
    assert gate._find_actor() is None


def test_who_was_disabled_is_nobody_at_the_next_run(token):
    actor = gate._find_actor()
    with start.store().writing() as session:
        account = session.get(Account, actor.account_id)
        account.disabled_at = datetime.now(UTC)
        session.add(account)
        session.commit()
    assert gate._find_actor() is None


def test_who_has_another_role_has_it_at_the_next_run(token):
    actor = gate._find_actor()
    with start.store().writing() as session:
        account = session.get(Account, actor.account_id)
        account.role = Role.LAY_MEMBER
        session.add(account)
        session.commit()
    assert gate._find_actor().role is Role.LAY_MEMBER


def test_who_has_idled_out_is_nobody_though_nothing_was_committed(token):
    actor, store = gate._find_actor(), start.store()
    with store.reading() as session:
        held = sign_in.find_holder(session, session_id=actor.session_id)
    over = held.seen_at + timedelta(seconds=held.idle_seconds)
    for moment, is_known in ((over, True), (over + timedelta(seconds=1), False)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(start, "store", lambda moment=moment: replace(store, clock=lambda: moment))
            patch.setattr(sign_in, "stamp_session", lambda *_: None)
            assert (gate._find_actor() is not None) is is_known


def test_another_token_is_another_holder(token, monkeypatch):
    gate._find_actor()
    other = token_for("lay.member")
    monkeypatch.setattr(connection, "cookies", lambda: cookies_of(other))
    assert gate._find_actor().username == "lay.member"


def act_by_itself(does, actor):
    with start.store().writing() as session:
        does(session, actor)
