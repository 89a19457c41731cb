"""When somebody leaves or changes agency: who is told, what the record says, and what they can no longer see."""

import pytest

from cscp_core.errors import AccountRefused, ChangedMeanwhile, NotAllowed, NotFound
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import answering, handover
from cscp_core.scrutiny.challenges.rules import Happened
from tests.people.signing import open_for, who_is
from tests.scrutiny.asking import people_of

LEFT = {
    "disabled": lambda asking, who: disable(asking, who),
    "moved": lambda asking, who: move(asking, who, "police" if who != "pat" else "council"),
}


def account(asking, who):
    (found,) = asking.every(Account, Account.username == who)
    return found


def disable(asking, who, *, by="sam", version=0):
    found = account(asking, who)
    with asking.store.writing() as session:
        handover.disable_person(
            session, asking.people[by], account_id=found.account_id, version=version or found.version
        )


def move(asking, who, agency_id, *, by="sam", answers=True, version=0):
    found = account(asking, who)
    with asking.store.writing() as session:
        handover.move_person(
            session,
            asking.people[by],
            account_id=found.account_id,
            version=version or found.version,
            agency_id=agency_id,
            answers=answers,
        )


@pytest.fixture(params=LEFT)
def leave(request):
    """Both ways of leaving an agency."""
    return LEFT[request.param]


@pytest.mark.parametrize("stage", ["raised", "asked back", "escalated"])
def test_colleagues_are_told_of_what_is_still_with_the_agency(asking, leave, stage):
    challenge_id = asking.at(stage)
    leave(asking, "cora")
    assert asking.told(challenge_id, NoticeKind.HANDED_OVER) == {"carl", "cleo"}


@pytest.mark.parametrize("stage", ["draft", "closed", "withdrawn"])
def test_of_what_is_not_with_the_agency_nobody_is_told(asking, leave, stage):
    challenge_id = asking.at(stage)
    leave(asking, "cora")
    assert asking.told(challenge_id, NoticeKind.HANDED_OVER) == set()


def test_the_record_tells_that_a_challenge_was_handed_over(asking, leave, clock):
    challenge_id = asking.at("raised")
    leave(asking, "cora")
    last = asking.events(challenge_id)[-1]
    assert (last.kind, last.words, last.at) == (
        Happened.HANDED_OVER,
        "Cora no longer works on it. Now with the colleagues who remain.",
        clock.moment,
    )


def test_the_record_names_the_business_manager_who_did_it(asking, leave):
    challenge_id = asking.at("raised")
    leave(asking, "cora")
    assert asking.events(challenge_id)[-1].account_id == asking.people["sam"].account_id


def test_a_handed_over_challenge_keeps_its_due_date_and_state(asking, leave):
    challenge_id = asking.at("raised")
    before = asking.row(challenge_id).model_dump()
    leave(asking, "cora")
    assert asking.row(challenge_id).model_dump() == before


def test_where_nobody_remains_who_can_answer_the_business_managers_are_told(asking, leave):
    (challenge_id,) = asking.ask("police")
    leave(asking, "pat")
    assert asking.told(challenge_id, NoticeKind.NOBODY_ANSWERS) == {"sam"}


def test_where_nobody_remains_the_record_says_so(asking, leave):
    (challenge_id,) = asking.ask("police")
    leave(asking, "pat")
    assert asking.events(challenge_id)[-1].words == (
        "Pat no longer works on it. No account can answer for the agency now."
    )


def test_where_only_drafting_accounts_remain_the_business_managers_are_told(asking, leave):
    challenge_id = asking.at("raised")
    leave(asking, "carl")
    leave(asking, "cora")
    assert asking.told(challenge_id, NoticeKind.NOBODY_ANSWERS) == {"sam"}


def test_a_service_that_lost_its_own_people_is_answered_for_by_those_whom_it_is_part_of(asking, leave):
    (challenge_id,) = asking.ask("early-help")
    leave(asking, "eve")
    assert asking.told(challenge_id, NoticeKind.HANDED_OVER) == {"cora", "carl", "cleo"}


def test_who_remains_under_the_agency_that_ended_is_told_too(asking, leave):
    (challenge_id,) = asking.ask("icb")
    leave(asking, "hal")
    assert asking.told(challenge_id, NoticeKind.HANDED_OVER) == {"olga"}


def test_what_the_partnership_was_asked_is_handed_to_nobody_while_other_partners_remain(asking, leave):
    (challenge_id,) = asking.ask("together")
    leave(asking, "cora")
    assert asking.happened(challenge_id) == ["raised"]


