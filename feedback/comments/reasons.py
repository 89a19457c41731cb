"""Why comments were sent back, each time, as the trail holds it: also after a comment was changed or taken back."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from cscp_core.storage import trail
from cscp_core.storage.installation import emptied_at
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import CommentsAction
from feedback.comments import rules
from feedback.comments.rules import CommentState
from feedback.comments.tables import Comment

SENT_BACK = (
    f'"new": {{"code": "{CommentState.SENT_BACK.value}"',
    *(f'"new": "{word}"' for word in CommentState.SENT_BACK.written),
)
"""What the row of such a decision holds: the code, or in rows of earlier versions words."""


@dataclass(frozen=True)
class GivenReason:
    """One reason that was given: in which month, to whom, and which of the three. Never for which comment."""

    month: str
    whose: str
    reason: str


def list_reasons(session: Session, besides: Collection[str] = ()) -> list[GivenReason]:
    """Every reason so far, the newest month first. Of the comments named in `besides` the last reason is left out:
    it is told with their words."""
    holds = or_(*(col(TrailRow.detail).contains(one) for one in SENT_BACK))
    moderated = col(TrailRow.action).in_(CommentsAction.MODERATED.written)
    query = select(TrailRow).where(moderated, holds, TrailRow.number > emptied_at(session))
    rows = session.exec(query.order_by(col(TrailRow.number).desc())).all()
    left_out = set(besides)
    subjects = {row.subject.removeprefix("comment ") for row in rows}
    there = {one.comment_id: one for one in session.exec(select(Comment).where(col(Comment.comment_id).in_(subjects)))}
    found = []
    for row in rows:
        comment_id, facts = row.subject.removeprefix("comment "), json.loads(row.detail)
        comment = there.get(comment_id)
        if comment_id in left_out:
            left_out.discard(comment_id)
            continue
        whose = facts.get("whose") or (
            rules.describe_writer(comment.role) if comment else "Young Advisors or lay members"
        )
        found.append((row.at, GivenReason(f"{row.at:%B %Y}", whose, trail.describe_fact(facts["reason"]))))
    found.sort(key=lambda one: (one[1].whose, one[1].reason))  # within a month no order tells the day
    found.sort(key=lambda one: (one[0].year, one[0].month), reverse=True)
    return [one for _, one in found]
