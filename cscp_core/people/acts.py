"""What people did, as the trail keeps it: who, what, on what. Never anybody's words, and nothing of welfare.

Young Advisors and lay members are few. Of them, and of participation workers, there is one line a month and kind of
act, apart from the rows with minutes, so that neither the time, nor the order, nor a number says who it was.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, and_, col, or_, select

from cscp_core.people.permissions import UNNAMED, Actor, Permission, Role, needs
from cscp_core.people.tables import Account
from cscp_core.storage import heads, trail
from cscp_core.storage.paging import PAGE_SIZE, Page, offset
from cscp_core.storage.session import in_uk_time
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import ACTIONS, describe_action, written_for

WELFARE = ("concern ", "welfare")
NOTEBOOK = ("a note",)
"""The scrutineer's private notes: that there are any is nobody else's business."""
COMMENT, A_COMMENT = "comment ", "a comment"
"""A comment's own id would date what others may know only by its month: it is shown as any comment."""
UNCOUNTED = ("retention", "restored copy")
"""Subjects whose facts count comments or worries: they are left out, as those of comments are."""


@dataclass(frozen=True)
class Act:
    """One row of the trail, for reading. Its number is not told: a gap would show that somebody else did something."""

    when: str
    who: str
    action: str
    subject: str
    detail: str


@dataclass(frozen=True)
class InAMonth:
    """That people of whom others learn no name did something in a month: once, twice or often, one of them or all."""

    month: str
    who: str
    action: str


@needs(Permission.READ_TRAIL)
def list_acts(
    session: Session, actor: Actor, *, action: str = "", subject: str = "", page: int | None = 1
) -> Page[Act]:
    """What was done in a post, the newest first, narrowed to one kind of act, by its code or by any words that ever
    stood for it, or to whatever holds the words in its subject. None is all."""
    where = [_visible_rows(), ~_of_the_unnamed()]
    if action:
        where.append(col(TrailRow.action).in_(written_for(action)))
    if subject:
        where.append(_subject_contains(subject))
    total = session.exec(select(func.count()).select_from(TrailRow).where(*where)).one()
    query = select(TrailRow).where(*where).order_by(col(TrailRow.number).desc())
    if page is not None:
        query = query.offset(offset(page)).limit(PAGE_SIZE)
    names = {f"account {one.account_id}": one.name for one in session.exec(select(Account))}
    return Page([_view_of(row, names) for row in session.exec(query)], total)


@needs(Permission.READ_TRAIL)
def by_month(session: Session, actor: Actor, *, action: str = "") -> list[InAMonth]:
    """What Young Advisors, lay members and participation workers did, the newest month first, and by name within it.
    An act has one line under its label of today, however its rows word it: two lines would count it."""
    where = [_visible_rows(), _of_the_unnamed()]
    if action:
        where.append(col(TrailRow.action).in_(written_for(action)))
    rows = session.exec(select(TrailRow.at, TrailRow.role, TrailRow.action).where(*where))
    lines = {}
    for at, role, stored in rows:
        line = InAMonth(f"{at:%B %Y}", _role_label(role), str(ACTIONS.get(stored, stored)))
        lines[-at.year, -at.month, line.who, line.action] = line
    return [lines[key] for key in sorted(lines)]


@needs(Permission.READ_TRAIL)
def list_kinds(session: Session, actor: Actor) -> list[str]:
    """Every kind of act that is on the trail, in alphabetical order of how they are shown: its `TrailAction`, or the
    words of one that is done no more."""
    stored = session.exec(select(TrailRow.action).where(_visible_rows()).distinct())
    return sorted({ACTIONS.get(one, one) for one in stored}, key=str)


@needs(Permission.READ_TRAIL)
def what_is_wrong(session: Session, actor: Actor, *, noted: Path) -> str:
    """The first row that does not hold, or what the heads noted outside the database say against the trail, as a
    sentence; the empty string when it holds."""
    broken = trail.first_broken(session)
    if broken is not None:
        return f"Row {broken} is the first that is not intact: a row was changed, removed or added without the key."
    return heads.first_missing(session, noted) or ""


@needs(Permission.READ_TRAIL)
def passed_over(session: Session, actor: Actor, *, noted: Path) -> str:
    """One sentence on noted heads that are not this installation's; the empty string when there are none."""
    return heads.passed_over(session, noted)


def _on_a_comment() -> Any:
    return col(TrailRow.subject).startswith(COMMENT)


def _visible_rows() -> Any:
    """Nothing of the private notebook, and nothing of welfare: neither its records, nor what lead and deputies do to a
    comment, which would tell that it was held."""
    hidden = [col(TrailRow.subject).startswith(one) for one in (*WELFARE, *NOTEBOOK)]
    return ~or_(*hidden, and_(_is_of(Role.SAFEGUARDING_LEAD), _on_a_comment()))


def _of_the_unnamed() -> Any:
    """What they did, and what the app did to a comment in the moment that one of them acted."""
    return or_(_is_of(*UNNAMED), and_(_is_of(Role.SYSTEM), _on_a_comment()))


def _is_of(*roles: Role) -> Any:
    """Rows of these roles: their codes, or the words that earlier versions kept, since no row is ever rewritten."""
    return col(TrailRow.role).in_([word for role in roles for word in role.written])


def _role_label(word: str) -> str:
    role = Role.read(word)
    return role.label if role else word


def _subject_contains(subject: str) -> Any:
    """Rows whose subject, as it is shown, holds the words."""
    held = and_(~_on_a_comment(), col(TrailRow.subject).icontains(subject, autoescape=True))
    return or_(held, _on_a_comment()) if subject.casefold() in A_COMMENT else held


def _view_of(row: TrailRow, names: dict[str, str]) -> Act:
    when: datetime = row.at
    facts: dict[str, object] = json.loads(row.detail)
    on_a_comment = row.subject.startswith(COMMENT)
    untold = on_a_comment or row.subject in UNCOUNTED
    return Act(
        when=in_uk_time(when),
        who=names.get(row.who, row.who),
        action=describe_action(row.action),
        subject=A_COMMENT if on_a_comment else row.subject,
        detail="" if untold else ", ".join(f"{name} {trail.describe_fact(value)}" for name, value in facts.items()),
    )
