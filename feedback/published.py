"""What others may take of young people's and lay members' words: exports and the rooms below hear only this."""

from collections.abc import Sequence

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.meetings.reads import ListedItem, OnScreen
from feedback.comments import reads
from feedback.comments.reads import Said, add_read_receipts
from feedback.comments.rules import CommentKind, CommentState, Readers, Stands
from feedback.comments.tables import Comment
from feedback.own import readable
from feedback.own import service as own
from feedback.together import questions
from feedback.together import service as together
from feedback.together.service import JointView
from feedback.welfare import following_up
from feedback.welfare import wording as welfare

__all__ = [
    "JointView",
    "Said",
    "add_read_receipts",
    "in_print",
    "joint_views",
    "joint_words",
    "own_data",
    "unread_asked",
    "unread_in_pack",
    "welfare_record",
]
A_PRINT = 5  # comments beside one item


@needs(Permission.READ_COMMENTS)
def in_print(session: Session, actor: Actor, *, shown: Sequence[OnScreen]) -> dict[int, list[Said]]:
    """Comments on what the items of an agenda are about that their writers let into meetings and reports, by item id:
    those and no others, for every reader."""
    found: dict[int, list[Said]] = {}
    for one in shown:
        about = [(one.item.report_id, one.item.source_kind, one.item.source_id)]
        if one.challenge:
            about.append((one.challenge.report_id, one.challenge.source_kind, one.challenge.source_id))
        rows = session.exec(
            select(Comment)
            .where(
                Comment.state == CommentState.PUBLISHED,
                Comment.readers == Readers.ANYWHERE,
                tuple_(col(Comment.report_id), col(Comment.source_kind), col(Comment.source_id)).in_(about),
                col(Comment.kind).in_([CommentKind.VIEW, CommentKind.MISSING]),
            )
            .order_by(col(Comment.published_at).desc())
            .limit(A_PRINT)
        ).all()
        if rows:
            found[one.item.item_id] = reads.views_of(session, actor, rows)
    return found


@needs(Permission.READ_COMMENTS)
def unread_in_pack(session: Session, actor: Actor, *, shown: Sequence[OnScreen], report_id: str) -> list[str]:
    """Which comments the actor's role reads for the first time in a pack of these items: questions that are asked in
    their writers' words, what is beside the items, and views together. `add_read_receipts` is told of them, once the
    pack is made and given."""
    views = joint_views(session, actor, report_id=report_id) if report_id else {}
    beside = [one.comment_id for said in in_print(session, actor, shown=shown).values() for one in said]
    of_themes = [views[one.theme_id].comment_id for one in shown if one.theme_id in views]
    asked = questions.asked_in(one.item for one in shown)
    return reads.not_noted(session, actor, comment_ids=[*asked, *beside, *of_themes])


@needs(Permission.READ_COMMENTS)
def unread_asked(session: Session, actor: Actor, *, items: Sequence[ListedItem]) -> list[str]:
    """The same of a paper that holds the questions of an agenda and nothing beside them."""
    return reads.not_noted(session, actor, comment_ids=questions.asked_in(items))


@needs(Permission.READ_COMMENTS)
def joint_views(session: Session, actor: Actor, *, report_id: str) -> dict[str, JointView]:
    """Young Advisors' joint views that are shown, by theme."""
    return together.list_published(session, actor, report_id=report_id)


@needs(Permission.KEEP_OWN_DATA)
def own_data(session: Session, actor: Actor, *, to_read: bool) -> bytes:
    """Everything that is kept about the actor, for the actor alone: as text to read, or as JSON."""
    return readable.as_text(session, actor) if to_read else own.as_json(session, actor)


@needs(Permission.SEE_WELFARE)
def welfare_record(session: Session, actor: Actor, *, number: str) -> dict[str, list[str]]:
    """One welfare record as sentences under headings, for a lead or deputy who takes it out as a file, which the trail
    keeps. No other file asks for this."""
    one = following_up.take_out(session, actor, number=number)
    return {
        "When it came": [f"{welfare.describe_arrival(one)}."],
        "What was written": [*(one.words.splitlines() or ["No words were written."]), welfare.describe_signs(one)],
        "Who wrote it": welfare.describe_writer(one),
        "What it was written about": [one.finding],
        "What was done": welfare.describe_progress(one),
    }


@needs(Permission.READ_COMMENTS)
def joint_words(session: Session, actor: Actor, *, report_id: str) -> dict[str, Stands]:
    """How convinced they are together, by theme, as the views beside the scrutineer's judgement take it in."""
    return {theme: one.stands for theme, one in joint_views(session, actor, report_id=report_id).items()}