def test_other_agencies_challenges_are_left_alone(asking, leave):
    (challenge_id,) = asking.ask("icb")
    leave(asking, "cora")
    assert asking.happened(challenge_id) == ["raised"]


def test_a_colleague_who_remains_takes_up_the_draft(asking, leave):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id, by="cora")
    leave(asking, "cora")
    asking.act(answering.send_answer, challenge_id, by="carl")
    assert [one.by for one in asking.whole(challenge_id).answers] == ["Carl"]


def test_who_moved_cannot_see_what_the_agency_was_asked(asking):
    challenge_id = asking.at("answered")
    move(asking, "cora", "police")
    moved = people_of(asking.store)["cora"]
    asking.people["cora"] = moved
    with pytest.raises(NotFound):
        asking.whole(challenge_id, by="cora")


def test_who_moved_cannot_answer_for_the_agency_that_was_left(asking):
    challenge_id = asking.at("raised")
    move(asking, "cora", "police")
    asking.people["cora"] = people_of(asking.store)["cora"]
    with pytest.raises(NotFound):
        asking.act(answering.send_answer, challenge_id, by="cora")


def test_who_moved_answers_for_the_new_agency(asking):
    (challenge_id,) = asking.ask("police")
    move(asking, "cora", "police")
    asking.people["cora"] = people_of(asking.store)["cora"]
    asking.act(answering.send_answer, challenge_id, by="cora")
    assert asking.row(challenge_id).state == "answered"


def test_anyone_who_is_signed_in_and_moved_is_known_under_the_new_agency_at_once(asking):
    token = open_for(asking.store, "cora")
    move(asking, "cora", "police", answers=False)
    found = who_is(asking.store, token)
    assert (found.agency_id, found.answers) == ("police", False)


def test_whose_account_is_disabled_is_nobody_any_more(asking):
    token = open_for(asking.store, "cora")
    disable(asking, "cora")
    assert who_is(asking.store, token) is None


def test_who_comes_to_draft_alone_leaves_nobody_to_answer(asking):
    (challenge_id,) = asking.ask("police")
    move(asking, "pat", "police", answers=False)
    assert asking.told(challenge_id, NoticeKind.NOBODY_ANSWERS) == {"sam"}


def test_who_comes_to_draft_beside_others_who_answer_hands_nothing_over(asking):
    challenge_id = asking.at("raised")
    move(asking, "cora", "council", answers=False)
    assert asking.happened(challenge_id) == ["raised"]


@pytest.mark.parametrize(
    ("who", "to", "agency_id"),
    [
        pytest.param("olga", "icb", "icb", id="from what ended to its successor"),
        pytest.param("eve", "council", "early-help", id="from a service to those whom it is part of"),
    ],
)
def test_who_still_works_on_a_challenge_after_a_move_is_not_said_to_have_left_it(asking, who, to, agency_id):
    (challenge_id,) = asking.ask(agency_id)
    move(asking, who, to)
    assert asking.happened(challenge_id) == ["raised"]


@pytest.mark.parametrize("act", [disable, lambda asking, who, **more: move(asking, who, "police", **more)])
def test_a_handover_of_an_account_that_was_changed_meanwhile_is_refused_and_changes_nothing(asking, act):
    asking.at("raised")
    before = asking.everything()
    with pytest.raises(ChangedMeanwhile):
        act(asking, "cora", version=9)
    assert asking.everything() == before


@pytest.mark.parametrize("act", [disable, lambda asking, who, **more: move(asking, who, "police", **more)])
@pytest.mark.parametrize("person", ["dee", "carl"])
def test_only_the_business_manager_hands_over(asking, act, person):
    before = asking.everything()
    with pytest.raises(NotAllowed):
        act(asking, "cora", by=person)
    assert asking.everything() == before


@pytest.mark.parametrize("agency_id", ["nobody", ""])
def test_nobody_is_moved_to_an_agency_that_is_not_known(asking, agency_id):
    asking.at("raised")
    before = asking.everything()
    with pytest.raises(AccountRefused):
        move(asking, "cora", agency_id)
    assert asking.everything() == before


def test_who_belongs_to_no_agency_leaves_nothing_to_hand_over(asking):
    challenge_id = asking.at("raised")
    disable(asking, "lee")
    assert asking.happened(challenge_id) == ["raised"]


def test_the_name_of_who_left_stays_out_of_the_trail(asking, leave):
    asking.at("raised")
    leave(asking, "cora")
    assert [row.action for row in asking.trail() if "Cora" in row.detail + row.subject] == []
