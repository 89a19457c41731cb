"""The asker's side: drafts, several agencies at once, replies, ratings, further challenges, closing, re-checks."""

from datetime import date

import pytest

from cscp_core.errors import ChallengeRefused, ChangedMeanwhile
from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown
from cscp_core.notices.rules import NoticeKind
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering, drafting, service
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Happened, Rating
from tests.builders import load_into, small_row, write_folder
from tests.scrutiny.asking import AGENCIES, BOXES, DUE, TINY, boxes_with, days_on

CLAIM = {"report_id": TINY, "source_kind": "claim", "source_id": "claim-1.1-01"}


def passed_on(asking, to="police", **details):
    """A challenge that the council called not theirs and that was put to another agency."""
    (challenge_id,) = asking.ask()
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.NOT_OURS, agency_id=to)
    asking.act(service.reply, challenge_id, agency_id=to, **details)
    return challenge_id


def test_a_draft_keeps_its_words(asking):
    row = asking.row(asking.draft(category=ChallengeCategory.D, agency_ids=["police"]))
    assert (row.question, row.would_answer, row.category, row.agency_ids) == (
        "What changed for children?",
        "One measure from before and after.",
        ChallengeCategory.D,
        "police",
    )


def test_a_draft_has_no_clock_and_no_agency_yet(asking):
    row = asking.row(asking.draft())
    assert (row.due_on, row.raised_at, row.agency_id) == (None, None, None)


def test_a_draft_may_still_lack_whom_to_ask_and_what_would_answer_it(asking):
    row = asking.row(asking.draft(agency_ids=[], would_answer=""))
    assert (row.agency_ids, row.would_answer, row.state) == ("", "", ChallengeState.DRAFT)


def test_a_changed_draft_is_worded_anew(asking):
    challenge_id = asking.draft()
    asking.act(drafting.change_draft, challenge_id, question="So what?", agency_ids=["icb"])
    assert (asking.row(challenge_id).question, asking.row(challenge_id).agency_ids) == ("So what?", "icb")


def test_a_draft_may_be_thrown_away_without_a_reason(asking):
    challenge_id = asking.draft()
    asking.act(service.withdraw, challenge_id, reason="")
    assert asking.row(challenge_id).state == ChallengeState.WITHDRAWN


@pytest.mark.parametrize(
    ("kind", "source_id", "theme_id", "text"),
    [
        ("claim", "claim-1.1-01", "neglect", "Neglect fell."),
        ("figure", "figure-1.1-01", "neglect", "Rate of neglect, Camden, 2020-21: 19"),
        ("recommendation", "rec-1.1-01", "neglect", "Ask children what helped."),
        ("theme", "abuse", "abuse", "It fell."),
        ("recorded_challenge", "challenge-1.1-01", "neglect", "So what?"),
    ],
)
def test_a_question_keeps_the_words_that_it_is_about(asking, kind, source_id, theme_id, text):
    row = asking.row(asking.draft(report_id=TINY, source_kind=kind, source_id=source_id))
    assert (row.source_kind, row.source_id, row.theme_id, row.source_text) == (kind, source_id, theme_id, text)


def test_what_was_drawn_is_what_is_asked_about(asking):
    assert asking.row(asking.draft(**CLAIM, seen_text="Neglect fell.")).source_text == "Neglect fell."
    for ask in (asking.draft, asking.ask):
        with pytest.raises(ChangedMeanwhile) as caught:
            ask(**CLAIM, seen_text="Neglect rose.")
        assert caught.value.theirs == "Neglect fell."


def test_a_free_question_is_about_nothing_in_the_report(asking):
    row = asking.row(asking.draft())
    assert (row.report_id, row.source_kind, row.source_id, row.source_text) == (None, "", "", "")


def test_a_question_keeps_its_words_when_a_later_load_changes_them(asking, tmp_path):
    (challenge_id,) = asking.ask(**CLAIM)
    agencies = [{"short_name": one["name"], "statutory_partner": "no"} | one for one in AGENCIES]
    claims = [small_row("claims", text="Neglect rose.")]
    load_into(asking.store, write_folder(tmp_path / "report", agencies=agencies, claims=claims))
    assert (asking.row(challenge_id).source_text, asking.row(challenge_id).data_version) == ("Neglect fell.", 1)


