"""The agency's side: the shared draft, sending, asking back, and whether an answer came in time."""

from contextlib import suppress
from datetime import date

import pytest

from cscp_core.errors import ChallengeRefused, ChangedMeanwhile
from cscp_core.improvement.rules import Reference, from_json
from cscp_core.scrutiny.challenges import answering, service
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Rating
from tests.scrutiny.asking import BOXES, DUE, TODAY, boxes_with, days_on

AUDIT = Reference("Audit of twelve cases", "Head of quality", "May 2026", "Team drive", "https://council.example/audit")


def draft(asking, challenge_id, by="cora"):
    return asking.whole(challenge_id, by=by).draft


def sent(asking, challenge_id, by="dee"):
    return asking.whole(challenge_id, by=by).answers


def test_a_saved_draft_is_kept_as_written_however_little_it_says(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id, boxes=boxes_with(did="", changed="", next_by=None))
    assert draft(asking, challenge_id).boxes == boxes_with(did="", changed="", next_by=None)


def test_colleagues_share_one_draft(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id, by="cora")
    asking.act(answering.save_answer, challenge_id, by="cleo", boxes=boxes_with(did="We trained fifty."))
    assert draft(asking, challenge_id, by="carl").boxes.did == "We trained fifty."


def test_a_draft_tells_who_saved_it_last(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id, by="cora")
    asking.act(answering.save_answer, challenge_id, by="cleo")
    assert draft(asking, challenge_id).by == "Cleo"


@pytest.mark.parametrize("person", ["dee", "sam"])
def test_a_draft_is_the_agencys_own(asking, person):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id)
    whole = asking.whole(challenge_id, by=person)
    assert (whole.draft, whole.answers) == (None, ())


@pytest.mark.engine
@pytest.mark.parametrize("name", [answering.save_answer, answering.send_answer])
def test_of_two_colleagues_at_once_the_second_is_told(asking, name):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id, by="carl", seen_version=0)
    with pytest.raises(ChangedMeanwhile, match="A colleague saved this answer after you opened it"):
        asking.act(name, challenge_id, seen_version=0)


def test_the_second_colleague_is_shown_every_box_of_the_first(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id, by="carl", boxes=boxes_with(changed=""))
    with pytest.raises(ChangedMeanwhile) as caught:
        asking.act(answering.save_answer, challenge_id, seen_version=0)
    assert caught.value.theirs == (
        "What we did: We trained forty workers.\n\nWhat changed for children: (empty)\n\n"
        "How we know: An audit of twelve cases.\n\nWhat is next: A second audit. (Head of quality, 1 February 2027)"
    )


def test_what_the_first_colleague_saved_is_not_lost(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id, by="carl", boxes=boxes_with(did="Carl's words."))
    with pytest.raises(ChangedMeanwhile):
        asking.act(answering.save_answer, challenge_id, seen_version=0, boxes=boxes_with(did="Cora's words."))
    assert draft(asking, challenge_id).boxes.did == "Carl's words."


def test_the_second_colleague_saves_over_what_was_shown(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id, by="carl")
    assert asking.act(answering.save_answer, challenge_id, seen_version=1, boxes=boxes_with(did="Both our words.")) == 2


@pytest.mark.engine
def test_of_two_colleagues_who_send_at_once_the_first_answer_stands(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.send_answer, challenge_id, by="carl", boxes=boxes_with(did="Carl's words."), seen_version=0)
    with pytest.raises((ChallengeRefused, ChangedMeanwhile)):
        asking.act(answering.send_answer, challenge_id, boxes=boxes_with(did="Cora's words."), seen_version=0)
    assert [one.boxes.did for one in sent(asking, challenge_id)] == ["Carl's words."]


def test_a_sent_answer_tells_everything_that_it_was_sent_with(asking, clock):
    challenge_id = asking.at("raised")
    asking.act(answering.send_answer, challenge_id, evidence=[AUDIT])
    (answer,) = sent(asking, challenge_id)
    assert (answer.boxes, answer.evidence, answer.by, answer.sent_at) == (BOXES, (AUDIT,), "Cora", clock.moment)


def test_a_row_of_references_without_a_word_is_left_out(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.send_answer, challenge_id, evidence=[Reference("", "", "", ""), AUDIT])
    assert from_json(asking.answers(challenge_id)[0].evidence) == (AUDIT,)


