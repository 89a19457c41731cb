"""Everything that is kept about a writer as a paper to read: sentences and dates as on the screens."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from cscp_core.evidence import service as evidence
from cscp_core.evidence.items import find_report_item
from cscp_core.evidence.topics import name_for_young_people
from cscp_core.notices.tables import Notice
from cscp_core.people.permissions import SYSTEM, Actor, Permission, needs
from cscp_core.people.tables import Account, SignInSession
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.storage.session import ENGLAND, now
from feedback.comments import reads, wording
from feedback.comments.reads import Receipt
from feedback.comments.rules import CommentKind, Stands
from feedback.comments.wording import describe_day
from feedback.ratings import service as ratings
from feedback.ratings.rules import CHANGE, HEARD, STRAIGHT
from feedback.space import service as space
from feedback.space.rules import name_of_term
from feedback.together import picks
from feedback.together import service as together
from feedback.together.tables import WantsToAsk

NOTHING = "Nothing."


@needs(Permission.KEEP_OWN_DATA)
def as_text(session: Session, actor: Actor) -> bytes:
    """Everything, for a person to read; the same as in the copy for a computer."""
    parts = {
        "Your account": [_account_lines(session, actor)],
        "What you wrote": [_comment_lines(one) for one in reads.list_receipts(session, actor)],
        "Views that you agreed to, together with others": list(_view_lines(session, actor)),
        "What you wanted on top": list(_pick_lines(session, actor)),
        "How you rated meetings": list(_rating_lines(session, actor)),
        "What you chose for a term": list(_choice_lines(session, actor)),
        "What you want to ask at a meeting": list(_wanted_lines(session, actor)),
        "When you signed in": [list(_sign_ins(session, actor))],
        "What you were told here": [list(_notice_lines(session, actor))],
    }
    lines = [f"Your data on {describe_day(now(session))}"]
    for title, paragraphs in parts.items():
        lines += ["", "", title.upper()]
        for paragraph in [one for one in paragraphs if one] or [[NOTHING]]:
            lines += ["", *paragraph]
    return "\n".join(lines).encode("utf-8-sig")


def _account_lines(session: Session, actor: Actor) -> list[str]:
    row = session.get(Account, actor.own_id)
    assert row is not None
    return [
        f"Your user name is {row.username}, and your name here is {row.name}. You are a {row.role.label}.",
        f"Your e-mail address is {row.email}." if row.email else "No e-mail address of yours is kept.",
        f"Your account was made on {describe_day(row.made_at)}."
        + (f" You last signed in on {_format_minute(row.last_sign_in_at)}." if row.last_sign_in_at else ""),
    ]


def _comment_lines(one: Receipt) -> list[str]:
    kind = f" ({one.kind.label})" if one.kind is not CommentKind.VIEW else ""
    told = [f"{describe_day(one.made_at)}{kind}", f"About: {one.seen}"]
    if one.stance:
        told.append(f"You chose: {one.stance.label}")
    if one.words:
        told.append(f"You wrote: {one.words}")
    if one.really:
        told.append(f"What you think really happened: {one.really.label}")
    told += wording.describe_state(one)
    for reply in one.replies:
        head, tail = wording.describe_reply(reply, own=True)
        told.append(f"{head} {reply.words} ({tail})")
        told += [one for one in [wording.describe_promise(reply)] if one]
    return told


def _view_lines(session: Session, actor: Actor) -> Iterable[list[str]]:
    for one in together.list_agreed(session, actor.own_id):
        themes = evidence.themes(session, SYSTEM, report_id=one.report_id)
        plain = next((theme.plain_name for theme in themes if theme.theme_id == one.theme_id), one.theme_id)
        name = name_for_young_people(one.theme_id, plain)
        yield [f"{name}: {Stands(one.stance).label}.", one.words]


def _pick_lines(session: Session, actor: Actor) -> Iterable[list[str]]:
    for one in picks.list_own(session, actor.own_id):
        found = find_report_item(
            session, SYSTEM, report_id=one.report_id, kind=one.source_kind, source_id=one.source_id
        )
        yield [f"{one.month:%B %Y}: {found.plain if found else 'It is not in the report now.'}"]


def _rating_lines(session: Session, actor: Actor) -> Iterable[list[str]]:
    """Of forms that are open: what was answered before belongs to the meeting."""
    for until, one in ratings.list_own(session, actor.own_id):
        wishes = "; ".join(wish.label for wish in one.wishes)
        yield [
            f"{HEARD} {one.heard.label}. {STRAIGHT} {one.straight.label}."
            + (f" {CHANGE} {wishes}." if wishes else "")
            + f" You can take it back until {describe_day(until)}."
        ]


def _choice_lines(session: Session, actor: Actor) -> Iterable[list[str]]:
    for one in space.list_choices(session, actor.own_id):
        yield [f"{name_of_term(one.term)}, {one.what.label}: {space.label_of(one.what, one.code)}."]
    if often := space.find_reminder(session, actor):
        yield [f"You are reminded: {often.label.lower()}."]


def _wanted_lines(session: Session, actor: Actor) -> Iterable[list[str]]:
    for want in session.exec(select(WantsToAsk).where(WantsToAsk.account_id == actor.own_id)):
        meeting = meetings.find_meeting(session, SYSTEM, meeting_id=want.meeting_id)
        item = next((one for one in meeting.items if one.item_id == want.item_id), None)
        yield [
            f"{meeting.title}, {describe_day(meeting.held_on)}.",
            item.question if item else "It is not on the agenda now.",
        ]


def _sign_ins(session: Session, actor: Actor) -> Iterable[str]:
    mine = select(SignInSession).where(SignInSession.account_id == actor.own_id)
    for one in session.exec(mine.order_by(col(SignInSession.started_at).desc())):
        yield f"From {_format_minute(one.started_at)} to {_format_minute(one.seen_at)}."


def _notice_lines(session: Session, actor: Actor) -> Iterable[str]:
    mine = select(Notice).where(Notice.account_id == actor.own_id)
    for one in session.exec(mine.order_by(col(Notice.notice_id).desc())):
        opened = f" You opened it on {describe_day(one.read_at)}." if one.read_at else " You have not opened it yet."
        yield f"{one.kind.when(one.at)}: {one.kind.label}{opened}"


def _format_minute(at: datetime) -> str:
    return f"{describe_day(at)}, {at.astimezone(ENGLAND):%H:%M}"
