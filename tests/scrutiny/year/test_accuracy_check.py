"""Each agency's check of the year before it is published."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from cscp_core.errors import ChallengeRefused, ChangedMeanwhile, NotAllowed, NotFound, TextRefused
from cscp_core.evidence import service as evidence
from cscp_core.exports import year_document
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.scrutiny.challenges import answering
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import AskedBack
from cscp_core.scrutiny.year import service
from cscp_core.scrutiny.year.tables import AccuracyCheck
from cscp_core.scrutiny.year.views import Part, fingerprint_of
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import YearAction
from tests.scrutiny.meetings.scene import TINY, TODAY
from tests.scrutiny.year.test_service import DUE, LAST, NEXT, YEAR, closed, escalate, ids, next_year, the_year

# The accuracy check


def ask_to_check(scene, actor=None, **details):
    known = {"report_id": TINY, "year": YEAR, "due_on": DUE} | details
    drawn = fingerprint_of(the_year(scene, known["year"]))
    return scene.act(service.ask_to_check, actor or scene.dee, **{"drawn": drawn} | known)


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


def test_what_the_year_did_not_say_when_it_was_drawn_is_not_sent(scene):
    scene.raise_challenge()
    drawn = fingerprint_of(the_year(scene))
    scene.raise_challenge("board")
    with pytest.raises(ChangedMeanwhile, match="has changed since you opened it"):
        ask_to_check(scene, drawn=drawn)
    assert scene.every(AccuracyCheck) == []
    assert ask_to_check(scene) == 2


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
    assert (asked.action, asked.subject) == (YearAction.CHECK_ASKED, "year from 2026-04-01")
    assert json.loads(asked.detail) == {"agencies": 1, "due": DUE.isoformat()}
    assert (replied.action, replied.subject) == (YearAction.CHECKED, f"check {sent.check_id}")
    assert json.loads(replied.detail) == {"correct": False}
