"""Who is there: agencies as cards, accounts by role and by agency, and for whom somebody works."""

import pytest

from cscp_core.people import directory
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Agency
from tests.conftest import make_account

AGENCIES = [
    {"agency_id": "council", "kind": "council", "statutory_partner": True},
    {"agency_id": "icb", "kind": "health", "statutory_partner": True},
    {"agency_id": "ccg", "kind": "health", "statutory_partner": True, "successor_id": "icb"},
    {"agency_id": "youth", "kind": "council", "part_of": "council"},
    {"agency_id": "together", "kind": "partnership"},
    {"agency_id": "charity", "kind": "voluntary"},
]


@pytest.fixture
def tiny(store):
    """The store with a few agencies."""
    with store.writing() as session:
        for details in AGENCIES:
            name = f"Tiny {details['agency_id']}"
            session.add(Agency(**{"name": name, "short_name": details["agency_id"]} | details))
            session.flush()
        session.commit()
    return store


@pytest.fixture
def join(tiny, clock):
    """Returns a function that adds a partner's account and returns its id."""

    def make(username, agency_id, *, answers=True, disabled=False):
        gone = {"disabled_at": clock.moment} if disabled else {}
        with tiny.writing() as session:
            return make_account(
                session, username, Role.PARTNER, agency_id=agency_id, answers=answers, **gone
            ).account_id

    return make


def ask(store, what, *details):
    with store.reading() as session:
        return what(session, *details)


def works_for(store, agency_id, role=Role.PARTNER):
    return ask(
        store, directory.works_for, Actor(account_id=1, username="kim", name="Kim", role=role, agency_id=agency_id)
    )


@pytest.mark.engine
def test_every_agency_is_a_card_that_ended_too(tiny):
    assert set(ask(tiny, directory.agency_cards)) == {one["agency_id"] for one in AGENCIES}


def test_a_card_tells_where_questions_go(tiny):
    found = ask(tiny, directory.agency_cards)
    assert (found["ccg"].successor_id, found["youth"].part_of) == ("icb", "council")


def test_a_card_tells_names_kind_and_standing(tiny):
    found = ask(tiny, directory.agency_cards)["icb"]
    assert (found.name, found.short_name, found.kind, found.statutory_partner) == ("Tiny icb", "icb", "health", True)


def test_before_a_report_was_loaded_there_are_no_cards(store):
    assert ask(store, directory.agency_cards) == {}


def test_the_accounts_of_a_role_are_found(store, scrutineer, manager):
    assert ask(store, directory.of_role, Role.BUSINESS_MANAGER) == [manager.account_id]


def test_the_accounts_of_several_roles_are_found(store, scrutineer, manager):
    found = ask(store, directory.of_role, Role.BUSINESS_MANAGER, Role.SCRUTINEER)
    assert set(found) == {manager.account_id, scrutineer.account_id}


def test_a_disabled_account_is_nobodys_of_a_role(store, clock):
    with store.writing() as session:
        make_account(session, "gone", Role.BUSINESS_MANAGER, disabled_at=clock.moment)
    assert ask(store, directory.of_role, Role.BUSINESS_MANAGER) == []


def test_the_accounts_of_an_agency_are_found_whether_they_answer_or_draft(tiny, join):
    wanted = [join("cora", "council"), join("cleo", "council", answers=False)]
    join("hal", "icb")
    assert ask(tiny, directory.of_agency, "council") == wanted


def test_a_disabled_account_is_nobodys_of_an_agency(tiny, join):
    join("cora", "council", disabled=True)
    assert ask(tiny, directory.of_agency, "council") == []


def test_who_is_still_filed_under_what_ended_works_for_the_successor(tiny, join):
    olga = join("olga", "ccg")
    assert ask(tiny, directory.of_agency, "icb") == [olga]


def test_what_ended_is_worked_on_by_the_successors_people(tiny, join):
    hal = join("hal", "icb")
    assert ask(tiny, directory.of_agency, "ccg") == [hal]


def test_what_a_service_is_asked_its_agency_works_on_too(tiny, join):
    wanted = [join("eve", "youth"), join("cora", "council")]
    assert sorted(ask(tiny, directory.of_agency, "youth")) == wanted


def test_what_an_agency_is_asked_its_services_do_not_work_on(tiny, join):
    join("eve", "youth")
    assert ask(tiny, directory.of_agency, "council") == []


def test_what_the_partnership_is_asked_every_statutory_partner_works_on(tiny, join):
    wanted = [join("cora", "council"), join("hal", "icb"), join("olga", "ccg")]
    join("cher", "charity")
    join("eve", "youth")
    assert sorted(ask(tiny, directory.of_agency, "together")) == wanted


def test_an_agency_that_nobody_knows_has_nobody(tiny, join):
    join("cora", "council")
    assert ask(tiny, directory.of_agency, "nobody") == []


def test_an_agency_with_an_answering_account_has_someone_to_answer(tiny, join):
    join("cora", "council")
    assert ask(tiny, directory.has_someone_to_answer, "council")


def test_an_agency_whose_accounts_only_draft_has_nobody_to_answer(tiny, join):
    join("cleo", "council", answers=False)
    assert not ask(tiny, directory.has_someone_to_answer, "council")


def test_an_agency_whose_answering_account_is_disabled_has_nobody_to_answer(tiny, join):
    join("cora", "council", disabled=True)
    assert not ask(tiny, directory.has_someone_to_answer, "council")


@pytest.mark.parametrize(
    ("asked", "home"), [("youth", "council"), ("ccg", "icb"), ("icb", "ccg"), ("together", "council")]
)
def test_someone_may_answer_from_elsewhere(tiny, join, asked, home):
    join("cora", home)
    assert ask(tiny, directory.has_someone_to_answer, asked)


def test_without_any_account_nobody_answers(tiny):
    assert not ask(tiny, directory.has_someone_to_answer, "council")


@pytest.mark.parametrize(
    ("agency_id", "found"),
    [
        ("council", {"council", "youth", "together"}),
        ("icb", {"icb", "ccg", "together"}),
        ("ccg", {"icb", "ccg", "together"}),
        ("youth", {"youth"}),
        ("charity", {"charity"}),
        ("together", {"together"}),
    ],
)
def test_a_partner_works_for_every_agency_that_the_own_one_answers_for(tiny, agency_id, found):
    assert works_for(tiny, agency_id) == found


@pytest.mark.parametrize("agency_id", [None, ""])
def test_who_belongs_to_no_agency_works_for_none(tiny, agency_id):
    assert works_for(tiny, agency_id, Role.SCRUTINEER) == frozenset()


def test_who_belongs_to_an_agency_that_nobody_knows_works_for_none(tiny):
    assert works_for(tiny, "nobody") == frozenset()


def test_somebody_is_known_by_name(store):
    with store.writing() as session:
        kim = make_account(session, "kim", Role.LAY_MEMBER, name="Kim Lee")
    assert ask(store, directory.name_of, kim.account_id) == "Kim Lee"


def test_a_disabled_account_keeps_its_name(store, clock):
    with store.writing() as session:
        kim = make_account(session, "kim", Role.LAY_MEMBER, name="Kim Lee", disabled_at=clock.moment)
    assert ask(store, directory.name_of, kim.account_id) == "Kim Lee"


@pytest.mark.parametrize("nobody", [SYSTEM.account_id, 999])
def test_what_nobody_did_the_command_line_did(store, nobody):
    assert ask(store, directory.name_of, nobody) == "the command line"
