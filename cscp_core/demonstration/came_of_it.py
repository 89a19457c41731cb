"""What came of what young people of the demonstration asked: a promise kept, a note, an issue, how a meeting was."""

from datetime import datetime, time

from cscp_core.content_versions import version_of
from cscp_core.demonstration.asking import COUNCIL, WHO_ANSWERS
from cscp_core.demonstration.stage import Scene, Stage
from cscp_core.demonstration.timeline import FRI, MON, THU, TUE, WED
from cscp_core.demonstration.voices import (
    CHECKER,
    FIRST,
    SCRUTINEER,
    SECOND,
    THIRD,
    at_hour,
    publish,
    reply,
    seen,
    send,
)
from cscp_core.evidence.kinds import SourceKind
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.storage.session import ENGLAND
from feedback.because import issues, notes
from feedback.comments import promises, service
from feedback.comments.rules import Promise, Readers, ReplyKind, Stance
from feedback.ratings import service as ratings
from feedback.ratings.rules import Felt, Wish
from feedback.space import service as space
from feedback.space.rules import SpaceChoice
from feedback.together import picks


def scenes(stage: Stage) -> list[Scene]:
    return [scene(stage) for scene in (kept_promise, how_the_meeting_was, their_space, on_top, monthly_note, an_issue)]


def kept_promise(stage: Stage) -> Scene:
    """The council promised something and kept it in time."""
    days = stage.timeline
    yield days.at(-13, MON, 17)
    words = "When they stop, nobody tells us who to call if it gets bad again."
    said = send(stage, SECOND, "claim-2.1-04", Stance.DOES_NOT, Readers.ANYWHERE, words)
    yield days.at(-13, WED, 10)
    publish(stage, said)
    yield days.at(-11, TUE, 11)
    words = "We will give each child a card with a name and a number when we stop."
    reply(stage, COUNCIL, said, ReplyKind.WILL, words, by=days.day(-5, FRI))
    yield days.at(-6, THU, 11)
    words = "Each child gets the card now. You chose what it says."
    stage.act(WHO_ANSWERS[COUNCIL], promises.settle, **seen(stage, said), number=1, promise=Promise.KEPT, words=words)
    yield days.at(-6, FRI, 18)
    stage.act(SECOND, service.say_whether_it_answers, **seen(stage, said), answers=True)


def how_the_meeting_was(stage: Stage) -> Scene:
    """All three rate the adults after the last meeting."""
    days = stage.timeline
    answers = (
        (FIRST, Felt.YES, Felt.NO, [Wish.BACK, Wish.EASIER]),
        (SECOND, Felt.YES, Felt.PARTLY, [Wish.BACK]),
        (THIRD, Felt.PARTLY, Felt.NO, [Wish.TIME]),
    )
    for place, (who, heard, straight, wishes) in enumerate(answers):
        yield days.at(-4, THU, 17 + place)
        meeting_id = meetings.list_ended(stage.session)[0][0]
        stage.act(
            who, ratings.rate, meeting_id=meeting_id, version=version_of(), heard=heard, straight=straight,
            wishes=wishes,
        )  # fmt: skip


def their_space(stage: Stage) -> Scene:
    """Two of them want the same colour and the same of a reply; a third wants another picture."""
    days = stage.timeline
    yield days.at(-3, TUE, 17)
    for who in (FIRST, SECOND):
        _choose(stage, who, SpaceChoice.COLOUR, "sea")
        _choose(stage, who, SpaceChoice.PICTURE, "waves")
        _choose(stage, who, SpaceChoice.REPLY, "when", "plain")
        _choose(stage, who, SpaceChoice.TOPIC, "neglect")
    _choose(stage, THIRD, SpaceChoice.PICTURE, "dots")


def on_top(stage: Stage) -> Scene:
    """Two of them want the same finding on top of Home this month, and the third another."""
    days = stage.timeline
    begins = datetime.combine(days.today.replace(day=1), time(), ENGLAND)
    yield max(begins, at_hour(days.yesterday, 17))
    for who, claim_id in ((FIRST, "claim-4.3-08"), (SECOND, "claim-4.3-08"), (THIRD, "claim-2.1-09")):
        details = {"kind": SourceKind.CLAIM.value, "source_id": claim_id}
        stage.act(who, picks.pick, report_id=stage.report_id, **details)


def monthly_note(stage: Stage) -> Scene:
    """The scrutineer writes to them."""
    yield stage.timeline.at(-1, WED, 16)
    words = (
        "You asked who to call when help stops. I put that to the council, and they gave each child a card. "
        "You asked what it is like to wait. Nobody could tell me. I will ask again at the next meeting."
    )
    stage.act(SCRUTINEER, notes.send_note, version=0, words=words)


def an_issue(stage: Stage) -> Scene:
    """The business manager publishes what may be shown."""
    yield stage.timeline.at(-1, THU, 10)
    drawn = [(one.comment_id, one.version) for one in stage.act(CHECKER, issues.list_candidates)]
    stage.act(CHECKER, issues.publish_issue, seen_number=0, drawn=drawn)


def _choose(stage: Stage, who: str, what: SpaceChoice, *codes: str) -> None:
    stage.act(who, space.choose, report_id=stage.report_id, what=what, version=version_of(), codes=codes)
