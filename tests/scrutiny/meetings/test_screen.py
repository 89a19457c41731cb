"""What an item shows to the whole room, and what nobody in it ever sees there."""

import pytest

from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown, WorkStatus
from cscp_core.improvement import service as improvement
from cscp_core.scrutiny.challenges import answering, drafting
from cscp_core.scrutiny.challenges.rules import Boxes
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.meetings import reads
from cscp_core.scrutiny.notebook import service as notebook
from tests.scrutiny.meetings.scene import BOXES, CLAIM, FIGURE, SAMPLE, TINY, make_pick, pick_asked, picks

EVERYBODY = ["dee", "lee", "sam", "pat", "hal", "lou"]
SECRET = "heron"  # a word that nothing else holds
SAID = "Section 1.1 reports that neglect fell."


def on_screen(scene, meeting_id, actor=None):
    item = scene.item(meeting_id)
    return scene.ask(reads.on_screen, actor or scene.lou, item=item)


def everything(scene, meeting_id, actor):
    """All that a meeting hands to somebody, as text."""
    meeting = scene.meeting(meeting_id, actor)
    shown = [scene.ask(reads.on_screen, actor, item=item) for item in meeting.items]
    return repr((meeting, shown, scene.ask(reads.list_meetings, actor)))


def make_draft(scene):
    about = {"report_id": TINY, "source_kind": "claim", "source_id": CLAIM}
    words = {"question": f"Who saw the {SECRET}?", "would_answer": f"A {SECRET}.", "category": ChallengeCategory.A}
    return scene.act(drafting.make_draft, scene.dee, agency_ids=["council"], **words, **about)


def test_a_claim_is_shown_with_its_words_section_and_place(scene):
    shown = on_screen(scene, scene.open(make_pick(title="Shortened.")))
    assert (shown.said, shown.section, shown.theme_id) == (SAID, "1.1", "neglect")


def test_a_grade_that_nobody_confirmed_is_not_put_before_the_room(scene):
    assert on_screen(scene, scene.open(make_pick())).placed == ""


def test_an_item_names_the_agency_that_is_asked_and_its_theme(scene):
    assert on_screen(scene, scene.open(make_pick())).about == "Asked of Tiny Council · Theme: Neglect"


def test_an_item_on_a_challenge_names_the_agency_that_the_challenge_is_put_to(scene):
    asked = make_pick(source_kind="challenge", source_id=str(scene.raise_challenge()), agency_id="")
    assert on_screen(scene, scene.open(asked)).about == "Asked of Tiny Council · Theme: Neglect"


def test_a_free_item_names_neither_agency_nor_theme(scene):
    assert on_screen(scene, scene.open(*picks("Any other business"))).about == ""


def confirm_grade(scene):
    where = {"how_far": HowFar.OUTPUT, "how_known": HowKnown.SAID, "reason": "", "seen_version": 0}
    scene.act(grades.confirm_grade, scene.dee, report_id=TINY, claim_id=CLAIM, **where)


def test_a_confirmed_grade_is_shown_as_confirmed(scene):
    confirm_grade(scene)
    assert on_screen(scene, scene.open(make_pick())).placed.endswith("(confirmed)")


def test_a_claims_figures_and_what_it_lacks_are_shown(scene):
    shown = on_screen(scene, scene.open(make_pick()))
    assert [one.figure_id for one in shown.figures] == [FIGURE]
    assert shown.lacks == ("the earlier value", "a comparator")


def test_a_recommendations_status_is_shown_as_suggested_before_its_agency_speaks(scene):
    shown = on_screen(scene, scene.open(make_pick(source_kind="recommendation", source_id="recommendation-1")))
    assert (shown.said, shown.placed) == (
        "Section 1.1 records a recommendation: Ask children.",
        "Status: not reported (suggested)",
    )
    assert "an owner" in shown.lacks


def test_a_recommendation_is_shown_as_its_agency_last_said(scene):
    update = {"recommendation_id": "recommendation-1", "seen_version": 0, "status": WorkStatus.DONE_EVIDENCED}
    scene.act(improvement.update_action, scene.pat, report_id=TINY, evidence_given=[SAMPLE], **update)
    shown = on_screen(scene, scene.open(make_pick(source_kind="recommendation", source_id="recommendation-1")))
    assert shown.placed == "Status: done, evidenced"


