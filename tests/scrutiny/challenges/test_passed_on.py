"""A challenge that was passed on: what the first agency said and how late it was stays its own, and readable to it."""

import pytest

from cscp_core.errors import NotFound
from cscp_core.scrutiny.challenges import answering, reads, service
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Happened
from tests.scrutiny.asking import boxes_with, ids


@pytest.fixture
def passed_on(asking, clock):
    """A challenge that the council answered late, was challenged on, and passed on to the police."""
    (challenge_id,) = asking.ask()
    clock.advance(days=30)
    asking.act(answering.send_answer, challenge_id, boxes=boxes_with(changed="The council's words."))
    asking.act(service.challenge_further, challenge_id)
    pass_on(asking, challenge_id)
    return challenge_id


def pass_on(asking, challenge_id, to="police"):
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.NOT_OURS, agency_id=to)
    asking.act(service.reply, challenge_id, agency_id=to)


def answered_by_police(asking, challenge_id):
    asking.act(answering.send_answer, challenge_id, by="pat", boxes=boxes_with(changed="The police's words."))


def test_a_late_answer_stays_late_for_the_agency_that_gave_it(asking, passed_on):
    record = asking.read(reads.record_of_agency, agency_id="council")
    assert (record.punctuality, ids(record.passed_on), record.challenges) == ("0 of 1 answer on time", [passed_on], ())
    assert asking.read(reads.record_of_agency, agency_id="police").punctuality == "no answer yet"


def test_ratings_stay_with_the_agency_that_was_rated(asking):
    challenge_id = asking.at("answered")
    asking.act(service.rate, challenge_id)
    asking.act(service.challenge_further, challenge_id)
    pass_on(asking, challenge_id)
    assert asking.read(reads.record_of_agency, agency_id="council").ratings == {"partly": 1}
    assert asking.read(reads.record_of_agency, agency_id="police").ratings == {}


def test_the_first_agencys_words_are_not_told_as_the_answer_of_the_next(asking, passed_on):
    assert asking.read(reads.answers_to, challenge_ids=[passed_on]) == {}
    answered_by_police(asking, passed_on)
    told = asking.read(reads.answers_to, challenge_ids=[passed_on])[passed_on]
    assert (told.agency, told.boxes.changed) == ("Tiny Police", "The police's words.")


def test_every_answer_names_its_agency(asking, passed_on):
    answered_by_police(asking, passed_on)
    assert [one.agency for one in asking.whole(passed_on).answers] == ["Tiny Police", "Tiny Council"]


def test_the_agency_that_passed_it_on_still_reads_its_own_part(asking, passed_on):
    answered_by_police(asking, passed_on)
    whole = asking.whole(passed_on, by="cora")
    assert [one.boxes.changed for one in whole.answers] == ["The council's words."]
    assert [one.kind for one in whole.events] == [
        Happened.REPLIED,
        Happened.ASKED_BACK,
        Happened.FURTHER,
        Happened.ANSWERED,
        Happened.RAISED,
    ]
    assert (whole.challenge.stands, whole.can_answer, whole.draft) == ("passed on to Tiny Police", False, None)


def test_it_learns_nothing_of_what_became_of_it(asking, passed_on):
    answered_by_police(asking, passed_on)
    asking.act(service.close, passed_on, reason="The police showed it.")
    asked = asking.whole(passed_on, by="cora").challenge
    assert (asked.closing_reason, asked.assurance, asked.recheck_on, asked.closed_at) == ("", None, None, None)


def test_it_reads_its_part_also_where_it_never_answered(asking):
    challenge_id = asking.at("raised")
    pass_on(asking, challenge_id)
    assert asking.whole(challenge_id, by="cora").challenge.passed_on


def test_it_can_do_nothing_more_with_it(asking, passed_on):
    assert passed_on not in asking.shown(by="cora") + ids(asking.read(reads.list_owed, by="cora"))
    with pytest.raises(NotFound):
        asking.act(answering.send_answer, passed_on)


def test_the_agency_that_has_it_now_reads_everything(asking, passed_on):
    whole = asking.whole(passed_on, by="pat")
    assert (len(whole.answers), whole.challenge.passed_on, whole.can_answer) == (1, False, True)


def test_an_agency_that_never_had_it_finds_none(asking, passed_on):
    with pytest.raises(NotFound):
        asking.whole(passed_on, by="hal")


def test_what_comes_back_is_with_the_first_agency_as_before(asking, passed_on):
    asking.act(answering.ask_back, passed_on, by="pat", asked=AskedBack.NOT_OURS, agency_id="council")
    asking.act(service.reply, passed_on, agency_id="council")
    whole = asking.whole(passed_on, by="cora")
    assert (whole.challenge.state, whole.challenge.passed_on, whole.can_answer) == (ChallengeState.RAISED, False, True)
    assert ids(asking.read(reads.record_of_agency, agency_id="police").passed_on) == [passed_on]
