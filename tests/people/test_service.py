"""Managing accounts: adding, listing, disabling, deputies, resetting, and what is refused."""

import pytest
from sqlmodel import select

from cscp_core.errors import AccountRefused, ChangedMeanwhile, NotAllowed, NotFound
from cscp_core.people import service, sign_in
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account, Agency
from cscp_core.scrutiny.challenges import handover
from cscp_core.storage.paging import PAGE_SIZE
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import AccountsAction, SignInAction
from tests.builders import facts_of
from tests.conftest import make_account
from tests.people.signing import open_for, who_is


@pytest.fixture
def council(store):
    """An agency, and one that ended and named it as its successor."""
    with store.writing() as session:
        session.add(Agency(agency_id="council", name="Tiny Council", short_name="Council", kind="council"))
        session.flush()
        session.add(Agency(agency_id="old", name="Old Council", short_name="Old", kind="x", successor_id="council"))
        session.commit()
    return "council"


def add(store, actor=SYSTEM, **details):
    known = {"username": "kim", "name": "Kim Lee", "role": Role.LAY_MEMBER}
    with store.writing() as session:
        return service.add_person(session, actor, **known | details)


def find(store, username="kim"):
    with store.reading() as session:
        return service.find_person(session, SYSTEM, username=username)


def change(store, what, actor=SYSTEM, username="kim", **details):
    found = find(store, username)
    with store.writing() as session:
        return what(session, actor, account_id=found.account_id, **{"version": found.version} | details)


def trail_rows(store):
    with store.reading() as session:
        return list(session.exec(select(TrailRow)))


@pytest.mark.engine
def test_an_added_person_is_found_as_given(store, manager):
    add(store, manager)
    found = find(store)
    assert (found.username, found.name, found.role) == ("kim", "Kim Lee", Role.LAY_MEMBER)


def test_an_added_person_has_no_password_yet(store, manager):
    add(store, manager)
    assert not find(store).has_password


def test_adding_answers_a_link_that_belongs_to_the_new_account(store, manager):
    link = add(store, manager)
    with store.reading() as session:
        assert sign_in.owner_of_link(session, link) == "kim"


def test_a_user_name_is_kept_in_small_letters_without_spaces(store, manager):
    add(store, manager, username=" Kim ")
    assert find(store, "kim").username == "kim"


@pytest.mark.engine
def test_a_person_is_found_however_the_name_is_typed(store, manager):
    add(store, manager)
    assert find(store, " KIM ").username == "kim"


def test_nobody_is_found_under_an_unknown_name(store):
    with pytest.raises(NotFound, match="no account called kim"):
        find(store)


def test_a_taken_name_is_refused(store, manager):
    add(store, manager)
    with pytest.raises(AccountRefused, match="already an account called kim"):
        add(store, manager, username="KIM")


def test_a_malformed_name_is_refused(store, manager):
    with pytest.raises(AccountRefused, match="small letters"):
        add(store, manager, username="kim lee")


def test_somebody_without_a_name_to_be_known_by_is_refused(store, manager):
    with pytest.raises(AccountRefused, match="colleagues will recognise"):
        add(store, manager, name="  ")


def test_a_partner_of_an_unknown_agency_is_refused(store, manager):
    with pytest.raises(AccountRefused, match="not known"):
        add(store, manager, role=Role.PARTNER, agency_id="nowhere")


def test_a_partner_without_an_agency_is_refused(store, manager):
    with pytest.raises(AccountRefused, match="Choose the agency"):
        add(store, manager, role=Role.PARTNER)


def test_a_lay_member_with_an_agency_is_refused(store, manager, council):
    with pytest.raises(AccountRefused, match="Only a statutory partner"):
        add(store, manager, agency_id=council)


def test_a_second_command_line_cannot_be_added(store, manager):
    with pytest.raises(AccountRefused, match="one of the roles"):
        add(store, manager, role=Role.SYSTEM)


def test_a_refused_person_is_not_added(store, manager):
    with pytest.raises(AccountRefused):
        add(store, manager, role=Role.PARTNER)
    with pytest.raises(NotFound):
        find(store)


def test_a_partner_shows_the_name_of_the_agency(store, manager, council):
    add(store, manager, role=Role.PARTNER, agency_id=council)
    assert find(store).agency == "Tiny Council"


def test_a_partner_may_answer_for_the_agency(store, manager, council):
    add(store, manager, role=Role.PARTNER, agency_id=council, answers=True)
    assert find(store).answers


def test_nobody_but_a_partner_answers_for_an_agency(store, manager):
    add(store, manager, answers=True)
    assert not find(store).answers


