"""How long everything is kept, deleting what has been kept long enough, and taking back again after a restore."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from cscp_core.errors import ClockDoubtful
from cscp_core.notices.tables import Notice
from cscp_core.people import leaving
from cscp_core.people.leaving import KEPT_FOR
from cscp_core.people.permissions import SYSTEM, Actor, Permission, needs
from cscp_core.people.rules import Choice
from cscp_core.people.tables import OneTimeLink, OwnDraft, SignInSession
from cscp_core.storage import trail
from cscp_core.storage.session import Store, in_uk_time, mark_erasing, now, today
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import CommentsAction, OwnDataAction
from feedback.comments.rules import CommentState, Readers, are_fewer
from feedback.comments.service import change_state, detach, leave_tombstone
from feedback.comments.tables import Comment, Reply
from feedback.own import withdrawals
from feedback.own.service import erase_all, forget_account
from feedback.ratings.tables import MeetingRating
from feedback.space.tables import TermChoice
from feedback.together.service import list_agreed, withdraw_agreement
from feedback.together.tables import Agreement, FindingPick
from feedback.welfare.tables import Absence, Concern


@dataclass(frozen=True)
class RetentionPeriod:
    """One kind of thing, how long it is kept, and from when."""

    kind: str
    days: int
    starts: str


DRAFTS = RetentionPeriod("drafts of comments", 90, "saved")
SENT_BACK = RetentionPeriod("comments that were sent back", 180, "sent back")
PUBLISHED = RetentionPeriod("comments that others can read", 3 * 365, "published")
TOMBSTONES = RetentionPeriod("traces that something was taken back", 3 * 365, "taken back")
WORRIES = RetentionPeriod("welfare records", 0, "the day to keep them until, which is set when they are closed")
OWN_DRAFTS = RetentionPeriod("unsent words in fields", 90, "typed")
NOTICES = RetentionPeriod("notices", 365, "made")
SESSIONS = RetentionPeriod("sign-in sessions that are over", 30, "over")
LINKS = RetentionPeriod("one-time links that are over", 30, "over")
ABSENCES = RetentionPeriod("absences of the safeguarding lead", 30, "over")
PICKS = RetentionPeriod("picks of the finding of the month", 60, "made")
RATINGS = RetentionPeriod("answers after a meeting, of nobody in particular", 3 * 365, "the form closed")
CHOICES = RetentionPeriod("what was chosen for a term", 400, "the term began")
LEFT = RetentionPeriod("links of people who have left and codes on paper", KEPT_FOR.days, "left, or written down")
PERIODS = (
    DRAFTS,
    SENT_BACK,
    PUBLISHED,
    TOMBSTONES,
    WORRIES,
    OWN_DRAFTS,
    NOTICES,
    SESSIONS,
    LINKS,
    ABSENCES,
    PICKS,
    CHOICES,
    RATINGS,
    LEFT,
)
"""What waits to be checked or is held goes on waiting: neither is forgotten because nobody looked."""


LONGEST_PAUSE = timedelta(days=60)


@needs(Permission.APPLY_RETENTION)
def apply(session: Session, actor: Actor, *, dry_run: bool = False, clock_is_right: bool = False) -> dict[str, int]:
    """Deletes what has been kept long enough, and returns how many of each kind; with `dry_run` it only counts.

    Raises:
        ClockDoubtful: it ran last so long ago that the clock may be ahead, and nobody says that it is right.
    """
    moment, day = now(session), today(session)
    if not dry_run and not clock_is_right:
        _check_clock(session)
    found: dict[str, int] = {}
    for period, state, column in (
        (DRAFTS, CommentState.DRAFT, Comment.made_at),
        (SENT_BACK, CommentState.SENT_BACK, Comment.settled_at),
        (PUBLISHED, CommentState.PUBLISHED, Comment.published_at),
        (PUBLISHED, CommentState.SHOWN, Comment.settled_at),
    ):
        old = col(column) < moment - timedelta(days=period.days)
        rows = session.exec(select(Comment).where(Comment.state == state, old)).all()
        found[period.kind] = found.get(period.kind, 0) + len(rows)
        for row in () if dry_run else rows:
            leave_tombstone(session, row)
    for comment_id in () if dry_run else session.exec(select(Concern.comment_id).where(col(Concern.keep_until) < day)):
        held = session.get(Comment, comment_id)
        if held is not None and held.state == CommentState.HELD:
            leave_tombstone(session, held)  # its record goes, and with it the reason to hold it
    for period, table, over in _rows_to_delete(moment, day):
        found[period.kind] = len(session.exec(select(table).where(over)).all())
        if not dry_run:
            if period is TOMBSTONES:  # a reply outlives the words that it answered, not the last trace of them
                gone = select(Comment.comment_id).where(over)
                session.execute(delete(Reply).where(col(Reply.comment_id).in_(gone)))
            session.execute(delete(table).where(over))
    left = leaving.list_over(session)
    found[LEFT.kind] = len(left)
    for account_id, choice in () if dry_run else left.items():
        if choice is Choice.GO:
            erase_all(session, account_id)
        leaving.end_leaving(session, account_id)
    if not dry_run:
        mark_erasing(session)
        facts: dict[str, trail.Fact] = {kind.replace(" ", "_"): number for kind, number in found.items() if number}
        trail.record(session, actor, OwnDataAction.EXPIRED_DELETED, "retention", **facts)
        session.commit()
    return found


def _check_clock(session: Session) -> None:
    """By a clock that is a year ahead a timer would delete a year's words, which nobody can bring back."""
    ran = col(TrailRow.action).in_(OwnDataAction.EXPIRED_DELETED.written)
    newest = select(TrailRow.at).where(ran).order_by(col(TrailRow.number).desc()).limit(1)
    last = session.exec(newest).first()
    if last and now(session) - last > LONGEST_PAUSE:
        raise ClockDoubtful(
            f"Nothing was deleted. By this server's clock it is {in_uk_time(now(session))}, and this last ran on "
            f"{in_uk_time(last)}. If the clock is right, run it with --clock-is-right."
        )


