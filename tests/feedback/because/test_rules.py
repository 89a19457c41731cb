"""What came of something that was asked, from its replies."""

from dataclasses import dataclass

import pytest

from feedback.because.rules import Ending, ending_of
from feedback.comments.rules import Promise, ReplyKind


@dataclass(frozen=True)
class Told:
    kind: ReplyKind = ReplyKind.DID
    answers: bool | None = None
    promise: Promise | None = None


WILL = ReplyKind.WILL
CASES = [
    ([], Ending.NOTHING),
    ([Told()], Ending.SAYS),
    ([Told(answers=True)], Ending.DID),
    ([Told(answers=False)], Ending.NOT_ANSWERED),
    ([Told(WILL)], Ending.WILL),
    ([Told(WILL, answers=True)], Ending.WILL),
    ([Told(WILL, promise=Promise.KEPT)], Ending.DID),
    ([Told(WILL, promise=Promise.LATE)], Ending.LATE),
    ([Told(WILL, promise=Promise.DROPPED)], Ending.DROPPED),
    ([Told(WILL, answers=False, promise=Promise.KEPT)], Ending.NOT_ANSWERED),
    ([Told(answers=False), Told(WILL)], Ending.WILL),
    ([Told(WILL, answers=False, promise=Promise.KEPT), Told(ReplyKind.NOT_YET)], Ending.DID),
    ([Told(ReplyKind.NOT_YET)], Ending.WHY_NOT),
    ([Told(ReplyKind.DID_NOT, answers=True)], Ending.WHY_NOT),
]


@pytest.mark.parametrize(("replies", "ending"), CASES)
def test_the_replies_say_what_came_of_it(replies, ending):
    assert ending_of(replies) is ending


def test_every_ending_is_reached():
    assert {ending for _, ending in CASES} == set(Ending)


def test_wins_come_first_and_what_never_came_last():
    endings = list(Ending)
    assert (endings[0], endings[-1]) == (Ending.DID, Ending.NOTHING)