def test_a_deputy_of_the_safeguarding_lead_can_be_added(store, manager):
    add(store, manager, role=Role.SAFEGUARDING_LEAD, deputy=True)
    assert find(store).deputy


def test_a_lay_member_has_no_deputy(store, manager):
    with pytest.raises(AccountRefused, match="have deputies"):
        add(store, manager, deputy=True)


def test_an_agency_that_ended_is_not_offered(store, manager, council):
    with store.reading() as session:
        assert service.list_agencies(session, manager) == {"council": "Tiny Council"}


def test_a_disabled_account_is_shown_as_disabled(store, manager):
    add(store, manager)
    change(store, handover.disable_person, manager)
    assert find(store).disabled


def test_disabling_ends_the_accounts_sessions(store, manager, scrutineer):
    token = open_for(store, "dee")
    change(store, handover.disable_person, manager, "dee")
    assert who_is(store, token) is None


def test_a_disabled_account_is_let_in_again(store, manager, scrutineer):
    change(store, handover.disable_person, manager, "dee")
    change(store, service.enable_account, manager, "dee")
    assert who_is(store, open_for(store, "dee")).username == "dee"


def test_nobody_disables_the_own_account(store, manager):
    add(store, username="second.manager", role=Role.BUSINESS_MANAGER)
    with pytest.raises(AccountRefused, match="cannot disable your own"):
        change(store, handover.disable_person, manager, "sam")


def test_the_last_business_manager_cannot_be_disabled(store, manager):
    with pytest.raises(AccountRefused, match="last business manager"):
        change(store, handover.disable_person, SYSTEM, "sam")


def test_a_disabled_business_manager_does_not_count_as_another(store, manager, clock):
    with store.writing() as session:
        make_account(session, "gone", Role.BUSINESS_MANAGER, disabled_at=clock.moment)
    with pytest.raises(AccountRefused, match="last business manager"):
        change(store, handover.disable_person, SYSTEM, "sam")


def test_a_business_manager_is_disabled_when_another_remains(store, manager):
    with store.writing() as session:
        make_account(session, "second.manager", Role.BUSINESS_MANAGER)
    change(store, handover.disable_person, SYSTEM, "sam")
    assert find(store, "sam").disabled


def test_a_refused_disabling_changes_nothing(store, manager):
    with pytest.raises(AccountRefused):
        change(store, handover.disable_person, SYSTEM, "sam")
    assert (find(store, "sam").disabled, find(store, "sam").version) == (False, 1)


def test_a_holder_of_a_role_can_become_its_deputy(store, manager):
    add(store, manager, role=Role.BUSINESS_MANAGER)
    change(store, service.set_deputy, manager, deputy=True)
    assert find(store).deputy


def test_a_deputy_can_become_the_holder_of_the_role(store, manager):
    add(store, manager, role=Role.BUSINESS_MANAGER, deputy=True)
    change(store, service.set_deputy, manager, deputy=False)
    assert not find(store).deputy


def test_a_scrutineer_cannot_become_a_deputy(store, manager, scrutineer):
    with pytest.raises(AccountRefused, match="have deputies"):
        change(store, service.set_deputy, manager, "dee", deputy=True)


def test_a_reset_takes_the_password_away(store, manager, scrutineer):
    change(store, service.reset_password, manager, "dee")
    assert not find(store, "dee").has_password


def test_a_reset_answers_a_link_that_belongs_to_the_account(store, manager, scrutineer):
    link = change(store, service.reset_password, manager, "dee")
    with store.reading() as session:
        assert sign_in.owner_of_link(session, link) == "dee"


CHANGES = [
    pytest.param(handover.disable_person, {}, id="disable"),
    pytest.param(service.enable_account, {}, id="enable"),
    pytest.param(service.set_deputy, {"deputy": False}, id="deputy"),
    pytest.param(service.reset_password, {}, id="reset"),
    pytest.param(service.set_email, {"email": "dee@example.org"}, id="e-mail"),
]


@pytest.mark.parametrize(("what", "details"), CHANGES)
def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(store, manager, scrutineer, what, details):
    stale = find(store, "dee").version
    change(store, service.set_deputy, manager, "dee", deputy=False)
    with pytest.raises(ChangedMeanwhile, match="while you were reading"):
        change(store, what, manager, "dee", version=stale, **details)


@pytest.mark.parametrize(("what", "details"), CHANGES)
def test_a_change_makes_the_next_version(store, manager, scrutineer, what, details):
    change(store, what, manager, "dee", **details)
    assert find(store, "dee").version == 2


