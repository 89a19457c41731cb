"""The year in scrutiny: what was asked and what became of it, and each agency's check of what it will say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering, drafting
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import Boxes
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.meetings import notes
from cscp_core.scrutiny.meetings.rules import NoteKind
from cscp_core.scrutiny.year import service
from cscp_core.scrutiny.year.rules import year_of
from tests.scrutiny.meetings.scene import CLAIM, TINY, TODAY, make_pick

YEAR = year_of(TODAY, "04-01")
LAST, NEXT = year_of(date(2026, 3, 1), "04-01"), year_of(date(2027, 4, 1), "04-01")
DUE = TODAY + timedelta(days=14)


def the_year(scene, year=YEAR, actor=None):
    return scene.ask(service.the_year, actor or scene.lou, report_id=TINY, year=year)


def asked_in(scene, year=YEAR):
    return [one.challenge_id for agency in the_year(scene, year).agencies for one in agency.challenges]


def ids(found):
    return [one.challenge_id for one in found]


def of_council(scene, year=YEAR):
    return next(one for one in the_year(scene, year).agencies if one.agency_id == "council")


def withdraw(scene, challenge_id):
    details = {"version": scene.version(challenge_id), "reason": "Asked elsewhere."}
    scene.act(challenges.withdraw, scene.dee, challenge_id=challenge_id, **details)


def escalate(scene, challenge_id):
    details = {"version": scene.version(challenge_id), "to": "the lead partners", "why": "Silence."}
    scene.act(challenges.escalate, scene.dee, challenge_id=challenge_id, **details)


def closed(scene, **details):
    """A challenge that was answered and closed."""
    challenge_id = scene.raise_challenge()
    scene.answer(challenge_id)
    scene.close(challenge_id, **details)
    return challenge_id


def next_year(clock):
    clock.moment = datetime(2027, 6, 1, 9, 0, tzinfo=UTC)


def little(scene):
    return {one.theme.theme_id: one.why for one in the_year(scene).little}


def test_a_year_without_challenges_is_empty(scene):
    year = the_year(scene)
    assert (year.raised, year.agencies, year.unanswered, year.changed, year.reopened) == (0, (), (), (), ())
    assert (year.decisions, year.meetings, year.year) == ((), 0, YEAR)


def test_what_was_raised_in_the_year_is_in_it(scene):
    asked = scene.raise_challenge()
    assert asked_in(scene) == [asked]


def test_what_was_raised_after_the_year_is_not_in_it(scene):
    scene.raise_challenge()
    assert asked_in(scene, LAST) == []


def test_what_is_still_open_from_before_is_in_it(scene, clock):
    asked = scene.raise_challenge()
    next_year(clock)
    assert asked_in(scene, NEXT) == [asked]


def test_what_was_closed_before_the_year_is_not_in_it(scene, clock):
    closed(scene)
    next_year(clock)
    assert asked_in(scene, NEXT) == []


@pytest.mark.engine
def test_what_was_open_when_the_year_began_and_was_closed_in_it_is_in_both(scene, clock):
    asked = scene.raise_challenge()
    next_year(clock)
    scene.answer(asked)
    scene.close(asked)
    assert asked_in(scene, NEXT) == asked_in(scene, YEAR) == [asked]


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2027, 3, 31, 22, 59, tzinfo=UTC), YEAR),
        (datetime(2027, 3, 31, 23, 0, tzinfo=UTC), NEXT),
    ],
)
def test_a_year_begins_at_midnight_in_england(scene, clock, moment, year):
    clock.moment = moment
    asked = scene.raise_challenge()
    assert asked_in(scene, YEAR) == ([asked] if year is YEAR else [])


def test_a_draft_is_not_in_the_year(scene):
    words = {"question": "Who?", "would_answer": "", "category": ChallengeCategory.A, "agency_ids": ["council"]}
    scene.act(drafting.make_draft, scene.dee, **words)
    assert asked_in(scene) == []


def test_what_was_withdrawn_is_not_in_the_year(scene):
    withdraw(scene, scene.raise_challenge())
    assert asked_in(scene) == []


@pytest.mark.engine
def test_challenges_stand_by_the_agency_that_was_asked(scene):
    ours, theirs, again = scene.raise_challenge(), scene.raise_challenge("board"), scene.raise_challenge()
    found = the_year(scene)
    assert [(one.agency, ids(one.challenges)) for one in found.agencies] == [
        ("Tiny Council", [ours, again]),
        ("Tiny Health Board", [theirs]),
    ]
    assert found.raised == 3


def test_an_agencys_last_answer_stands_with_each_challenge(scene):
    asked, silent = scene.raise_challenge(), scene.raise_challenge()
    scene.answer(asked)
    assert {key: one.boxes.did for key, one in of_council(scene).answers.items()} == {asked: "We looked."}
    assert silent not in of_council(scene).answers


def test_what_is_open_is_open_until_it_is_closed(scene):
    closed(scene)
    raised, answered, escalated = (scene.raise_challenge() for _ in range(3))
    scene.answer(answered)
    escalate(scene, escalated)
    assert ids(of_council(scene).open) == [raised, answered, escalated]


def test_what_nobody_has_answered_is_unanswered(scene):
    raised, escalated = scene.raise_challenge(), scene.raise_challenge()
    escalate(scene, escalated)
    closed(scene)
    assert ids(the_year(scene).unanswered) == [raised, escalated]


def test_an_answer_that_waits_to_be_judged_is_not_called_unanswered(scene):
    scene.answer(scene.raise_challenge())
    assert the_year(scene).unanswered == ()


def test_what_changed_is_what_was_closed_with_the_answer_that_closed_it(scene):
    asked = closed(scene)
    ((found, answer),) = the_year(scene).changed
    assert (found.challenge_id, answer.boxes.changed) == (asked, "Children wait less.")


def test_what_was_closed_after_the_year_did_not_change_in_it(scene, clock):
    asked = scene.raise_challenge()
    next_year(clock)
    scene.answer(asked)
    scene.close(asked)
    assert ids(one for one, _ in the_year(scene, NEXT).changed) == [asked]
    assert the_year(scene, YEAR).changed == ()


def test_what_did_not_hold_at_its_re_check_is_reopened(scene):
    asked = closed(scene)
    scene.reopen(asked)
    year = the_year(scene)
    assert ids(year.reopened) == ids(year.unanswered) == [asked]
    assert year.changed == ()


def test_what_held_at_its_re_check_is_not_reopened(scene):
    asked = closed(scene)
    held = {"version": scene.version(asked), "held": True, "found": "Nine of twelve."}
    scene.act(challenges.recheck, scene.dee, challenge_id=asked, **held)
    assert the_year(scene).reopened == ()


def test_what_is_reopened_is_so_in_the_year_in_which_it_did_not_hold(scene, clock):
    asked = closed(scene)
    next_year(clock)
    scene.reopen(asked)
    assert ids(the_year(scene, NEXT).reopened) == [asked]
    assert the_year(scene, YEAR).reopened == ()


def test_what_was_reopened_and_closed_again_is_still_said_to_have_been_reopened(scene):
    asked = closed(scene)
    scene.reopen(asked)
    scene.answer(asked)
    scene.close(asked)
    assert ids(the_year(scene).reopened) == [asked]


def test_before_any_answer_nothing_is_said_of_punctuality(scene):
    scene.raise_challenge()
    assert of_council(scene).punctuality == "no answer yet"


def test_punctuality_counts_every_answer_that_was_sent(scene, clock):
    asked = scene.raise_challenge()
    scene.answer(asked)
    scene.further(asked)
    clock.advance(days=30)
    scene.answer(asked)
    assert of_council(scene).punctuality == "1 of 2 answers on time"


def test_closing_does_not_make_a_late_answer_punctual(scene, clock):
    asked = scene.raise_challenge()
    clock.advance(days=30)
    scene.answer(asked)
    scene.close(asked)
    assert of_council(scene).punctuality == "0 of 1 answer on time"


def test_a_draft_of_an_answer_is_not_counted(scene, clock):
    asked = scene.raise_challenge()
    clock.advance(days=30)
    scene.act(answering.save_answer, scene.pat, challenge_id=asked, seen_version=0, boxes=Boxes(did="So."))
    assert of_council(scene).punctuality == "no answer yet"


@pytest.mark.parametrize(("number", "said"), [(9, "9 of 9 answers on time"), (10, "10 of 10 answers on time (100%)")])
def test_a_share_is_given_from_ten_answers_on(scene, number, said):
    for _ in range(number):
        scene.answer(scene.raise_challenge())
    assert of_council(scene).punctuality == said


def test_decisions_of_the_years_meetings_are_told(scene):
    meeting_id = scene.open(make_pick(), title="Autumn")
    scene.capture(meeting_id, NoteKind.DECISION, words="We meet in May.", owner="Chair", due_on=DUE)
    (found,) = the_year(scene).decisions
    assert (found.words, found.owner, found.due_on, found.meeting, found.held_on) == (
        "We meet in May.",
        "Chair",
        DUE,
        "Autumn",
        TODAY,
    )


def test_decisions_come_in_the_order_of_the_meetings(scene):
    for day, words in ((TODAY, "later"), (date(2026, 4, 1), "first day"), (date(2027, 3, 31), "last day")):
        scene.capture(scene.open(make_pick(), held_on=day), NoteKind.DECISION, words=words)
    assert [one.words for one in the_year(scene).decisions] == ["first day", "later", "last day"]


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2027, 4, 1)])
def test_meetings_of_other_years_are_left_out(scene, day):
    meeting_id = scene.open(make_pick(), held_on=day)
    scene.capture(meeting_id, NoteKind.DECISION)
    scene.end(meeting_id)
    assert (the_year(scene).decisions, the_year(scene).meetings) == ((), 0)


def test_only_decisions_are_told_and_only_those_that_stand(scene):
    meeting_id = scene.open(make_pick())
    scene.capture(meeting_id, NoteKind.CHALLENGE, words="A challenge.")
    scene.capture(meeting_id, NoteKind.SPOKEN, words="Said.")
    scene.capture(meeting_id, NoteKind.DECISION, scene.sam, words="Noted.")
    struck = scene.capture(meeting_id, NoteKind.DECISION, scene.sam, words="Struck.")
    scene.settle(notes.strike_note, struck)
    assert the_year(scene).decisions == ()


def test_meetings_that_were_held_are_counted(scene):
    scene.ended(make_pick())
    scene.open(make_pick())
    scene.plan(make_pick())
    assert the_year(scene).meetings == 1


def test_a_priority_without_proof_of_practice_has_little_evidence(scene):
    assert little(scene) == {"neglect": "no claim on it is shown or tested at Practice or beyond"}


@pytest.mark.parametrize(
    ("how_far", "how_known", "proven"),
    [
        (HowFar.PRACTICE, HowKnown.SHOWN, True),
        (HowFar.IMPACT, HowKnown.TESTED, True),
        (HowFar.PRACTICE, HowKnown.SAID, False),
        (HowFar.OUTPUT, HowKnown.TESTED, False),
    ],
)
def test_a_priority_is_proven_by_a_claim_that_is_shown_to_reach_practice(scene, how_far, how_known, proven):
    where = {"how_far": how_far, "how_known": how_known, "reason": "Read.", "seen_version": 0}
    scene.act(grades.confirm_grade, scene.dee, report_id=TINY, claim_id=CLAIM, **where)
    assert ("neglect" not in little(scene)) is proven


def test_a_theme_that_is_judged_not_assured_has_little_evidence(scene):
    judged = {"theme_id": "leavers", "seen_version": 0, "assurance": Assurance.NOT, "reason": "Nothing."}
    scene.act(judgements.record_judgement, scene.dee, report_id=TINY, **judged)
    assert little(scene)["leavers"] == "judged not assured"


@pytest.mark.parametrize("assurance", [Assurance.PARTLY, Assurance.ASSURED])
def test_a_theme_that_is_judged_better_has_not(scene, assurance):
    judged = {"theme_id": "leavers", "seen_version": 0, "assurance": assurance, "reason": "An audit."}
    scene.act(judgements.record_judgement, scene.dee, report_id=TINY, **judged)
    assert "leavers" not in little(scene)


def test_a_theme_on_which_a_challenge_was_closed_as_not_assured_has_little_evidence(scene):
    closed(scene, assurance=Assurance.NOT)
    assert little(scene)["neglect"] == (
        "a challenge on it was closed as not assured; no claim on it is shown or tested at Practice or beyond"
    )


def test_the_judgements_stand_in_the_year(scene):
    assert [one.theme.theme_id for one in the_year(scene).views] == ["neglect", "leavers"]


@pytest.mark.parametrize("person", ["dee", "sam", "lou", "system"])
def test_scrutineer_office_and_lay_members_read_the_year(scene, person):
    asked = scene.raise_challenge()
    assert ids(the_year(scene, actor=scene.people[person]).unanswered) == [asked]


@pytest.mark.parametrize("person", ["pat", "yas", "len"])
def test_nobody_else_reads_it_before_it_is_published(scene, person):
    with pytest.raises(NotAllowed, match="read the year"):
        the_year(scene, actor=scene.people[person])
