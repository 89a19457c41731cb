"""What people did, as the trail keeps it: who, what, on what. Never anybody's words, never which young person, and
nothing of welfare."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.people.tables import Account
from cscp_core.storage import heads, trail
from cscp_core.storage.paging import PAGE_SIZE, Page, offset
from cscp_core.storage.tables import TrailRow

WELFARE = ("concern ", "welfare")
NOTEBOOK = ("a note",)
"""The scrutineer's private notes: that there are any is nobody else's business."""
COMMENTS = ("comment ",)
"""Subjects whose facts would say what became of a comment: they are left out."""
VOICES = (str(Role.YOUNG_ADVISOR), str(Role.LAY_MEMBER))


@dataclass(frozen=True)
class Act:
    """One row of the trail, for reading. Of Young Advisors and lay members only the role and the month."""

    number: int
    when: str
    who: str
    action: str
    subject: str
    detail: str


@needs(Permission.READ_TRAIL)
def acts(session: Session, actor: Actor, *, action: str = "", subject: str = "", page: int | None = 1) -> Page[Act]:
    """The newest first, narrowed to one kind of act or to whatever holds the words in its subject. None is all."""
    where: list[Any] = [~col(TrailRow.subject).startswith(one) for one in (*WELFARE, *NOTEBOOK)]
    if action:
        where.append(TrailRow.action == action)
    if subject:
        where.append(col(TrailRow.subject).icontains(subject, autoescape=True))
    total = session.exec(select(func.count()).select_from(TrailRow).where(*where)).one()
    query = select(TrailRow).where(*where).order_by(col(TrailRow.number).desc())
    if page is not None:
        query = query.offset(offset(page)).limit(PAGE_SIZE)
    names = {f"account {one.account_id}": one.name for one in session.exec(select(Account))}
    return Page([_act(row, names) for row in session.exec(query)], total)


@needs(Permission.READ_TRAIL)
def kinds(session: Session, actor: Actor) -> list[str]:
    """Every kind of act that is on the trail, in alphabetical order."""
    shown = [~col(TrailRow.subject).startswith(one) for one in (*WELFARE, *NOTEBOOK)]
    return sorted(session.exec(select(TrailRow.action).where(*shown).distinct()))


@needs(Permission.READ_TRAIL)
def what_is_wrong(session: Session, actor: Actor, *, noted: Path) -> str:
    """The first row that does not hold, or what the heads noted outside the database say against the trail, as a
    sentence; the empty string when it holds."""
    broken = trail.first_broken(session)
    if broken is not None:
        return f"Row {broken} is the first that does not hold: it was changed, removed or put in without the key."
    return heads.first_missing(session, noted) or ""


def _act(row: TrailRow, names: dict[str, str]) -> Act:
    hidden = row.role in VOICES
    when: datetime = row.at
    facts: dict[str, object] = json.loads(row.detail)
    return Act(
        number=row.number,
        when=f"{when:%B %Y}" if hidden else f"{when:%d %B %Y, %H:%M} UTC",
        who=row.role if hidden else names.get(row.who, row.who),
        action=row.action,
        subject=row.subject,
        detail=""
        if hidden or row.subject.startswith(COMMENTS)
        else ", ".join(f"{name} {_told(value)}" for name, value in facts.items()),
    )


def _told(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
