"""Searching what was asked, answered and decided: only what its reader may read, and nothing of a young person's."""

from dataclasses import replace

import pytest

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.scrutiny.challenges import answering, drafting
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import AskedBack
from cscp_core.scrutiny.meetings import notes
from cscp_core.scrutiny.meetings.rules import NoteKind
from cscp_core.scrutiny.meetings.tables import AgendaItem
from cscp_core.scrutiny.notebook import service as notebook
from cscp_core.scrutiny.search import service
from tests.scrutiny.meetings.scene import BOXES, TINY, make_pick

pytestmark = pytest.mark.engine
READERS = ("dee", "sam", "pat", "hal", "lou", "yas", "len")


def found(scene, by, text):
    return scene.ask(service.search, scene.people[by], report_id=TINY, text=text).hits


def kinds(scene, by, text):
    return {one.kind for one in found(scene, by, text)}


def who_finds(scene, text, kind):
    return {by for by in READERS if kind in kinds(scene, by, text)}


def test_a_challenge_is_found_by_those_who_may_read_it(scene):
    scene.raise_challenge("council", question="Where are the giraffes?")
    assert who_finds(scene, "giraffe", "challenge") == {"dee", "sam", "pat"}


def test_a_challenge_opens_under_its_own_number(scene):
    number = scene.raise_challenge(question="Where are the giraffes?")
    (hit,) = found(scene, "dee", "giraffes")
    assert (hit.opens, hit.row_id, hit.text) == (str(number), str(number), "Where are the giraffes?")
    assert found(scene, "dee", f"challenge {number}")[0].row_id == str(number)


def test_a_draft_is_found_by_the_scrutineer_alone(scene):
    scene.act(
        drafting.make_draft, scene.dee, question="Where are the giraffes?", would_answer="A map.",
        category=ChallengeCategory.B, agency_ids=["council"],
    )  # fmt: skip
    assert who_finds(scene, "giraffe", "challenge") == {"dee"}


def test_an_answer_is_found_once_it_was_sent(scene):
    number = scene.raise_challenge()
    boxes = replace(BOXES, did="We counted giraffes.")
    scene.act(answering.save_answer, scene.pat, challenge_id=number, boxes=boxes, seen_version=0)
    assert who_finds(scene, "giraffes", "answer") == set()
    scene.answer(number, boxes=boxes, seen_version=1)
    assert who_finds(scene, "giraffes", "answer") == {"dee", "sam", "pat"}


def test_what_was_withdrawn_is_not_found(scene):
    number = scene.raise_challenge(question="Where are the giraffes?")
    scene.act(
        challenges.withdraw, scene.dee, challenge_id=number, reason="It is answered.",
        version=scene.version(number),
    )  # fmt: skip
    assert found(scene, "dee", "giraffes") == ()


def test_a_decision_is_found_by_those_who_may_read_meetings(scene):
    meeting_id = scene.open(make_pick())
    scene.capture(meeting_id, NoteKind.DECISION, words="We buy a giraffe.")
    assert who_finds(scene, "giraffes", "decision") == {"dee", "sam", "pat", "hal", "lou"}
    (hit,) = found(scene, "dee", "giraffe")
    assert hit.opens == str(meeting_id)


def test_what_was_only_noted_is_found_by_those_who_run_meetings(scene):
    meeting_id = scene.open(make_pick())
    scene.capture(meeting_id, NoteKind.DECISION, scene.sam, words="We buy a giraffe.")
    assert who_finds(scene, "giraffes", "decision") == {"dee", "sam"}


def test_what_was_struck_out_is_not_found(scene):
    meeting_id = scene.open(make_pick())
    note_id = scene.capture(meeting_id, NoteKind.DECISION, scene.sam, words="We buy a giraffe.")
    scene.settle(notes.strike_note, note_id)
    assert who_finds(scene, "giraffes", "decision") == set()


def test_an_item_of_an_agenda_and_its_meeting_are_found(scene):
    scene.plan(make_pick(question="Where are the giraffes?"), title="Savannah panel")
    assert "agenda_item" in kinds(scene, "dee", "giraffes")
    assert "meeting" in kinds(scene, "dee", "savannah")


def test_what_young_people_ask_at_a_meeting_and_what_was_noted_under_it_is_not_found(scene):
    meeting_id = scene.open(make_pick(question="Where are the giraffes?"))
    scene.capture(meeting_id, NoteKind.DECISION, words="Zebras it is.", item_id=scene.item(meeting_id).item_id)
    assert {"agenda_item", "decision"} <= kinds(scene, "dee", "giraffes zebras")
    with scene.store.writing() as session:
        session.get_one(AgendaItem, scene.item(meeting_id).item_id).source_kind = SourceKind.QUESTION
        session.commit()
    assert [by for by in scene.people if by != "system" and found(scene, by, "giraffes zebras")] == []


def test_a_private_note_is_not_found(scene):
    scene.act(notebook.write_note, scene.dee, words="Ask about giraffes.")
    assert found(scene, "dee", "giraffes") == ()


def pass_on(scene, number, to="board"):
    about = {"challenge_id": number, "version": scene.version(number)}
    scene.act(answering.ask_back, scene.pat, **about, asked=AskedBack.NOT_OURS, words="It is theirs.", agency_id=to)
    about["version"] = scene.version(number)
    scene.act(challenges.reply, scene.dee, **about, words="So it is.", agency_id=to)


def test_a_challenge_that_was_passed_on_is_found_by_the_agency_that_had_it_without_what_came_after(scene):
    number = scene.raise_challenge(question="Where are the giraffes?")
    pass_on(scene, number)
    scene.answer(number, scene.hal, boxes=replace(BOXES, did="We counted zebras."))
    scene.close(number, reason="A gazelle shows it.")
    assert who_finds(scene, "giraffe", "challenge") == {"dee", "sam", "pat", "hal"}
    assert who_finds(scene, "zebras", "answer") == {"dee", "sam", "hal"}
    assert who_finds(scene, "gazelle", "challenge") == {"dee", "sam", "hal"}


def test_a_misspelling_of_a_word_that_only_a_challenge_holds_is_mended_for_those_who_may_read_it(scene):
    scene.raise_challenge(question="Where are the giraffes?")
    result = scene.ask(service.search, scene.pat, report_id=TINY, text="girafes")
    assert (result.mended, {one.kind for one in result.hits}) == ((("girafes", "giraffes"),), {"challenge"})
    assert scene.ask(service.search, scene.hal, report_id=TINY, text="girafes").mended == ()