def test_a_sent_answer_is_no_draft_any_more(asking):
    assert draft(asking, asking.at("answered")) is None


def test_a_further_challenge_begins_with_an_empty_draft(asking):
    challenge_id = asking.at("answered")
    asking.act(service.challenge_further, challenge_id)
    assert draft(asking, challenge_id) is None


@pytest.mark.engine
def test_every_round_has_an_answer_of_its_own_newest_first(asking):
    challenge_id = asking.at("answered")
    asking.act(service.challenge_further, challenge_id)
    asking.act(answering.send_answer, challenge_id, boxes=boxes_with(did="We trained sixty."))
    assert [(one.round, one.boxes.did) for one in sent(asking, challenge_id)] == [
        (2, "We trained sixty."),
        (1, "We trained forty workers."),
    ]


@pytest.mark.parametrize("name", [answering.save_answer, answering.send_answer])
def test_an_answer_that_was_sent_is_never_written_over(asking, name):
    challenge_id = asking.at("answered")
    asking.act(service.escalate, challenge_id)
    with suppress(ChallengeRefused):  # it may be refused, or begin a new answer
        asking.act(name, challenge_id, boxes=boxes_with(did="On second thoughts."))
    assert "We trained forty workers." in [one.boxes.did for one in sent(asking, challenge_id)]


def test_a_new_answer_to_what_was_escalated_leaves_the_rating_with_the_old_one(asking):
    challenge_id = asking.at("answered")
    asking.act(service.rate, challenge_id, rating=Rating.NOT, reason="No measure.")
    asking.act(service.escalate, challenge_id)
    with suppress(ChallengeRefused):
        asking.act(answering.send_answer, challenge_id, boxes=boxes_with(did="On second thoughts."))
    assert [one.boxes.did for one in sent(asking, challenge_id) if one.rating] == ["We trained forty workers."]


def test_an_answer_on_the_due_day_is_on_time(asking, clock):
    challenge_id = asking.at("raised")
    clock.advance(days=14)
    asking.act(answering.send_answer, challenge_id)
    assert [(one.late, one.due_on) for one in sent(asking, challenge_id)] == [(False, DUE)]


def test_an_answer_a_day_after_is_late(asking, clock):
    challenge_id = asking.at("raised")
    clock.advance(days=15)
    asking.act(answering.send_answer, challenge_id)
    assert [one.late for one in sent(asking, challenge_id)] == [True]


@pytest.mark.parametrize(("hour", "late"), [(22, False), (23, True)])
def test_in_summer_the_due_day_ends_at_midnight_in_england(asking, clock, hour, late):
    clock.moment = clock.moment.replace(year=2027, month=7, day=1, hour=9)
    (challenge_id,) = asking.ask(due_on=date(2027, 7, 9))
    clock.moment = clock.moment.replace(day=9, hour=hour, minute=30)
    asking.act(answering.send_answer, challenge_id)
    assert asking.answers(challenge_id)[0].late is late


@pytest.mark.parametrize(("days", "word"), [(1, "on time"), (30, "late")])
def test_the_record_tells_whether_an_answer_came_in_time(asking, clock, days, word):
    challenge_id = asking.at("raised")
    clock.advance(days=days)
    asking.act(answering.send_answer, challenge_id)
    assert asking.events(challenge_id)[-1].words == word


def test_an_answer_is_measured_by_the_due_date_that_stood_when_it_was_sent(asking, clock):
    challenge_id = asking.at("asked back")
    clock.advance(days=10)
    asking.act(service.reply, challenge_id)
    clock.advance(days=10)
    asking.act(answering.send_answer, challenge_id)
    assert [(one.late, one.due_on) for one in sent(asking, challenge_id)] == [(False, date(2026, 12, 14))]


def test_an_answer_while_the_clock_stands_is_on_time_where_it_was_stopped_in_time(asking, clock):
    challenge_id = asking.at("asked back")
    clock.advance(days=60)
    asking.act(answering.send_answer, challenge_id)
    assert [one.late for one in sent(asking, challenge_id)] == [False]