@pytest.mark.parametrize(("what", "details"), CHANGES)
def test_an_account_that_is_not_there_cannot_be_changed(store, manager, what, details):
    with store.writing() as session, pytest.raises(NotFound, match="not there any more"):
        what(session, manager, account_id=999, version=1, **details)


def test_a_password_that_the_owner_changed_makes_the_managers_page_stale(store, manager, scrutineer):
    seen = find(store, "dee").version
    actor = who_is(store, open_for(store, "dee"))
    with store.writing() as session:
        sign_in.change_password(session, actor, old="correct horse battery", new="lantern orbit pickle")
    with pytest.raises(ChangedMeanwhile):
        change(store, service.reset_password, manager, "dee", version=seen)


def test_every_change_stands_in_the_trail(store, manager):
    add(store, manager)
    change(store, handover.disable_person, manager)
    change(store, service.enable_account, manager)
    change(store, service.set_deputy, manager, deputy=False)
    change(store, service.reset_password, manager)
    assert [row.action for row in trail_rows(store)] == [
        AccountsAction.ADDED,
        AccountsAction.DISABLED,
        AccountsAction.ENABLED,
        AccountsAction.DEPUTY_CHANGED,
        SignInAction.PASSWORD_RESET,
    ]


def test_the_trail_says_who_changed_whose_account(store, manager):
    add(store, manager)
    row = trail_rows(store)[0]
    assert (row.who, row.subject) == (f"account {manager.account_id}", f"account {find(store).account_id}")


def test_the_trail_says_role_and_agency_of_an_added_account_and_no_name(store, manager, council):
    add(store, manager, role=Role.PARTNER, agency_id=council)
    assert facts_of(trail_rows(store)[0]) == {"agency": "council", "role": "statutory partner"}


def test_the_trail_has_no_link_in_it(store, manager):
    links = [add(store, manager), change(store, service.reset_password, manager)]
    told = " ".join(row.model_dump_json() for row in trail_rows(store))
    assert [link for link in links if link in told or sign_in.token_hash(link) in told] == []


def test_notices_of_an_added_person_stay_in_the_app_unless_an_address_is_given(store, manager):
    add(store, manager)
    assert find(store).email == ""


def test_somebody_is_added_with_an_address_for_notices(store, manager):
    add(store, manager, email=" Kim@Example.ORG ")
    assert find(store).email == "Kim@example.org"


def test_somebody_with_an_address_that_is_none_is_not_added(store, manager):
    with pytest.raises(AccountRefused, match="not an e-mail address"):
        add(store, manager, email="kim")
    with pytest.raises(NotFound):
        find(store)


def test_the_address_for_notices_can_be_changed(store, manager):
    add(store, manager, email="kim@example.org")
    change(store, service.set_email, manager, email="lee@example.org")
    assert find(store).email == "lee@example.org"


def test_the_address_for_notices_can_be_taken_away(store, manager):
    add(store, manager, email="kim@example.org")
    change(store, service.set_email, manager, email="")
    assert find(store).email == ""


def test_an_address_that_is_none_changes_nothing(store, manager):
    add(store, manager, email="kim@example.org")
    with pytest.raises(AccountRefused, match="not an e-mail address"):
        change(store, service.set_email, manager, email="kim at home")
    assert (find(store).email, find(store).version) == ("kim@example.org", 1)


def test_the_trail_says_that_an_address_changed_and_not_to_which(store, manager):
    add(store, manager)
    change(store, service.set_email, manager, email="kim@example.org")
    assert [row.action for row in trail_rows(store)][-1] == AccountsAction.ADDRESS_CHANGED
    assert "example.org" not in " ".join(row.model_dump_json() for row in trail_rows(store))


def test_only_who_manages_accounts_changes_where_notices_go(store, manager, scrutineer):
    with pytest.raises(NotAllowed):
        change(store, service.set_email, scrutineer, "dee", email="dee@example.org")
    assert find(store, "dee").email == ""


@pytest.fixture
def partner(store, council):
    """A partner, kim, that answers for the council; there is a second agency, the police."""
    with store.writing() as session:
        session.add(Agency(agency_id="police", name="Tiny Police", short_name="Police", kind="police"))
        session.commit()
        make_account(session, "kim", Role.PARTNER, agency_id=council, answers=True)
    return "kim"


def move(store, actor=SYSTEM, username="kim", **details):
    change(store, handover.move_person, actor, username, **{"agency_id": "police", "answers": True} | details)


def test_a_moved_partner_belongs_to_the_other_agency(store, manager, partner):
    move(store, manager)
    assert (find(store).agency_id, find(store).agency, find(store).answers) == ("police", "Tiny Police", True)


