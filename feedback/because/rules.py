"""What came of something that was asked, and in which order it is told. Pure."""

from collections.abc import Sequence
from typing import Protocol

from cscp_core.labelled import Labelled
from feedback.comments.rules import Promise, ReplyKind


class Ending(Labelled):
    """What came of something that was asked, wins first and what never came last."""

    DID = "did", "They did it"
    SAYS = "says", "They say they did it"
    WILL = "will", "They say they will"
    WHY_NOT = "why_not", "They said why not"
    LATE = "late", "They promised it, and it is late"
    DROPPED = "dropped", "They promised it, then dropped it"
    NOT_ANSWERED = "not_answered", "Not answered yet"
    NOTHING = "nothing", "Nothing came yet"


BROKEN: dict[Promise | None, Ending] = {Promise.LATE: Ending.LATE, Promise.DROPPED: Ending.DROPPED}


class Given(Protocol):
    """A reply, as far as it says what came of something."""

    @property
    def kind(self) -> ReplyKind: ...
    @property
    def answers(self) -> bool | None: ...
    @property
    def promise(self) -> Promise | None: ...


def ending_of(replies: Sequence[Given]) -> Ending:
    """What came of something, from its replies, oldest first. While who asked says no, no reply counts as done."""
    if not replies:
        return Ending.NOTHING
    last = replies[-1]
    if last.answers is False:
        return Ending.NOT_ANSWERED
    if any(one.promise is Promise.KEPT for one in replies):
        return Ending.DID
    if last.kind is ReplyKind.DID:
        return Ending.DID if last.answers else Ending.SAYS
    if last.kind is ReplyKind.WILL:
        return BROKEN.get(last.promise, Ending.WILL)
    return Ending.WHY_NOT
