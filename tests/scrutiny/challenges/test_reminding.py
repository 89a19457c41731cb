"""Reminding an agency of a challenge: who may, who is told, and when there is nothing to be reminded of."""

import pytest

from cscp_core.errors import ChallengeRefused, ChangedMeanwhile, NotAllowed
from cscp_core.notices.rules import NoticeKind
from cscp_core.scrutiny.challenges import answering, reminding
from cscp_core.scrutiny.challenges.rules import Happened
from cscp_core.storage.trail_actions import ChallengesAction
from tests.scrutiny.asking import ids


def remind(asking, challenge_id, *, by="sam", version=0):
    with asking.store.writing() as session:
        reminding.remind_agency(
            session, asking.people[by], challenge_id=challenge_id, version=version or asking.row(challenge_id).version
        )


@pytest.mark.parametrize("by", ["sam", "dee"])
def test_everybody_at_the_agency_has_a_notice_and_the_record_says_so(asking, by):
    challenge_id = asking.at("raised")
    remind(asking, challenge_id, by=by)
    assert asking.told(challenge_id, NoticeKind.REMINDED) == {"cora", "carl", "cleo"}
    assert asking.happened(challenge_id)[-1] == Happened.REMINDED
    assert asking.trail()[-1].action == ChallengesAction.AGENCY_REMINDED


@pytest.mark.parametrize("by", ["cora", "liz"])
def test_nobody_else_reminds_or_reads_what_is_open_everywhere(asking, by):
    challenge_id = asking.at("raised")
    with pytest.raises(NotAllowed):
        remind(asking, challenge_id, by=by)
    with pytest.raises(NotAllowed):
        asking.read(reminding.list_open, by=by)


@pytest.mark.parametrize("stage", ["draft", "asked back", "answered", "closed", "withdrawn"])
def test_an_agency_that_owes_no_answer_now_is_not_reminded(asking, stage):
    challenge_id = asking.at(stage)
    with pytest.raises(ChallengeRefused):
        remind(asking, challenge_id)
    assert not asking.told(challenge_id, NoticeKind.REMINDED)


def test_an_agency_is_reminded_once_a_day(asking, clock):
    challenge_id = asking.at("raised")
    remind(asking, challenge_id)
    with pytest.raises(ChallengeRefused, match="today"):
        remind(asking, challenge_id)
    clock.advance(days=1)
    remind(asking, challenge_id)
    assert asking.happened(challenge_id).count(Happened.REMINDED) == 2


def test_an_agency_for_which_nobody_signs_in_cannot_be_reminded(asking):
    (challenge_id,) = asking.ask("charity")
    with pytest.raises(ChallengeRefused, match="Nobody signs in"):
        remind(asking, challenge_id)


def test_what_changed_since_it_was_read_is_not_reminded_of(asking):
    challenge_id = asking.at("raised")
    before = asking.row(challenge_id).version
    asking.act(answering.ask_back, challenge_id)
    with pytest.raises(ChangedMeanwhile):
        remind(asking, challenge_id, version=before)


def test_what_is_open_is_listed_with_the_agency_that_owes_it(asking):
    opened = [asking.at("raised"), asking.at("escalated"), *asking.ask("police")]
    asking.at("answered")
    assert sorted(ids(asking.read(reminding.list_open, by="sam"))) == sorted(opened)