def test_a_raised_challenge_is_due_in_ten_working_days(asking):
    assert asking.row(asking.at("raised")).due_on == DUE


def test_a_challenge_raised_before_christmas_is_due_after_the_holidays(asking, clock):
    clock.advance(days=28)  # Friday 18 December
    assert asking.row(asking.at("raised")).due_on == date(2027, 1, 6)


def test_a_due_date_of_ones_own_holds(asking):
    (challenge_id,) = asking.ask(due_on=days_on(5))
    assert asking.row(challenge_id).due_on == days_on(5)


def test_late_in_a_summer_evening_the_day_in_england_counts(asking, clock):
    clock.moment = clock.moment.replace(year=2027, month=7, day=1, hour=23, minute=30)  # 00:30 on Friday in England
    assert asking.row(asking.at("raised")).due_on == date(2027, 7, 16)


def test_what_was_never_a_draft_is_raised_at_once(asking, clock):
    row = asking.row(asking.at("raised"))
    assert (row.state, row.round, row.raised_at, row.agency_id) == (ChallengeState.RAISED, 1, clock.moment, "council")


def test_a_draft_is_raised_as_it_is_worded_at_last(asking):
    challenge_id = asking.draft()
    assert asking.act(drafting.raise_draft, challenge_id, question="So what?") == [challenge_id]
    assert asking.row(challenge_id).question == "So what?"


@pytest.mark.parametrize("make", ["ask", "raise_draft"])
def test_of_several_agencies_each_has_a_challenge_of_its_own(asking, make):
    wanted = ["council", "icb", "police"]
    found = (
        asking.ask(*wanted) if make == "ask" else asking.act(drafting.raise_draft, asking.draft(), agency_ids=wanted)
    )
    assert [asking.row(one).agency_id for one in found] == wanted


def test_challenges_to_several_agencies_belong_together(asking):
    found = asking.ask("council", "icb", "police")
    assert [asking.row(one).together for one in found] == [found[0]] * 3


def test_a_challenge_to_one_agency_belongs_to_none(asking):
    assert asking.row(asking.at("raised")).together is None


def test_two_questions_to_several_agencies_do_not_mix(asking):
    first, second = asking.ask("council", "icb"), asking.ask("council", "icb")
    assert asking.row(first[0]).together != asking.row(second[0]).together


def test_the_same_agency_is_asked_once(asking):
    assert len(asking.ask("council", "council")) == 1


def test_an_agency_and_what_it_took_over_are_asked_once(asking):
    (challenge_id,) = asking.ask("ccg", "icb")
    assert asking.row(challenge_id).agency_id == "icb"


def test_what_is_put_to_an_agency_that_ended_goes_to_its_successor(asking):
    (challenge_id,) = asking.ask("ccg")
    assert asking.row(challenge_id).agency_id == "icb"


def test_of_several_agencies_one_answers_and_the_others_stay_asked(asking):
    first, second = asking.ask("council", "police")
    asking.act(answering.send_answer, first)
    assert asking.row(second).state == ChallengeState.RAISED


def test_of_several_agencies_the_clock_of_one_stops_alone(asking, clock):
    first, second = asking.ask("council", "police")
    asking.act(answering.ask_back, first)
    clock.advance(days=3)
    asking.act(service.reply, first)
    assert (asking.row(first).due_on, asking.row(second).due_on) == (date(2026, 12, 7), DUE)


def test_of_several_agencies_one_is_challenged_further_alone(asking):
    first, second = asking.ask("council", "police")
    asking.act(answering.send_answer, first)
    asking.act(answering.send_answer, second, by="pat")
    asking.act(service.challenge_further, first)
    assert (asking.row(first).state, asking.row(second).state) == (ChallengeState.RAISED, ChallengeState.ANSWERED)


@pytest.mark.parametrize(("asked", "more"), [(AskedBack.MEANING, {}), (AskedBack.TIME, {"until": days_on(30)})])
def test_a_reply_puts_the_due_date_off_by_the_working_days_that_the_clock_stood(asking, clock, asked, more):
    challenge_id = asking.at("raised")
    asking.act(answering.ask_back, challenge_id, asked=asked, **more)
    clock.advance(days=5)  # from Friday to Wednesday: three working days
    asking.act(service.reply, challenge_id)
    assert asking.row(challenge_id).due_on == date(2026, 12, 9)