def test_a_partner_may_come_to_draft_only(store, manager, partner):
    move(store, manager, agency_id="council", answers=False)
    assert (find(store).agency_id, find(store).answers) == ("council", False)


def test_who_drafts_may_come_to_answer(store, manager, partner):
    move(store, manager, agency_id="council", answers=False)
    move(store, manager, agency_id="council", answers=True)
    assert find(store).answers


def test_a_move_leaves_everything_else_of_the_account(store, manager, partner):
    before = find(store)
    move(store, manager)
    after = find(store)
    assert (after.username, after.name, after.role, after.email, after.has_password, after.disabled) == (
        before.username,
        before.name,
        before.role,
        before.email,
        before.has_password,
        before.disabled,
    )


def test_a_move_makes_the_next_version(store, manager, partner):
    move(store, manager)
    assert find(store).version == 2


def test_a_moved_partner_stays_signed_in_and_is_known_under_the_new_agency(store, manager, partner):
    token = open_for(store, "kim")
    move(store, manager, answers=False)
    actor = who_is(store, token)
    assert (actor.agency_id, actor.answers) == ("police", False)


def test_a_move_of_what_somebody_else_changed_meanwhile_is_refused(store, manager, partner):
    stale = find(store).version
    change(store, service.set_email, manager, email="kim@example.org")
    with pytest.raises(ChangedMeanwhile, match="while you were reading"):
        move(store, manager, version=stale)
    assert find(store).agency_id == "council"


@pytest.mark.parametrize("agency_id", ["nowhere", ""])
def test_a_move_to_an_agency_that_is_not_known_changes_nothing(store, manager, partner, agency_id):
    with pytest.raises(AccountRefused):
        move(store, manager, agency_id=agency_id)
    assert (find(store).agency_id, find(store).version) == ("council", 1)


def test_nobody_but_a_partner_is_moved_to_an_agency(store, manager, partner, scrutineer):
    with pytest.raises(AccountRefused, match="Only a statutory partner"):
        move(store, manager, "dee")
    assert find(store, "dee").agency_id is None


@pytest.mark.parametrize("answers", [True, False])
def test_nobody_but_a_partner_comes_to_answer_for_an_agency(store, manager, scrutineer, answers):
    with pytest.raises(AccountRefused):
        move(store, manager, "dee", agency_id="", answers=answers)
    assert not find(store, "dee").answers


def test_an_account_that_is_not_there_cannot_be_moved(store, manager, partner):
    with store.writing() as session, pytest.raises(NotFound, match="not there any more"):
        handover.move_person(session, manager, account_id=999, version=1, agency_id="police", answers=True)


def test_only_who_manages_accounts_moves_anybody(store, partner, scrutineer):
    with pytest.raises(NotAllowed):
        move(store, scrutineer)
    assert find(store).agency_id == "council"


def test_the_trail_says_where_somebody_moved_and_no_name(store, manager, partner):
    move(store, manager, answers=False)
    row = trail_rows(store)[-1]
    assert (row.action, row.subject, facts_of(row)) == (
        AccountsAction.MOVED,
        f"account {find(store).account_id}",
        {"agency": "police", "answers": False},
    )


@pytest.fixture
def crowd(store, clock):
    """A hundred and twenty accounts."""
    with store.writing() as session:
        for number in range(120):
            role = Role.LAY_MEMBER if number % 2 else Role.SCRUTINEER
            session.add(Account(username=f"person.{number:03}", name="P", role=role, made_at=clock.moment))
        session.commit()
    return store


def listed(store, page=1):
    with store.reading() as session:
        return service.list_people(session, SYSTEM, page=page)


def test_a_long_list_comes_in_pages(crowd):
    assert [len(listed(crowd, page).items) for page in (1, 2, 3, 4)] == [PAGE_SIZE, PAGE_SIZE, 20, 0]


def test_every_page_tells_how_long_the_whole_list_is(crowd):
    assert {listed(crowd, page).total for page in (1, 2, 3)} == {120}


def test_the_pages_together_hold_everybody_once(crowd):
    names = [person.username for page in (1, 2, 3) for person in listed(crowd, page).items]
    assert len(set(names)) == 120


def test_people_are_listed_by_role_and_then_by_user_name(crowd):
    people = [person for page in (1, 2, 3) for person in listed(crowd, page).items]
    assert people == sorted(people, key=lambda person: (person.role.label, person.username))


def test_a_listed_person_carries_no_hash(store, scrutineer):
    with store.reading() as session:
        hashed = session.get(Account, scrutineer.account_id).password_hash
    assert hashed not in repr(listed(store).items)
