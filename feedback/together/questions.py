"""Questions for meetings: which wait, in which order, and who may take one off again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from cscp_core.errors import ChangedMeanwhile, CommentRefused, NotFound
from cscp_core.evidence.kinds import SourceKind
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.scrutiny.meetings import ending
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.scrutiny.meetings import service as meeting_service
from cscp_core.scrutiny.meetings.rules import ItemResult, MeetingState
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.storage import trail
from cscp_core.storage.trail_actions import TogetherAction
from feedback.comments import rules
from feedback.comments.rules import CommentKind, CommentState
from feedback.comments.tables import Comment
from feedback.together.tables import WantsToAsk


@dataclass(frozen=True)
class InLine:
    """A question that waits for a meeting: whose it is, as everybody is told, and whether one may take it off."""

    comment_id: str
    version: int
    words: str
    whose: str
    own: bool


@needs(Permission.READ_COMMENTS)
def list_waiting(session: Session, actor: Actor) -> list[Pick]:
    """Published questions that no meeting has reached yet: those that one did not reach, then Young Advisors', then
    lay members', as they were sent."""
    return _waiting(session)


def put_on_the_agenda(session: Session) -> None:
    """Puts what waits on the next meeting's agenda, within the caller's transaction."""
    session.flush()
    meeting_service.place_first(session, _waiting(session))


def _waiting(session: Session) -> list[Pick]:
    placed = meetings.list_placements(session, source_kind=SourceKind.QUESTION)
    rows = session.exec(
        select(Comment).where(
            Comment.kind == CommentKind.QUESTION,
            Comment.state == CommentState.PUBLISHED,
            col(Comment.in_line).is_(True),
        )
    ).all()
    left = [row for row in rows if not any(one.reached for one in placed.get(row.comment_id, []))]

    def missed(row: Comment) -> list[meetings.Placed]:
        return [one for one in placed.get(row.comment_id, []) if one.state is MeetingState.ENDED]

    left.sort(key=lambda row: (not missed(row), row.role != Role.YOUNG_ADVISOR, row.sent_at or row.made_at))
    return [_pick(row, missed(row)[-1].because if missed(row) else "") for row in left]


def _pick(row: Comment, because: str) -> Pick:
    title = f"A question from {rules.describe_writer(row.role)}"
    return Pick(
        source_kind=SourceKind.QUESTION,
        source_id=row.comment_id,
        report_id=row.report_id,
        title=title,
        question=row.words,
        would_answer="",
        missing="",
        agency_id=row.agency_id or "",
        because=because,
    )


def asked_in(items: Iterable[meetings.ListedItem]) -> list[str]:
    """Which comments are asked on an agenda in their writers' own words."""
    return [one.source_id for one in items if one.source_kind == SourceKind.QUESTION]


@needs(Permission.RUN_MEETINGS)
def end_meeting(
    session: Session, actor: Actor, *, meeting_id: int, version: int, results: Mapping[int, ItemResult] | None = None
) -> None:
    """Ends a meeting; `results` say what came of its items. Questions that it did not reach head the next one, also
    where that is planned already."""
    ending.end_meeting(session, actor, meeting_id=meeting_id, version=version, results=results)
    put_on_the_agenda(session)
    notify(session, directory.of_role(session, Role.YOUNG_ADVISOR), NoticeKind.RATE, "/rate_meeting")
    session.commit()


@needs(Permission.ASK_AT_MEETINGS)
def take_off(session: Session, actor: Actor, *, comment_id: str, version: int) -> None:
    """Takes a question out of the line: any Young Advisor one of theirs, a lay member their own.

    Raises:
        NotFound: there is no such question, or it is not the actor's to take off.
        ChangedMeanwhile: it is another question by now.
    """
    row = session.get(Comment, comment_id)
    if row is None or row.kind != CommentKind.QUESTION or not row.in_line or not _is_theirs(actor, row):
        raise NotFound("You have no waiting question at this address.")
    if row.version != version:
        raise ChangedMeanwhile("This question changed while you were reading. Here is what it says now.")
    meeting_service.forget_source(session, SourceKind.QUESTION, comment_id)
    row.in_line, row.version = False, version + 1
    session.add(row)
    trail.record(session, actor, TogetherAction.QUESTION_REMOVED, f"comment {comment_id}")
    session.commit()