def test_a_reply_with_a_date_of_ones_own_sets_that_date(asking, clock):
    challenge_id = asking.at("asked back")
    clock.advance(days=5)
    asking.act(service.reply, challenge_id, due_on=days_on(60))
    assert asking.row(challenge_id).due_on == days_on(60)


def test_a_reply_starts_the_clock_again(asking, clock):
    challenge_id = asking.at("asked back")
    asking.act(service.reply, challenge_id)
    clock.advance(days=30)
    assert asking.whole(challenge_id).challenge.overdue


def test_a_reply_to_not_ours_leaves_the_due_date(asking, clock):
    challenge_id = asking.at("raised")
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.NOT_OURS, agency_id="police")
    clock.advance(days=5)
    asking.act(service.reply, challenge_id)
    assert (asking.row(challenge_id).due_on, asking.row(challenge_id).agency_id) == (DUE, "council")


def test_a_reply_stands_on_the_record(asking):
    challenge_id = asking.at("asked back")
    asking.act(service.reply, challenge_id, words="Those under five.")
    assert asking.events(challenge_id)[-1].words == "Those under five."


def test_a_challenge_passed_on_has_its_full_time_anew(asking, clock):
    (challenge_id,) = asking.ask()
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.NOT_OURS, agency_id="police")
    clock.advance(days=7)
    asking.act(service.reply, challenge_id, agency_id="police")
    assert (asking.row(challenge_id).agency_id, asking.row(challenge_id).due_on) == ("police", date(2026, 12, 11))


def test_a_challenge_passed_on_with_a_date_of_ones_own_keeps_that_date(asking):
    assert asking.row(passed_on(asking, due_on=days_on(5))).due_on == days_on(5)


def test_a_challenge_passed_on_to_what_ended_goes_to_its_successor(asking):
    assert asking.row(passed_on(asking, to="ccg")).agency_id == "icb"


def test_a_challenge_passed_on_is_answered_by_the_agency_that_has_it_now(asking):
    challenge_id = passed_on(asking)
    asking.act(answering.send_answer, challenge_id, by="pat")
    assert asking.row(challenge_id).state == ChallengeState.ANSWERED


def test_the_agency_that_passed_a_challenge_on_sees_it_no_more(asking):
    challenge_id = passed_on(asking)
    assert challenge_id not in asking.shown(by="cora")


def test_the_record_names_the_agency_that_a_challenge_was_passed_on_to(asking):
    challenge_id = passed_on(asking)
    assert "Tiny Police" in asking.events(challenge_id)[-1].words


def test_what_one_agency_drafted_is_not_shown_to_the_agency_that_it_is_passed_on_to(asking):
    (challenge_id,) = asking.ask()
    asking.act(answering.save_answer, challenge_id, boxes=boxes_with(did="Only between us."))
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.NOT_OURS, agency_id="police")
    asking.act(service.reply, challenge_id, agency_id="police")
    assert asking.whole(challenge_id, by="pat").draft is None


@pytest.mark.parametrize(("asked", "more"), [(AskedBack.MEANING, {}), (AskedBack.TIME, {"until": days_on(30)})])
def test_only_what_an_agency_calls_not_theirs_is_passed_on(asking, asked, more):
    challenge_id = asking.at("raised")
    asking.act(answering.ask_back, challenge_id, asked=asked, **more)
    with pytest.raises(ChallengeRefused, match="says that it is not theirs"):
        asking.act(service.reply, challenge_id, agency_id="police")


@pytest.mark.parametrize("rating", Rating)
def test_an_answer_is_rated_in_a_word_with_its_reason(asking, rating):
    challenge_id = asking.at("answered")
    asking.act(service.rate, challenge_id, rating=rating, reason="No measure.")
    assert [(one.rating, one.rating_reason) for one in asking.answers(challenge_id)] == [(rating, "No measure.")]


def test_an_answer_that_answers_it_needs_no_reason(asking):
    challenge_id = asking.at("answered")
    asking.act(service.rate, challenge_id, rating=Rating.ANSWERS, reason="")
    assert asking.answers(challenge_id)[0].rating == Rating.ANSWERS


def test_an_answer_may_be_rated_anew_and_both_stand_on_the_record(asking):
    challenge_id = asking.at("answered")
    asking.act(service.rate, challenge_id, rating=Rating.NOT)
    asking.act(service.rate, challenge_id, rating=Rating.ANSWERS)
    assert asking.happened(challenge_id)[-2:] == [Happened.RATED, Happened.RATED]


