"""The year in scrutiny: what was asked and what became of it, and each agency's check of what it will say."""

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document

from cscp_core.errors import ChallengeRefused, NotAllowed, NotFound, TextRefused
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown
from cscp_core.exports import year_document
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering, drafting
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import AskedBack, Boxes
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.meetings import notes
from cscp_core.scrutiny.meetings.rules import NoteKind
from cscp_core.scrutiny.year import service
from cscp_core.scrutiny.year.rules import year_of
from cscp_core.scrutiny.year.tables import AccuracyCheck
from cscp_core.scrutiny.year.views import Part
from cscp_core.storage.tables import TrailRow
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
    scene.act(notes.strike_note, scene.dee, note_id=struck)
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


# The accuracy check


def ask_to_check(scene, actor=None, **details):
    known = {"report_id": TINY, "year": YEAR, "due_on": DUE}
    return scene.act(service.ask_to_check, actor or scene.dee, **known | details)


def checks(scene, year=YEAR):
    return scene.ask(service.list_checks, scene.dee, year=year)


def own(scene, actor=None):
    return scene.ask(service.own_checks, actor or scene.pat)


def says(scene, actor=None):
    return own(scene, actor)[0].says


def evidence_year(scene):
    return scene.ask(evidence.find_year, scene.dee, report_id=TINY)


def reply(scene, check, actor=None, *, correct=True, words=""):
    details = {"check_id": check.check_id, "correct": correct, "words": words}
    scene.act(service.reply_to_check, actor or scene.pat, **details)


def told(scene, actor):
    return [(one.kind, one.address) for one in scene.every(Notice) if one.account_id == actor.account_id]


@pytest.fixture
def sent(scene):
    """The council's check of a year in which it was asked one question."""
    scene.raise_challenge()
    ask_to_check(scene)
    (check,) = own(scene)
    return check


def test_each_agency_of_the_year_is_asked(scene):
    scene.raise_challenge()
    scene.raise_challenge("board")
    assert ask_to_check(scene) == 2
    assert [one.agency for one in checks(scene)] == ["Tiny Health Board", "Tiny Council"]


def test_one_agency_alone_may_be_asked(scene):
    scene.raise_challenge()
    scene.raise_challenge("board")
    assert ask_to_check(scene, agency_ids=["board"]) == 1
    assert [one.agency_id for one in checks(scene)] == ["board"]


def test_where_the_year_says_nothing_there_is_nothing_to_check(scene):
    scene.raise_challenge()
    for details in ({"year": LAST}, {"agency_ids": ["board"]}):
        with pytest.raises(ChallengeRefused, match="nothing to check"):
            ask_to_check(scene, **details)
    assert scene.every(AccuracyCheck) == []


@pytest.mark.parametrize(("due_on", "says"), [(TODAY, "after today"), (TODAY + timedelta(days=367), "within a year")])
def test_a_check_is_due_on_a_day_ahead_and_within_a_year(scene, due_on, says):
    scene.raise_challenge()
    with pytest.raises(ChallengeRefused, match=says):
        ask_to_check(scene, due_on=due_on)
    assert scene.every(AccuracyCheck) == []


def test_a_check_is_dated_and_not_replied_to_yet(sent):
    assert (sent.due_on, sent.overdue, sent.correct, sent.replied_at) == (DUE, False, None, None)
    assert sent.year_starts == YEAR.starts


def test_a_check_holds_every_sentence_that_the_year_says_of_the_agency(scene):
    answered, silent = scene.raise_challenge(), scene.raise_challenge(question="Since when?")
    scene.answer(answered)
    scene.raise_challenge("board")
    ask_to_check(scene)
    assert own(scene)[0].says == (
        "Tiny Council was asked 2 questions; 1 of 1 answer on time; 2 questions still open.",
        f"Challenge {answered}: What changed for children? It is answered. "
        "What changed for children, in its words: Children wait less.",
        f"Challenge {silent}: Since when? It is raised · due 4 December 2026. No answer yet.",
        f"Challenge {silent}: Since when? It is raised · due 4 December 2026.",
    )


@pytest.mark.parametrize("reason", ["Two audits show it.", "ZZZ"])
def test_a_check_holds_why_a_challenge_was_closed(scene, reason):
    asked = closed(scene, reason=reason)
    ask_to_check(scene)
    assert f"Challenge {asked}. Closed: partly assured. How far: Practice · how we know: shown. {reason}" in says(scene)