def _is_theirs(actor: Actor, row: Comment) -> bool:
    if row.role == Role.YOUNG_ADVISOR:
        return actor.role is Role.YOUNG_ADVISOR
    return row.account_id is not None and row.account_id == actor.account_id


@needs(Permission.ASK_AT_MEETINGS)
def in_line(session: Session, actor: Actor) -> list[InLine]:
    """Every question that waits, in its order. Any Young Advisor's is every Young Advisor's own, a lay member's theirs
    alone."""
    found = []
    for pick in _waiting(session):
        row = session.get(Comment, pick.source_id)
        if row is not None:
            found.append(
                InLine(
                    pick.source_id, row.version, pick.question, rules.describe_writer(row.role), _is_theirs(actor, row)
                )
            )
    return found


def check_may_ask(session: Session, actor: Actor) -> None:
    """Raises CommentRefused for a lay member who has put a question that still waits: each has one. What they sent to
    Welfare themselves is none: it never comes back into the line."""
    if actor.role is not Role.LAY_MEMBER:
        return
    reached = [
        which
        for which, places in meetings.list_placements(session, source_kind=SourceKind.QUESTION).items()
        if any(one.reached for one in places)
    ]
    own = select(func.count()).select_from(Comment).where(
        Comment.account_id == actor.account_id,
        Comment.kind == CommentKind.QUESTION,
        col(Comment.state).in_([CommentState.SENT, CommentState.PUBLISHED, CommentState.HELD]),
        (Comment.state != CommentState.HELD) | (Comment.held_by != "writer"),
        col(Comment.comment_id).not_in(reached),
    )  # fmt: skip
    rows = session.exec(own.where(col(Comment.in_line).is_(True) | (Comment.state != CommentState.PUBLISHED))).one()
    wanted = session.exec(select(WantsToAsk.meeting_id).where(WantsToAsk.account_id == actor.account_id)).all()
    ahead = {one.meeting_id for one in meetings.list_ahead(session)}
    if rows or ahead & set(wanted):
        raise CommentRefused("You have one question for the next meeting already. Take it back to ask another.")


@needs(Permission.ASK_AT_MEETINGS)
def want_to_ask(session: Session, actor: Actor, *, meeting_id: int, item_id: int) -> None:
    """Says that a lay member wants to ask an item of the agenda. Others see that a lay member does, not which."""
    if actor.role is not Role.LAY_MEMBER:
        raise CommentRefused("This is for lay members. Young Advisors' own questions come first.")
    if item_id not in {one.item_id for one in meetings.find_meeting(session, actor, meeting_id=meeting_id).items}:
        raise NotFound("That item is not on this agenda.")
    check_may_ask(session, actor)
    session.add(WantsToAsk(meeting_id=meeting_id, item_id=item_id, account_id=actor.own_id))
    trail.record(session, actor, TogetherAction.ASKING_OFFERED, f"meeting {meeting_id}")
    session.commit()


@needs(Permission.ASK_AT_MEETINGS)
def rather_not_ask(session: Session, actor: Actor, *, meeting_id: int) -> None:
    """Takes that back."""
    for row in session.exec(
        select(WantsToAsk).where(WantsToAsk.meeting_id == meeting_id, WantsToAsk.account_id == actor.account_id)
    ).all():
        session.delete(row)
    trail.record(session, actor, TogetherAction.ASKING_WITHDRAWN, f"meeting {meeting_id}")
    session.commit()


@needs(Permission.READ_MEETINGS)
def list_wanted(session: Session, actor: Actor, *, meeting_id: int) -> tuple[set[int], int]:
    """Ids of the items that a lay member wants to ask, and the one that the actor wants to; 0: none."""
    rows = session.exec(select(WantsToAsk).where(WantsToAsk.meeting_id == meeting_id)).all()
    own = next((one.item_id for one in rows if one.account_id == actor.account_id), 0)
    return {one.item_id for one in rows}, own