def test_a_rating_belongs_to_the_round_that_it_was_given_in(asking):
    challenge_id = asking.at("answered")
    asking.act(service.rate, challenge_id, rating=Rating.NOT)
    asking.act(service.challenge_further, challenge_id)
    asking.act(answering.send_answer, challenge_id)
    assert [one.rating for one in asking.answers(challenge_id)] == [Rating.NOT, ""]


@pytest.mark.parametrize("name", [service.reply, service.escalate, service.rate])
def test_what_would_answer_it_is_fixed_once_raised(asking, name):
    challenge_id = asking.at({service.reply: "asked back", service.escalate: "raised", service.rate: "answered"}[name])
    asking.act(name, challenge_id)
    assert asking.row(challenge_id).would_answer == "One measure from before and after."


def test_a_further_challenge_may_change_what_would_answer_it(asking):
    challenge_id = asking.at("answered")
    asking.act(service.challenge_further, challenge_id, would_answer="Two measures.")
    assert asking.row(challenge_id).would_answer == "Two measures."


def test_what_would_have_answered_it_before_stays_on_the_record(asking):
    challenge_id = asking.at("answered")
    asking.act(service.challenge_further, challenge_id, would_answer="Two measures.")
    told = [one.words for one in asking.events(challenge_id)]
    assert told[0] == "One measure from before and after."
    assert told[-1] == "How many children is that?\n\nWhat would answer this: Two measures."


def test_a_further_challenge_may_leave_what_would_answer_it(asking):
    challenge_id = asking.at("answered")
    asking.act(service.challenge_further, challenge_id, would_answer="  ")
    assert asking.row(challenge_id).would_answer == "One measure from before and after."


def test_a_further_challenge_has_ten_working_days_of_its_own(asking, clock):
    challenge_id = asking.at("answered")
    clock.advance(days=14)
    asking.act(service.challenge_further, challenge_id)
    assert (asking.row(challenge_id).due_on, asking.row(challenge_id).round) == (date(2026, 12, 18), 2)


def test_a_further_challenge_keeps_the_answer_before(asking):
    challenge_id = asking.at("answered")
    asking.act(service.challenge_further, challenge_id)
    assert [one.boxes for one in asking.whole(challenge_id).answers] == [BOXES]


def test_a_further_challenge_to_what_was_escalated_loses_no_draft_of_the_agency(asking):
    challenge_id = asking.at("escalated")
    asking.act(answering.save_answer, challenge_id)
    asking.act(service.challenge_further, challenge_id)
    draft = asking.whole(challenge_id, by="cora").draft
    assert draft is not None
    assert draft.boxes == BOXES


def test_an_escalation_tells_to_whom_and_why(asking):
    assert asking.events(asking.at("escalated"))[-1].words == "To The chief officers. No answer came."


def test_an_escalated_challenge_keeps_its_due_date(asking):
    assert asking.row(asking.at("escalated")).due_on == DUE


def test_an_agency_that_answered_is_not_called_overdue_because_its_answer_is_escalated(asking, clock):
    challenge_id = asking.at("answered")
    clock.advance(days=30)
    asking.act(service.escalate, challenge_id)
    assert not asking.whole(challenge_id).challenge.overdue


def test_a_withdrawal_tells_why(asking):
    assert asking.events(asking.at("withdrawn"))[-1].words == "It was answered elsewhere."


def test_a_withdrawn_challenge_waits_for_nobody(asking):
    challenge_id = asking.at("asked back")
    asking.act(service.withdraw, challenge_id)
    assert (asking.row(challenge_id).waiting_for, asking.row(challenge_id).waiting_since) == ("", None)


def test_a_challenge_is_closed_on_both_scales_with_a_reason(asking, clock):
    row = asking.row(asking.at("closed"))
    assert (row.how_far, row.how_known, row.assurance, row.closing_reason, row.closed_at) == (
        HowFar.PRACTICE,
        HowKnown.SHOWN,
        Assurance.PARTLY,
        "The audit shows it in part.",
        clock.moment,
    )


def test_a_closing_stands_on_the_record(asking):
    assert asking.events(asking.at("closed"))[-1].words == (
        "partly assured. How far: Practice · how we know: shown. The audit shows it in part."
    )


