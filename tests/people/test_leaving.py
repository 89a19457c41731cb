"""Leaving: who was disabled keeps a link of 90 days to their own data, and to nothing else."""

from datetime import timedelta

import pytest
from sqlmodel import select

from cscp_core.errors import AccountRefused, ChangedMeanwhile, LinkRefused, NotAllowed, SignedOut
from cscp_core.people import leaving, service, sign_in
from cscp_core.people.leaving import KEPT_FOR
from cscp_core.people.permissions import SYSTEM, Permission, Role, may
from cscp_core.people.rules import Choice
from cscp_core.people.tables import Leaving
from cscp_core.scrutiny.challenges import handover
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import AccountsAction
from tests.conftest import make_account
from tests.people.signing import on_disk


@pytest.fixture
def kim(store):
    """A Young Advisor, and a scrutineer beside them."""
    with store.writing() as session:
        make_account(session, "dee", Role.SCRUTINEER)
        return make_account(session, "kim", Role.YOUNG_ADVISOR)


def person(store, username="kim"):
    with store.reading() as session:
        return service.find_person(session, SYSTEM, username=username)


def act(store, does, username="kim", **details):
    found = person(store, username)
    with store.writing() as session:
        return does(session, SYSTEM, account_id=found.account_id, version=found.version, **details)


def left(store):
    return act(store, handover.disable_voice)


def who(store, token):
    with store.reading() as session:
        return leaving.who_left(session, token)


@pytest.mark.parametrize("role", [Role.YOUNG_ADVISOR, Role.LAY_MEMBER])
def test_who_is_disabled_gets_a_link_that_says_whose_it_is(store, role):
    with store.writing() as session:
        made = make_account(session, "ria", role)
    actor = who(store, act(store, handover.disable_voice, "ria"))
    assert (actor.account_id, actor.role, actor.has_left) == (made.account_id, role, True)


def test_the_link_works_for_ninety_days_as_often_as_its_owner_likes(store, kim, clock):
    token = left(store)
    for _ in range(89):
        clock.advance(days=1)
        who(store, token)
    assert timedelta(days=90) == KEPT_FOR
    clock.advance(days=1)
    with pytest.raises(LinkRefused):
        who(store, token)


def test_who_came_by_the_link_may_handle_their_own_data_and_nothing_else(store, kim):
    actor = who(store, left(store))
    assert [one for one in Permission if may(actor, one)] == [Permission.KEEP_OWN_DATA]


def test_the_link_is_no_way_to_sign_in(store, kim):
    token = left(store)
    with store.reading() as session:
        assert sign_in.who_is(session, token) is None
        with pytest.raises(LinkRefused):
            sign_in.owner_of_link(session, token)


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "\0"])
def test_another_link_opens_nothing(store, kim, token):
    left(store)
    with pytest.raises(LinkRefused):
        who(store, token)


def test_the_database_has_the_hash_of_the_link_and_not_the_link(store, kim):
    token = left(store)
    assert sign_in.token_hash(token).encode() in on_disk(store)
    assert token.encode() not in on_disk(store)


def test_a_new_link_ends_the_one_before_and_not_the_ninety_days(store, kim, clock):
    first = left(store)
    clock.advance(days=60)
    second = act(store, leaving.make_link)
    with pytest.raises(LinkRefused):
        who(store, first)
    assert who(store, second).username == "kim"
    clock.advance(days=30)
    with pytest.raises(LinkRefused):
        who(store, second)
    with pytest.raises(AccountRefused, match="90 days are over"):
        act(store, leaving.make_link)


def test_who_is_let_in_again_needs_no_link(store, kim):
    token = left(store)
    act(store, service.enable_account)
    with pytest.raises(LinkRefused):
        who(store, token)
    assert person(store).link_until is None


def test_who_is_disabled_on_the_command_line_has_their_ninety_days_too(store, kim):
    act(store, handover.disable_person)
    assert person(store).link_until is not None
    assert who(store, act(store, leaving.make_link)).username == "kim"


def test_nobody_gets_a_link_who_has_not_left(store, kim):
    with pytest.raises(AccountRefused):
        act(store, leaving.make_link)


def test_who_writes_nothing_here_has_no_words_and_no_link(store, kim):
    with pytest.raises(AccountRefused):
        act(store, handover.disable_voice, "dee")
    assert not person(store, "dee").disabled


def test_a_link_for_somebody_who_was_changed_meanwhile_is_not_made(store, kim):
    left(store)
    found = person(store)
    with store.writing() as session, pytest.raises(ChangedMeanwhile):
        leaving.make_link(session, SYSTEM, account_id=found.account_id, version=found.version - 1)


def test_somebody_who_was_changed_meanwhile_is_not_disabled(store, kim):
    found = person(store)
    with store.writing() as session, pytest.raises(ChangedMeanwhile):
        handover.disable_voice(session, SYSTEM, account_id=found.account_id, version=found.version - 1)
    assert not person(store).disabled


def test_what_they_choose_is_kept_and_can_be_changed(store, kim):
    actor = who(store, left(store))
    for version, choice in ((1, Choice.GO), (2, Choice.STAY)):
        with store.writing() as session:
            leaving.choose_outcome(session, actor, version=version, choice=choice)
    with store.reading() as session:
        assert leaving.own_leaving(session, actor).chosen is Choice.STAY


def test_a_choice_in_an_older_tab_is_refused(store, kim):
    actor = who(store, left(store))
    for refused in (False, True):
        with store.writing() as session:
            if refused:
                with pytest.raises(ChangedMeanwhile):
                    leaving.choose_outcome(session, actor, version=1, choice=Choice.STAY)
            else:
                leaving.choose_outcome(session, actor, version=1, choice=Choice.GO)


def test_the_business_manager_cannot_choose_for_them(store, kim):
    left(store)
    with store.writing() as session:
        sam = make_account(session, "sam", Role.BUSINESS_MANAGER)
        with pytest.raises(NotAllowed):
            leaving.choose_outcome(session, sam, version=1, choice=Choice.GO)


def test_a_page_that_is_open_when_the_link_ends_does_nothing_more(store, kim):
    actor = who(store, left(store))
    act(store, service.enable_account)
    with store.reading() as session, pytest.raises(SignedOut):
        leaving.check_still(session, actor)


def test_the_trail_says_neither_who_chose_nor_what(store, kim):
    actor = who(store, left(store))
    with store.writing() as session:
        leaving.choose_outcome(session, actor, version=1, choice=Choice.GO)
    with store.reading() as session:
        row = session.exec(select(TrailRow).where(TrailRow.action == AccountsAction.WORDS_CHOICE_SAVED)).one()
        assert (row.subject, row.detail) == ("of their own", "{}")
        assert "kim" not in f"{row.who} {row.subject} {row.detail}"


def test_of_one_who_left_no_name_stands_beside_the_link(store, kim):
    left(store)
    with store.reading() as session:
        row = session.exec(select(Leaving)).one()
    assert set(row.model_dump()) == {"account_id", "token_hash", "until", "chosen", "version"}