def test_asking_back_after_the_due_day_does_not_make_a_late_answer_punctual(asking, clock):
    challenge_id = asking.at("raised")
    clock.advance(days=30)
    asking.act(answering.ask_back, challenge_id)
    asking.act(answering.send_answer, challenge_id)
    assert [one.late for one in sent(asking, challenge_id)] == [True]


def test_saying_not_ours_does_not_make_a_late_answer_punctual(asking, clock):
    challenge_id = asking.at("raised")
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.NOT_OURS, agency_id="police")
    clock.advance(days=30)
    asking.act(answering.send_answer, challenge_id)
    assert [one.late for one in sent(asking, challenge_id)] == [True]


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize(
    "after",
    [
        (service.rate,),
        (service.close,),
        (service.close, service.recheck),
        (service.challenge_further,),
        (service.challenge_further, answering.send_answer),
        (service.escalate,),
        (service.escalate, service.close),
        (service.escalate, answering.save_answer),
        (service.escalate, answering.send_answer),
        (service.withdraw,),
    ],
    ids=lambda acts: " and ".join(one.__name__ for one in acts),
)
def test_whether_an_answer_was_late_is_never_changed_by_what_happens_later(asking, clock, late, after):
    challenge_id = asking.at("raised")
    clock.advance(days=30 if late else 1)
    asking.act(answering.send_answer, challenge_id)
    sent_at = clock.moment
    for name in after:
        clock.advance(days=60)
        with suppress(ChallengeRefused):
            asking.act(name, challenge_id)
    first = asking.answers(challenge_id)[0]
    assert (first.late, first.sent_at, first.due_on) == (late, sent_at, DUE)


def test_the_second_rounds_lateness_is_its_own(asking, clock):
    challenge_id = asking.at("raised")
    clock.advance(days=30)
    asking.act(answering.send_answer, challenge_id)
    asking.act(service.challenge_further, challenge_id)
    asking.act(answering.send_answer, challenge_id)
    assert [one.late for one in asking.answers(challenge_id)] == [True, False]


@pytest.mark.parametrize(
    ("asked", "more", "words"),
    [
        (AskedBack.MEANING, {}, "What is meant. Which children?"),
        (AskedBack.TIME, {"until": days_on(40)}, "More time. Until 30 December 2026. Which children?"),
        (AskedBack.NOT_OURS, {"agency_id": "police"}, "Not ours. Try Tiny Police. Which children?"),
    ],
)
def test_what_an_agency_asks_back_stands_on_the_record(asking, asked, more, words):
    challenge_id = asking.at("raised")
    asking.act(answering.ask_back, challenge_id, asked=asked, **more)
    assert asking.events(challenge_id)[-1].words == words


def test_not_ours_names_the_successor_of_an_agency_that_ended(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.NOT_OURS, agency_id="ccg")
    assert "Try Tiny Health Board." in asking.events(challenge_id)[-1].words


def test_a_challenge_that_is_asked_back_waits_for_the_scrutineer_from_that_day(asking):
    row = asking.row(asking.at("asked back"))
    assert (row.state, row.waiting_for, row.waiting_since) == (ChallengeState.RAISED, AskedBack.MEANING, TODAY)


@pytest.mark.parametrize(
    ("asked", "more", "overdue"),
    [
        (AskedBack.MEANING, {}, False),
        (AskedBack.TIME, {"until": days_on(5)}, False),
        (AskedBack.NOT_OURS, {"agency_id": "police"}, True),
    ],
)
def test_only_a_question_or_a_wish_for_time_keeps_a_challenge_from_being_overdue(asking, clock, asked, more, overdue):
    challenge_id = asking.at("raised")
    asking.act(answering.ask_back, challenge_id, asked=asked, **more)
    clock.advance(days=30)
    assert asking.whole(challenge_id).challenge.overdue is overdue


def test_an_agency_may_ask_again_once_it_has_a_reply(asking):
    challenge_id = asking.at("asked back")
    asking.act(service.reply, challenge_id)
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.TIME, until=days_on(30))
    assert asking.row(challenge_id).waiting_for == AskedBack.TIME


def test_an_answer_ends_what_the_agency_asked_back(asking):
    challenge_id = asking.at("asked back")
    asking.act(answering.send_answer, challenge_id)
    assert (asking.row(challenge_id).waiting_for, asking.row(challenge_id).waiting_since) == ("", None)
