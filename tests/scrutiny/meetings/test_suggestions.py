"""What the next agenda may hold: the overdue, answers to judge, new challenges, then the worst gaps."""

from datetime import timedelta

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.scrutiny.challenges import answering
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import AskedBack
from cscp_core.scrutiny.meetings import suggestions
from cscp_core.scrutiny.missing.kinds import Missing
from tests.scrutiny.meetings.scene import CLAIM, TINY, TODAY, make_pick, pick_asked, picks

SOON = TODAY + timedelta(days=3)
SAID = "Section 1.1 reports that neglect fell."


def suggested(scene, most=50):
    return scene.ask(suggestions.suggest_items, scene.dee, report_id=TINY, most=most)


def of_challenges(scene):
    """The ids of the challenges among what is suggested, with why."""
    return [(int(one.source_id), one.because) for one in suggested(scene) if one.source_kind == "challenge"]


def gaps(scene):
    """Ids of the items of the report among what is suggested."""
    return [one.source_id for one in suggested(scene) if one.source_kind in ("claim", "recommendation")]


def test_without_meetings_and_challenges_the_worst_gaps_are_suggested(scene):
    found = suggested(scene, most=5)
    assert len(found) == 5
    assert {one.source_kind for one in found} <= {"claim", "recommendation"}


def test_a_gap_says_what_it_lacks_and_why_that_counts(scene):
    first = suggested(scene)[0]
    assert first.because.split(" · ")[0] == Missing(first.missing).badge


def test_a_gap_brings_its_question_and_whom_to_ask(scene):
    pick = next(one for one in suggested(scene) if one.source_id == CLAIM)
    assert (pick.title, pick.agency_id, pick.report_id) == (SAID, "council", TINY)
    assert pick.question.endswith("?")
    assert pick.missing
    assert pick.would_answer


def test_a_gap_that_was_asked_about_is_not_suggested_again(scene):
    for pick in suggested(scene):
        if pick.source_id == CLAIM:
            about = {"source_id": pick.source_id, "missing": pick.missing, "question": pick.question}
            scene.raise_challenge(**about)
    asked = {(one.source_id, one.missing) for one in suggested(scene)}
    assert not asked & {(CLAIM, "the earlier value")}


def test_what_is_carried_over_anyway_is_not_suggested_too(scene):
    asked = scene.raise_challenge()
    scene.ended(*picks("A", "B"), pick_asked(asked))
    assert [one.source_kind for one in suggested(scene) if one.source_kind in ("", "challenge")] == []


def test_an_overdue_challenge_is_suggested_and_says_since_when(scene, clock):
    asked = scene.raise_challenge(due_on=SOON)
    clock.advance(days=4)
    assert of_challenges(scene) == [(asked, "The answer is overdue, since 23 November 2026.")]


def test_a_challenge_that_is_not_due_yet_and_was_on_an_agenda_is_not_suggested(scene):
    scene.plan(pick_asked(scene.raise_challenge(due_on=SOON)))
    assert of_challenges(scene) == []


def test_while_its_clock_stands_still_a_challenge_is_not_overdue(scene, clock):
    asked = scene.raise_challenge(due_on=SOON)
    about = {"version": scene.version(asked), "asked": AskedBack.MEANING, "words": "All children?"}
    scene.act(answering.ask_back, scene.pat, challenge_id=asked, **about)
    clock.advance(days=4)
    assert of_challenges(scene) == [(asked, "Raised on 20 November 2026, on no agenda yet.")]


def test_an_escalated_challenge_that_is_overdue_is_suggested_too(scene, clock):
    asked = scene.raise_challenge(due_on=SOON)
    above = {"version": scene.version(asked), "to": "the lead safeguarding partners", "why": "Silence."}
    scene.act(challenges.escalate, scene.dee, challenge_id=asked, **above)
    clock.advance(days=4)
    assert of_challenges(scene) == [(asked, "The answer is overdue, since 23 November 2026.")]


def test_an_answer_that_waits_to_be_judged_is_suggested(scene):
    asked = scene.raise_challenge()
    scene.answer(asked)
    assert of_challenges(scene) == [(asked, "An answer waits to be judged.")]


def test_what_is_closed_or_withdrawn_is_not_suggested(scene):
    closed, withdrawn = scene.raise_challenge(), scene.raise_challenge()
    scene.answer(closed)
    scene.close(closed)
    scene.act(challenges.withdraw, scene.dee, challenge_id=withdrawn, version=1, reason="Asked elsewhere.")
    assert of_challenges(scene) == []


def test_a_challenge_brings_its_question_and_whom_to_ask(scene):
    asked = scene.raise_challenge()
    scene.answer(asked)
    pick = suggested(scene)[0]
    assert (pick.title, pick.question, pick.agency_id) == (SAID, "What changed for children?", "council")


def test_the_kinds_come_one_after_the_other(scene, clock):
    answered, overdue = scene.raise_challenge(), scene.raise_challenge(due_on=SOON)
    scene.answer(answered)
    clock.advance(days=4)
    found = suggested(scene)
    assert [one.because.split()[0] for one in found[:2]] == ["The", "An"]
    assert found[2].because.startswith(Missing(found[2].missing).badge)
    assert [one.source_id for one in found[:2]] == [str(overdue), str(answered)]


def test_nothing_is_suggested_twice(scene, clock):
    overdue = scene.raise_challenge(due_on=SOON)
    scene.ended(*picks("A"), pick_asked(overdue), make_pick())
    clock.advance(days=4)
    found = [(one.source_kind, one.source_id) for one in suggested(scene)]
    assert len(found) == len(set(found))


def test_there_are_as_many_as_are_asked_for(scene):
    assert [len(suggested(scene, most=most)) for most in (1, 3)] == [1, 3]


def test_what_is_suggested_can_be_planned_as_it_is(scene, clock):
    answered, overdue = scene.raise_challenge(), scene.raise_challenge(due_on=SOON)
    scene.answer(answered)
    clock.advance(days=4)
    found = suggested(scene)
    meeting_id = scene.plan(*found, actor=scene.sam)
    assert [one.source_id for one in scene.meeting(meeting_id).items] == [one.source_id for one in found]
    assert str(overdue) == scene.item(meeting_id).source_id


def test_the_business_manager_is_given_the_same_suggestions(scene):
    scene.answer(scene.raise_challenge())
    assert scene.ask(suggestions.suggest_items, scene.sam, report_id=TINY, most=50) == suggested(scene)


@pytest.mark.parametrize("person", ["pat", "lou", "yas", "len", "system"])
def test_suggestions_are_for_those_who_plan(scene, person):
    with pytest.raises(NotAllowed):
        scene.ask(suggestions.suggest_items, scene.people[person], report_id=TINY)


def test_a_challenge_that_was_just_raised_is_suggested_until_it_is_on_an_agenda(scene):
    number = scene.raise_challenge()
    pick = next(one for one in suggested(scene) if one.source_kind == "challenge")
    assert (pick.source_id, pick.because) == (str(number), "Raised on 20 November 2026, on no agenda yet.")
    scene.plan(pick)
    assert "challenge" not in {one.source_kind for one in suggested(scene)}
