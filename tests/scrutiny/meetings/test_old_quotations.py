"""Questions that were sent with quotation marks round our account: kept as sent, drawn without the marks."""

import pytest

from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.exports import service as exports
from cscp_core.scrutiny.challenges import drafting
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.meetings.rules import NoteKind
from cscp_core.scrutiny.search import service as search
from tests.exports.opened import opened, words
from tests.scrutiny.meetings.scene import CLAIM, TINY, make_pick, pick_asked

SENT = "Section 1.1 says: “Neglect fell.” Who looked?"
DRAWN = "Section 1.1 says: Neglect fell. Who looked?"


@pytest.fixture
def number(scene):
    return scene.raise_challenge(question=SENT)


def test_every_reader_sees_the_question_without_marks_and_that_they_are_left_out(scene, number):
    for reader in (scene.dee, scene.pat, scene.sam):
        asked = scene.challenge(number, reader).challenge
        assert (asked.question, asked.sent_with_marks) == (DRAWN, True)


def test_the_record_keeps_the_question_as_it_was_sent(scene, number):
    scene.challenge(number)
    assert [one.question for one in scene.every(Challenge)] == [SENT]


def test_a_question_that_quotes_what_is_printed_keeps_its_marks(scene):
    asked = scene.challenge(scene.raise_challenge(question="Why “only 8.1%”?")).challenge
    assert (asked.question, asked.sent_with_marks) == ("Why “only 8.1%”?", False)


def test_a_question_that_is_raised_on_an_item_is_about_what_the_item_lacks_all_the_same(scene):
    meeting_id = scene.open(make_pick(question=SENT))
    scene.capture(meeting_id, NoteKind.CHALLENGE, item_id=scene.item(meeting_id).item_id, words=DRAWN)
    assert [(one.question, one.missing) for one in scene.every(Challenge)] == [(DRAWN, "baseline")]


def test_agenda_pack_record_and_search_draw_no_marks_round_our_account(scene, number):
    meeting_id = scene.open(make_pick(question=SENT), pick_asked(number, question=SENT))
    scene.capture(meeting_id, NoteKind.CHALLENGE, item_id=scene.item(meeting_id).item_id, words=SENT)
    scene.capture(meeting_id, NoteKind.SPOKEN, item_id=scene.item(meeting_id).item_id, words="It rose.")
    meeting = scene.meeting(meeting_id)
    shown = [one.question for one in meeting.items] + [one.words for one in meeting.notes]
    assert (shown.count(DRAWN), [one for one in shown if "“" in one]) == (3, [])
    for read in (exports.meeting_pack, exports.meeting_record):
        said = words(opened(scene.ask(read, scene.pat, meeting_id=meeting_id)))
        assert (DRAWN in said, "“" in said) == (True, False)
    hits = scene.ask(search.search, scene.dee, report_id=TINY, text="Who looked").hits
    assert {one.kind for one in hits} >= {"challenge", "agenda_item", "note"}
    assert [one.text for one in hits if "“" in one.text] == []


def test_a_spoken_answer_is_asked_for_in_writing_without_the_marks(scene):
    meeting_id = scene.open(make_pick(question=SENT))
    scene.capture(meeting_id, NoteKind.SPOKEN, item_id=scene.item(meeting_id).item_id, words="It rose.")
    (asked,) = scene.every(Challenge)
    assert asked.question.startswith(DRAWN)


def test_a_draft_is_opened_without_the_marks(scene):
    about = {"report_id": TINY, "source_kind": "claim", "source_id": CLAIM, "would_answer": "A count."}
    draft = scene.act(
        drafting.make_draft, scene.dee, question=SENT, category=ChallengeCategory.B, agency_ids=["council"], **about
    )
    assert scene.challenge(draft).challenge.question == DRAWN