def test_a_check_holds_that_what_was_closed_did_not_hold(scene):
    asked = closed(scene)
    scene.reopen(asked)
    ask_to_check(scene)
    assert f"Challenge {asked} was looked at again, did not hold, and was opened again." in says(scene)


def test_whatever_the_word_file_says_of_an_agency_is_in_its_check(scene):
    scene.reopen(closed(scene))
    closed(scene, reason="ZZZ")
    escalate(scene, unanswered := scene.raise_challenge())
    scene.close(unanswered, reason="Nobody came.")
    scene.raise_challenge()
    ask_to_check(scene)
    found = the_year(scene)
    told = evidence_year(scene)
    paper = Document(BytesIO(year_document.write(told, found, ())))
    points = [one.text for one in paper.paragraphs if "Challenge " in one.text]
    assert len(points) == 10
    assert all(one.removeprefix("Tiny Council: ") in says(scene) for one in points)


def test_what_was_closed_without_an_answer_is_named_among_what_is_unanswered(scene):
    asked = scene.raise_challenge()
    escalate(scene, asked)
    scene.close(asked, reason="Nobody came.")
    found = the_year(scene)
    (said,) = found.of(Part.UNANSWERED)
    assert said.words.startswith(
        f"Challenge {asked}: What changed for children? It was closed without an answer. Closed"
    )
    assert said.words.endswith("Nobody came.")
    assert found.of(Part.CHANGED) == ()


def test_the_year_is_summed_up_in_one_line(scene):
    scene.raise_challenge()
    assert the_year(scene).in_sum == "1 question to 1 agency; 0 meetings held."


def passed_on(scene, clock):
    """A challenge that the council answered late, and passed on to the board when it was challenged further."""
    asked = scene.raise_challenge()
    clock.advance(days=30)
    scene.answer(asked)
    scene.further(asked)
    details = {"asked": AskedBack.NOT_OURS, "words": "Health holds it.", "agency_id": "board"}
    scene.act(answering.ask_back, scene.pat, challenge_id=asked, version=scene.version(asked), **details)
    details = {"words": "Agreed.", "agency_id": "board"}
    scene.act(challenges.reply, scene.dee, challenge_id=asked, version=scene.version(asked), **details)
    return asked


def test_when_a_challenge_is_passed_on_lateness_and_words_stay_with_who_answered(scene, clock):
    passed_on(scene, clock)
    ask_to_check(scene, due_on=clock.moment.date() + timedelta(days=14))
    assert says(scene, scene.hal)[0] == "Tiny Health Board was asked 1 question; no answer yet; 1 question still open."
    assert "Children wait less" not in " ".join(says(scene, scene.hal))
    assert says(scene) == (
        "Tiny Council was asked 0 questions; 0 of 1 answer on time; 0 questions still open; "
        "1 question passed on to another agency.",
        "Challenge 1: What changed for children? It is passed on to Tiny Health Board. "
        "What changed for children, in its words: Children wait less.",
    )


def test_what_was_passed_on_and_closed_without_the_next_agencys_answer_changed_nothing(scene, clock):
    asked = passed_on(scene, clock)
    escalate(scene, asked)
    scene.close(asked)
    found = the_year(scene)
    assert (found.changed, ids(found.closed_unanswered)) == ((), [asked])


def test_the_sentences_are_kept_as_they_stood(scene, sent):
    scene.answer(1)
    scene.raise_challenge()
    assert own(scene) == [sent]


def test_an_agency_that_is_asked_again_checks_what_is_said_now(scene, sent):
    scene.answer(1)
    ask_to_check(scene, due_on=DUE + timedelta(days=7))
    (check,) = own(scene)
    assert check.check_id != sent.check_id
    assert "Children wait less." in check.says[1]
    assert checks(scene) == [check]
    kept = [json.loads(row.says) for row in scene.every(AccuracyCheck)]
    assert kept == [list(sent.says), list(check.says)]


def test_checks_of_other_years_stand_apart(scene, sent, clock):
    next_year(clock)
    ask_to_check(scene, year=NEXT, due_on=date(2027, 6, 20))
    assert [one.year_starts for one in own(scene)] == [YEAR.starts, NEXT.starts]
    assert checks(scene) == [one for one in own(scene) if one.year_starts == YEAR.starts]