def _rows_to_delete(moment: datetime, day: date) -> tuple[tuple[RetentionPeriod, Any, Any], ...]:
    def before(period: RetentionPeriod) -> datetime:
        return moment - timedelta(days=period.days)

    return (
        (
            TOMBSTONES,
            Comment,
            (col(Comment.state) == CommentState.WITHDRAWN) & (col(Comment.settled_at) < before(TOMBSTONES)),
        ),
        (WORRIES, Concern, col(Concern.keep_until) < day),
        (OWN_DRAFTS, OwnDraft, col(OwnDraft.at) < before(OWN_DRAFTS)),
        (NOTICES, Notice, col(Notice.at) < before(NOTICES)),
        (SESSIONS, SignInSession, col(SignInSession.expires_at) < before(SESSIONS)),
        (LINKS, OneTimeLink, col(OneTimeLink.expires_at) < before(LINKS)),
        (ABSENCES, Absence, col(Absence.ends_on) < day - timedelta(days=ABSENCES.days)),
        (PICKS, FindingPick, col(FindingPick.at) < before(PICKS)),
        (CHOICES, TermChoice, col(TermChoice.term) < day - timedelta(days=CHOICES.days)),
        (RATINGS, MeetingRating, col(MeetingRating.closes_on) < day - timedelta(days=RATINGS.days)),
    )


def take_back_again(store: Store) -> int:
    """After an older copy of the database was restored: takes back again what was taken back, narrowed or erased since
    it was made, and returns how many. What was made after the note, under a number used again, is not touched, nor is
    what another installation noted. On a database that has forgotten nothing it changes nothing."""
    if store.withdrawals is None:
        return 0
    done = 0
    with store.writing() as session:
        for one in list(withdrawals.read_log(session)):  # what is done again may note more
            done += AGAIN[one.kind](session, one) if one.kind in AGAIN else False
        if done:
            trail.record(session, SYSTEM, OwnDataAction.WITHDRAWALS_REPEATED, "restored copy", number=done)
            session.commit()
    return done


def _comment_again(session: Session, one: withdrawals.Withdrawal) -> bool:
    row = session.get(Comment, one.which)
    if row is None or row.state == CommentState.WITHDRAWN:  # its number is random and never used again
        return False
    leave_tombstone(session, row)
    return True


def _account_again(session: Session, one: withdrawals.Withdrawal) -> bool:
    account = withdrawals.find_account(session, one)
    if account is None or account.made_at > one.at or not withdrawals.may_erase(account):
        return False
    for view in list_agreed(session, int(one.which)):
        withdraw_agreement(session, int(one.which), view)
    for row in session.exec(select(Comment).where(Comment.account_id == account.account_id)).all():
        leave_tombstone(session, row)
    forget_account(session, account)
    return True


def _check_again(session: Session, one: withdrawals.Withdrawal) -> bool:
    row = session.get(Comment, one.which)
    if row is None or row.state not in (CommentState.SHOWN, CommentState.PUBLISHED):
        return False
    read_from = row.published_at or row.settled_at
    if read_from and read_from > one.at:
        return False
    detach(session, row)
    change_state(session, SYSTEM, row, CommentState.SENT, "restored copy")
    row.published_at, row.reply_by, row.in_line = None, None, False
    return True


def _narrowed_again(session: Session, one: withdrawals.Withdrawal) -> bool:
    """Only ever narrows. A comment that is sent again has its readers chosen again, and is checked for those."""
    row = session.get(Comment, one.which)
    readers = Readers.read(one.readers)  # a line of an earlier version holds a wording
    if row is None or readers is None or not are_fewer(readers, row.readers) or (row.sent_at and row.sent_at > one.at):
        return False
    row.readers = readers
    session.add(row)
    facts: dict[str, trail.Fact] = {"readers": readers, "reason": "restored copy"}
    trail.record(session, SYSTEM, CommentsAction.READERS_CHANGED, f"comment {one.which}", **facts)
    return True


def _not_agreed_again(session: Session, one: withdrawals.Withdrawal) -> bool:
    """Takes one agreement back that stands in an older copy. Who agrees again later made another."""
    comment_id, _, account_id = one.which.partition("/")
    mine = session.get(Agreement, (comment_id, int(account_id))) if account_id.isdecimal() else None
    row = session.get(Comment, comment_id)
    if row is None or mine is None or mine.at >= one.at:
        return False
    withdraw_agreement(session, mine.account_id, row)
    return True


AGAIN = {
    "not agreed": _not_agreed_again,
    "comment": _comment_again,
    "check again": _check_again,
    "narrowed": _narrowed_again,
    "account": _account_again,
}
