"""What Young Advisors chose to look at, and findings that would like a view."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlmodel import Session, col, select

from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.topics import name_for_young_people
from cscp_core.evidence.views import Claim
from cscp_core.people.permissions import Actor, Permission, needs
from feedback.comments.rules import CommentKind, CommentState
from feedback.comments.tables import Comment

CHOSEN = Path(__file__).resolve().parents[2] / "data" / "chosen_by_young_advisors.csv"


@dataclass(frozen=True)
class Chosen:
    """A theme that Young Advisors chose, with their reason as the partnership reports it, in plain words."""

    theme_id: str
    name: str
    said: str
    voice_id: str


@cache
def _chosen() -> tuple[tuple[str, str, str], ...]:
    with CHOSEN.open(encoding="utf-8", newline="") as file:
        return tuple((row["report_id"], row["voice_id"], row["theme_id"]) for row in csv.DictReader(file))


@needs(Permission.COMMENT)
def list_chosen(session: Session, actor: Actor, *, report_id: str) -> list[Chosen]:
    """The themes that Young Advisors chose in a report."""
    names = {
        one.theme_id: name_for_young_people(one.theme_id, one.plain_name)
        for one in evidence.themes(session, actor, report_id=report_id)
    }
    found = []
    for report, voice_id, theme_id in _chosen():
        if report == report_id and theme_id in names:
            for voice in evidence.voices(session, actor, report_id=report_id, voice_id=voice_id):
                found.append(Chosen(theme_id, names[theme_id], voice.plain, voice_id))
    return found


@needs(Permission.COMMENT)
def find_own_view(session: Session, actor: Actor, *, report_id: str, kind: str, source_id: str) -> str | None:
    """What the actor chose of the four when they sent a view of a finding, as its code, the newest first; empty where
    they wrote words alone, None where they said nothing of it, or took it back."""
    query = select(Comment.stance).where(
        Comment.account_id == actor.own_id,
        Comment.report_id == report_id,
        Comment.source_kind == kind,
        Comment.source_id == source_id,
        Comment.kind == CommentKind.VIEW,
        Comment.state != CommentState.DRAFT,
    )
    return session.exec(query.order_by(col(Comment.made_at).desc()).limit(1)).first()


@needs(Permission.COMMENT)
def would_like_a_view(
    session: Session, actor: Actor, *, report_id: str, theme_ids: Sequence[str], most: int = 3
) -> list[Claim]:
    """Claims of these themes on which the actor has not said anything, one theme after the other."""
    done = set(
        session.exec(
            select(Comment.source_id).where(Comment.account_id == actor.own_id, Comment.source_kind == SourceKind.CLAIM)
        )
    )
    by_theme = [
        [
            one
            for one in evidence.claims(session, actor, report_id=report_id, theme_id=theme_id)
            if one.claim_id not in done
        ]
        for theme_id in theme_ids
    ]
    longest = max(map(len, by_theme), default=0)
    mixed = [claims[place] for place in range(longest) for claims in by_theme if place < len(claims)]
    return mixed[:most]