def test_below_practice_the_written_reason_stands_beside_the_other(asking):
    challenge_id = asking.at("answered")
    why = {"how_far": HowFar.OUTPUT, "assurance": Assurance.ASSURED, "why_assured": "Three agencies count alike."}
    asking.act(service.close, challenge_id, **why)
    assert asking.row(challenge_id).closing_reason == (
        "The audit shows it in part.\n\nAssured all the same: Three agencies count alike."
    )


def test_what_is_closed_as_not_assured_is_never_told_as_assured_all_the_same(asking):
    challenge_id = asking.at("answered")
    asking.act(service.close, challenge_id, assurance=Assurance.NOT, why_assured="Typed before the word was changed.")
    assert "Assured all the same" not in asking.row(challenge_id).closing_reason


def test_closing_sets_one_recheck_six_months_on(asking):
    assert asking.row(asking.at("closed")).recheck_on == date(2027, 5, 21)


def test_closing_sets_the_recheck_that_is_wished(asking):
    challenge_id = asking.at("answered")
    asking.act(service.close, challenge_id, recheck_on=days_on(30))
    assert asking.row(challenge_id).recheck_on == days_on(30)


def test_what_held_stays_closed_and_is_not_looked_at_again(asking):
    row = asking.row(asking.at("re-checked"))
    assert (row.state, row.recheck_on, row.assurance) == (ChallengeState.CLOSED, None, Assurance.PARTLY)


def test_what_was_found_when_it_held_stands_on_the_record(asking):
    last = asking.events(asking.at("re-checked"))[-1]
    assert (last.kind, last.words) == (Happened.HELD, "The audit of May 2027 finds the same.")


def reopened(asking, **details):
    (challenge_id,) = asking.ask(**details)
    asking.act(answering.send_answer, challenge_id)
    asking.act(service.close, challenge_id)
    asking.act(service.recheck, challenge_id, held=False, found="In May 2027 it was 31.")
    return challenge_id


def test_what_did_not_hold_is_raised_again_with_a_clock_of_its_own(asking):
    row = asking.row(reopened(asking))
    assert (row.state, row.round, row.due_on, row.closed_at) == (ChallengeState.RAISED, 2, DUE, None)


def test_what_did_not_hold_shows_the_old_claim_beside_the_new_finding(asking):
    assert asking.events(reopened(asking, **CLAIM))[-1].words == (
        "Then: Neglect fell.\n\nClosed as partly assured: The audit shows it in part.\n\nNow: In May 2027 it was 31."
    )


def test_a_free_question_that_did_not_hold_shows_itself_beside_the_new_finding(asking):
    assert asking.events(reopened(asking))[-1].words.startswith("Then: What changed for children?\n\n")


def test_what_did_not_hold_is_placed_nowhere_while_it_is_open(asking):
    assert asking.whole(reopened(asking)).challenge.placed == ""


def test_what_did_not_hold_may_have_a_due_date_of_ones_own(asking):
    challenge_id = asking.at("closed")
    asking.act(service.recheck, challenge_id, held=False, due_on=days_on(5))
    assert asking.row(challenge_id).due_on == days_on(5)


def test_what_was_reopened_is_answered_closed_and_looked_at_once_more(asking, clock):
    challenge_id = reopened(asking)
    asking.act(answering.send_answer, challenge_id)
    clock.advance(days=10)
    asking.act(service.close, challenge_id)
    assert asking.row(challenge_id).recheck_on == date(2027, 5, 31)


def test_the_whole_life_of_a_challenge_stands_on_its_record(asking):
    challenge_id = reopened(asking)
    assert asking.happened(challenge_id) == [
        Happened.RAISED, Happened.ANSWERED, Happened.CLOSED, Happened.REOPENED,
    ]  # fmt: skip


def test_a_challenge_passed_on_to_an_agency_without_an_account_is_told_to_the_business_managers(asking):
    assert asking.told(passed_on(asking, to="charity"), NoticeKind.NOBODY_ANSWERS) == {"sam"}


def test_nothing_is_ever_taken_off_the_record(asking):
    challenge_id = asking.at("answered")
    before = [one.model_dump() for one in asking.events(challenge_id)]
    for name in (service.rate, service.challenge_further, answering.send_answer, service.close, service.recheck):
        asking.act(name, challenge_id)
    assert [one.model_dump() for one in asking.events(challenge_id)][: len(before)] == before