def test_a_figure_is_shown_with_its_value_as_printed(scene):
    shown = on_screen(scene, scene.open(make_pick(source_kind="figure", source_id=FIGURE)))
    assert (shown.said, shown.section) == ("Section 1.1 prints “19” (Rate of neglect, Camden, 2020-21).", "1.1")


def test_a_free_item_is_shown_by_its_title(scene):
    shown = on_screen(scene, scene.open(*picks("Any other business")))
    assert (shown.said, shown.placed, shown.figures, shown.lacks, shown.challenge) == (
        "Any other business",
        "",
        (),
        (),
        None,
    )


def test_a_source_that_left_the_report_is_shown_by_its_title(scene):
    assert on_screen(scene, scene.open(make_pick(source_id="claim-9", title="It was said."))).said == "It was said."


@pytest.mark.parametrize("person", EVERYBODY)
def test_a_challenge_is_shown_to_the_whole_room_with_where_it_stands(scene, person):
    meeting_id = scene.open(pick_asked(scene.raise_challenge("council")))
    shown = on_screen(scene, meeting_id, scene.people[person])
    assert shown.stands == "raised · due 4 December 2026"
    assert (shown.challenge.question, shown.said) == ("What changed for children?", SAID)


def test_a_challenge_about_a_claim_shows_the_claims_place_and_figures(scene):
    confirm_grade(scene)
    shown = on_screen(scene, scene.open(pick_asked(scene.raise_challenge())))
    assert shown.placed.startswith("How far: Output")
    assert [one.figure_id for one in shown.figures] == [FIGURE]


def test_a_challenge_that_is_about_nothing_in_the_report_shows_its_question(scene):
    free = scene.raise_challenge(report_id="", source_kind="", source_id="", question="Who is in the room?")
    assert on_screen(scene, scene.open(pick_asked(free))).said == "Who is in the room?"


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_last_answer_that_was_sent_is_shown(scene, person):
    asked = scene.raise_challenge()
    scene.answer(asked)
    scene.further(asked)
    scene.answer(asked, boxes=Boxes("Again.", "Less.", "An audit.", "More.", "Head", BOXES.next_by))
    shown = on_screen(scene, scene.open(pick_asked(asked)), scene.people[person])
    assert (shown.answer.round, shown.answer.boxes.did) == (2, "Again.")


def test_before_there_is_an_answer_none_is_shown(scene):
    assert on_screen(scene, scene.open(pick_asked(scene.raise_challenge()))).answer is None


@pytest.mark.parametrize("person", EVERYBODY)
def test_an_agencys_draft_of_its_answer_is_shown_to_nobody(scene, person):
    asked = scene.raise_challenge()
    boxes = Boxes(did=f"We saw a {SECRET}.")
    scene.act(answering.save_answer, scene.ida, challenge_id=asked, seen_version=0, boxes=boxes)
    meeting_id = scene.open(pick_asked(asked))
    assert on_screen(scene, meeting_id, scene.people[person]).answer is None
    assert SECRET not in everything(scene, meeting_id, scene.people[person])


@pytest.mark.parametrize("person", EVERYBODY)
def test_a_drafted_challenge_is_shown_to_nobody_even_if_it_is_on_the_agenda(scene, person):
    meeting_id = scene.open(pick_asked(make_draft(scene)))
    shown = on_screen(scene, meeting_id, scene.people[person])
    assert (shown.challenge, shown.answer, shown.stands) == (None, None, "")
    assert SECRET not in everything(scene, meeting_id, scene.people[person])


@pytest.mark.parametrize("person", EVERYBODY)
def test_private_notes_and_drafts_about_the_item_are_shown_to_nobody(scene, person):
    make_draft(scene)
    note = {"about_kind": "claim", "about_id": CLAIM, "words": f"A {SECRET}."}
    scene.act(notebook.write_note, scene.dee, **note)
    meeting_id = scene.open(make_pick())
    assert SECRET not in everything(scene, meeting_id, scene.people[person])


@pytest.mark.parametrize("person", ["pat", "lou"])
def test_why_an_item_was_suggested_is_for_those_who_run_meetings(scene, person):
    meeting_id = scene.open(make_pick(because=f"A {SECRET}."))
    assert SECRET not in everything(scene, meeting_id, scene.people[person])
    assert scene.meeting(meeting_id, scene.sam).items[0].because == f"A {SECRET}."
