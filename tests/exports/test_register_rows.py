"""What a row of the register holds: lateness, the next step, to whom it was escalated, and what was withdrawn too."""

import io

from openpyxl import load_workbook

from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.exports import service
from cscp_core.scrutiny.challenges import drafting
from cscp_core.scrutiny.challenges import service as challenges
from tests.scrutiny.meetings.scene import TINY


def rows(scene):
    book = load_workbook(io.BytesIO(scene.ask(service.register_workbook, scene.dee, report_id=TINY)))
    header, *found = book["Challenges"].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in found if row[1] == "raised here"]


def act(scene, function, challenge_id, **details):
    scene.act(function, scene.dee, challenge_id=challenge_id, version=scene.version(challenge_id), **details)


def test_a_late_answer_is_called_late_with_who_owns_what_is_next(scene, clock):
    asked = scene.raise_challenge()
    clock.advance(days=30)
    scene.answer(asked)
    (row,) = rows(scene)
    next_step = (row["On time"], row["What is next"], row["Who owns it"], row["By when"])
    assert next_step == ("late", "A second audit.", "Head of service", "01/03/2027")


def test_a_challenge_without_an_answer_is_neither_late_nor_on_time(scene):
    scene.raise_challenge()
    assert rows(scene)[0]["On time"] is None


def test_it_says_to_whom_a_challenge_was_escalated(scene):
    act(scene, challenges.escalate, scene.raise_challenge(), to="the chief officers", why="Silence.")
    assert rows(scene)[0]["Escalated"] == "To the chief officers. Silence."


def test_what_was_withdrawn_is_in_it_with_its_reason(scene):
    act(scene, challenges.withdraw, scene.raise_challenge(), reason="Asked elsewhere.")
    (row,) = rows(scene)
    assert (row["State"], row["Reason"]) == ("withdrawn", "Asked elsewhere.")


def test_a_draft_that_was_thrown_away_is_not(scene):
    known = {
        "question": "What changed?",
        "would_answer": "",
        "category": ChallengeCategory.B,
        "agency_ids": ["council"],
    }
    act(scene, challenges.withdraw, scene.act(drafting.make_draft, scene.dee, **known))
    assert rows(scene) == []