def test_everybody_who_works_for_the_agency_is_told(scene, sent):
    for person in (scene.pat, scene.ida):
        assert (NoticeKind.CHECK_YEAR, "/what_we_owe") in told(scene, person)
    assert told(scene, scene.hal) == []


def test_what_is_asked_of_an_agency_reaches_its_accounts_alone(scene, sent):
    assert own(scene, scene.ida) == [sent]
    assert own(scene, scene.hal) == []


def test_an_agency_says_that_the_sentences_are_correct(scene, sent, clock):
    reply(scene, sent)
    (check,) = checks(scene)
    assert (check.correct, check.words, check.replied_by, check.replied_at) == (True, "", "Pat", clock.moment)
    assert own(scene) == [check]


def test_an_agency_says_what_is_not_correct(scene, sent):
    reply(scene, sent, correct=False, words=" It was answered on 3 May. ")
    (check,) = checks(scene)
    assert (check.correct, check.words) == (False, "It was answered on 3 May.")


@pytest.mark.parametrize("words", ["", "  "])
def test_not_correct_needs_words(scene, sent, words):
    with pytest.raises(TextRefused, match="what is not correct"):
        reply(scene, sent, correct=False, words=words)
    assert own(scene) == [sent]


def test_the_scrutineers_are_told_of_the_reply(scene, sent):
    reply(scene, sent)
    for person in (scene.dee, scene.lee):
        assert (NoticeKind.YEAR_CHECKED, "/the_year") in told(scene, person)


def test_a_check_is_replied_to_once(scene, sent):
    reply(scene, sent)
    before = own(scene)
    with pytest.raises(ChallengeRefused, match="replied to this already"):
        reply(scene, sent, correct=False, words="On second thought.")
    assert own(scene) == before


def test_an_account_that_drafts_does_not_reply(scene, sent):
    with pytest.raises(NotAllowed, match="drafts for your agency"):
        reply(scene, sent, scene.ida)
    assert own(scene) == [sent]


def test_another_agency_does_not_find_it(scene, sent):
    with pytest.raises(NotFound, match="no such check for your agency"):
        reply(scene, sent, scene.hal)
    assert own(scene) == [sent]


def test_a_check_that_never_was_is_not_found(scene):
    with pytest.raises(NotFound):
        scene.act(service.reply_to_check, scene.pat, check_id=99, correct=True)


@pytest.mark.parametrize("person", ["dee", "sam", "lou", "yas", "len", "system"])
def test_nobody_replies_for_an_agency_but_its_own_people(scene, sent, person):
    with pytest.raises(NotAllowed, match="answer for an agency"):
        reply(scene, sent, scene.people[person])
    with pytest.raises(NotAllowed):
        own(scene, scene.people[person])
    assert own(scene) == [sent]


@pytest.mark.parametrize("person", ["sam", "pat", "lou", "yas", "len", "system"])
def test_only_the_scrutineer_asks_for_checks_and_reads_them(scene, person):
    scene.raise_challenge()
    with pytest.raises(NotAllowed, match="ask agencies to check"):
        ask_to_check(scene, scene.people[person])
    with pytest.raises(NotAllowed, match="ask agencies to check"):
        scene.ask(service.list_checks, scene.people[person], year=YEAR)
    assert scene.every(AccuracyCheck) == []


def test_a_check_without_a_reply_is_overdue_the_day_after_its_date(scene, sent, clock):
    clock.advance(days=14)
    assert [one.overdue for one in checks(scene)] == [False]
    clock.advance(days=1)
    assert [one.overdue for one in checks(scene)] == [True]


def test_a_check_that_was_replied_to_is_never_overdue(scene, sent, clock):
    reply(scene, sent)
    clock.advance(days=60)
    assert [one.overdue for one in checks(scene)] == [False]


def test_the_trail_keeps_who_asked_and_who_replied_without_the_words(scene, sent):
    reply(scene, sent, correct=False, words="A quiet word.")
    asked, replied = scene.every(TrailRow)[-2:]
    assert (asked.action, asked.subject) == ("asked agencies to check the year", "year from 2026-04-01")
    assert json.loads(asked.detail) == {"agencies": 1, "due": DUE.isoformat()}
    assert (replied.action, replied.subject) == ("checked the year", f"check {sent.check_id}")
    assert json.loads(replied.detail) == {"correct": False}
