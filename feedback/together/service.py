"""Young Advisors' joint view of a theme: drafted together, agreed by all, checked, then shown beside the others."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Delete, delete
from sqlmodel import Session, col, select

from cscp_core.errors import ChangedMeanwhile, CommentRefused, DetailsFound
from cscp_core.free_text import PARAGRAPH, tidy
from cscp_core.identifying.worries import worries
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import tell
from cscp_core.people import directory
from cscp_core.people.permissions import SYSTEM, Actor, Permission, Role, needs
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from feedback.comments import rules as comment_rules
from feedback.comments.rules import Kind, Readers, State
from feedback.comments.service import become, details_in, empty, new_row, tell_checkers
from feedback.comments.sources import finding
from feedback.comments.tables import Comment
from feedback.own import withdrawals
from feedback.together import rules
from feedback.together.rules import Stands
from feedback.together.tables import Agreement, JointView
from feedback.welfare import service as welfare


@dataclass(frozen=True)
class Draft:
    """A joint view as Young Advisors see it. Who has agreed is not said; only whether you have."""

    version: int
    stands: Stands
    words: str
    changed_at: datetime | None
    you_agree: bool
    state: State | None
    """Where the agreed text stands; None while it is not agreed."""
    told: str
    reason: str
    invented: bool
    may_go: bool = False
    """Whether everybody has agreed and it was not sent: the last who had not has left."""


@dataclass(frozen=True)
class Shown:
    """A joint view as everybody sees it."""

    theme_id: str
    stands: Stands
    words: str
    month: str
    invented: bool
    comment_id: str


@needs(Permission.SPEAK_TOGETHER)
def draft(session: Session, actor: Actor, *, report_id: str, theme_id: str) -> Draft:
    """The view of a theme as it is drafted now."""
    row = session.get(JointView, (report_id, theme_id))
    if row is None:
        return Draft(0, Stands.UNDECIDED, "", None, False, None, "", "", False)
    sent = session.get(Comment, row.comment_id) if row.comment_id else None
    agrees = session.get(Agreement, (report_id, theme_id, row.version, actor.own_id)) is not None
    state = State(sent.state) if sent else None
    told, reason = (sent.told, sent.reason) if sent else ("", "")
    ready = rules.all_agree(_active(session), _agreed(session, row))
    return Draft(
        row.version,
        Stands(row.stands),
        row.words,
        row.changed_at,
        agrees,
        state,
        told,
        reason,
        row.invented,
        ready and not row.comment_id,
    )


@needs(Permission.SPEAK_TOGETHER)
def drafts(session: Session, actor: Actor, *, report_id: str) -> dict[str, Draft]:
    """Every view that has been begun, by theme."""
    ids = session.exec(select(JointView.theme_id).where(JointView.report_id == report_id)).all()
    return {one: draft(session, actor, report_id=report_id, theme_id=one) for one in ids}


@needs(Permission.SPEAK_TOGETHER)
def write(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    theme_id: str,
    seen_version: int,
    stands: Stands,
    words: str,
    keeps: bool = False,
) -> None:
    """Writes the view anew. Everybody's agreement is asked again; what was shown before goes until then. `keeps` says
    that identifying details shall stay.

    Raises:
        DetailsFound: it may say who somebody is, and the writer has not said that this shall stay.
        ChangedMeanwhile: somebody wrote in between; their words come with it.
    """
    welfare.check_open(session)
    rules.check_enough(_active(session))
    finding(session, actor, report_id=report_id, kind="theme", source_id=theme_id)
    row = session.get(JointView, (report_id, theme_id))
    if (row.version if row else 0) != seen_version:
        raise ChangedMeanwhile(
            "Somebody else changed it while you wrote. Yours is still below.", row.words if row else ""
        )
    found = details_in(session, words)
    if found and not keeps:
        raise DetailsFound(found)
    if row is None:
        row = JointView(
            report_id=report_id, theme_id=theme_id, version=0, stands=stands, words="", changed_at=now(session)
        )
    _unsend(session, row)
    row.version += 1
    row.stands, row.words, row.changed_at = stands, tidy(words, "what you think together", most=PARAGRAPH), now(session)
    session.add(row)
    session.flush()
    others = [one for one in directory.of_role(session, Role.YOUNG_ADVISOR) if one != actor.account_id]
    tell(session, others, NoticeKind.JOINT_VIEW, "/our_view", invented=row.invented)
    trail.record(session, actor, "changed a joint view", f"{report_id} {theme_id}", version=row.version)
    _agree(session, actor, row)
    session.commit()


@needs(Permission.SPEAK_TOGETHER)
def agree(session: Session, actor: Actor, *, report_id: str, theme_id: str, seen_version: int) -> None:
    """Agrees to the view as it stands. Once every active Young Advisor has, it goes to be checked."""
    row = session.get(JointView, (report_id, theme_id))
    if row is None or row.version != seen_version:
        raise ChangedMeanwhile("Somebody changed it after you read it. Read it again first.", row.words if row else "")
    welfare.check_open(session)
    _agree(session, actor, row)
    trail.record(session, actor, "agreed to a joint view", f"{report_id} {theme_id}", version=row.version)
    session.commit()


@needs(Permission.SPEAK_TOGETHER)
def disagree(session: Session, actor: Actor, *, report_id: str, theme_id: str) -> None:
    """Takes one's agreement back. What was shown is not shown any more."""
    row = session.get(JointView, (report_id, theme_id))
    if row is None:
        raise CommentRefused("There is no view of this yet.")
    take_agreement_back(session, actor.own_id, row)
    trail.record(session, actor, "took agreement to a joint view back", f"{report_id} {theme_id}", version=row.version)
    session.commit()


def take_agreement_back(session: Session, account_id: int, row: JointView) -> None:
    """Takes one person's agreement back, within the caller's transaction."""
    session.execute(_agreements(row).where(col(Agreement.account_id) == account_id))
    _unsend(session, row)
    session.add(row)


def ask_again(session: Session) -> int:
    """Asks everybody again about each view whose sent words are gone: they were kept long enough, or taken back after
    an older copy of the database was made. Within the caller's transaction; answers how many there were."""
    asked = 0
    for row in session.exec(select(JointView).where(JointView.comment_id != "")).all():
        sent = session.get(Comment, row.comment_id)
        if sent is None or sent.state == State.WITHDRAWN:
            session.execute(_agreements(row))
            row.comment_id, asked = "", asked + 1
            session.add(row)
            everybody = directory.of_role(session, Role.YOUNG_ADVISOR)
            tell(session, everybody, NoticeKind.JOINT_VIEW, "/our_view", invented=row.invented)
    return asked


def agreed_by(session: Session, account_id: int) -> list[JointView]:
    """The views whose newest version somebody agreed to."""
    rows = session.exec(
        select(JointView)
        .join(
            Agreement,
            (col(Agreement.report_id) == col(JointView.report_id))
            & (col(Agreement.theme_id) == col(JointView.theme_id))
            & (col(Agreement.version) == col(JointView.version)),
        )
        .where(Agreement.account_id == account_id)
    )
    return list(rows)


@needs(Permission.READ_COMMENTS)
def shown(session: Session, actor: Actor, *, report_id: str) -> dict[str, Shown]:
    """Views that every active Young Advisor agreed to and that were checked, by theme. Where somebody joins, a view is
    not shown until they have agreed too."""
    active = _active(session)
    rows = session.exec(
        select(JointView, Comment)
        .join(Comment, col(Comment.comment_id) == col(JointView.comment_id))
        .where(JointView.report_id == report_id, Comment.kind == Kind.TOGETHER)
    )
    return {
        view.theme_id: Shown(
            view.theme_id,
            Stands(view.stands),
            sent.words,
            f"{sent.published_at:%B %Y}",
            view.invented,
            sent.comment_id,
        )
        for view, sent in rows
        if comment_rules.may_read(sent.state, sent.readers, actor.role)
        and sent.state == State.PUBLISHED
        and rules.all_agree(active, _agreed(session, view))
    }


def _agree(session: Session, actor: Actor, row: JointView) -> None:
    key = (row.report_id, row.theme_id, row.version, actor.own_id)
    if not session.get(Agreement, key):
        session.add(
            Agreement(
                report_id=row.report_id,
                theme_id=row.theme_id,
                version=row.version,
                account_id=actor.own_id,
                at=now(session),
            )
        )
        session.flush()
    if not row.comment_id and rules.all_agree(_active(session), _agreed(session, row)):
        _send(session, actor, row)


def _active(session: Session) -> list[int]:
    """Ids of the Young Advisors without whom nothing is said together."""
    return directory.taking_part(session, Role.YOUNG_ADVISOR)


def _agreements(row: JointView) -> Delete:
    return delete(Agreement).where(col(Agreement.report_id) == row.report_id, col(Agreement.theme_id) == row.theme_id)


def _agreed(session: Session, row: JointView) -> list[int]:
    """Ids of the accounts that agreed to the view as it stands."""
    return list(
        session.exec(
            select(Agreement.account_id).where(
                Agreement.report_id == row.report_id,
                Agreement.theme_id == row.theme_id,
                Agreement.version == row.version,
            )
        )
    )


def _send(session: Session, actor: Actor, row: JointView) -> None:
    """The agreed words go to be checked, as everybody's and nobody's own."""
    about = finding(session, actor, report_id=row.report_id, kind="theme", source_id=row.theme_id)
    sent = new_row(session, actor, about, Kind.TOGETHER)
    sent.account_id, sent.words, sent.readers, sent.invented = None, row.words, Readers.ANYWHERE, row.invented
    sent.kept_details = ", ".join(sorted({name for _, name in details_in(session, row.words)}))
    sent.worrying = bool(worries(row.words))
    sent.sent_at, sent.check_by = now(session), comment_rules.check_by_day(today(session))
    become(session, SYSTEM, sent, State.SENT)
    tell_checkers(session, sent)
    row.comment_id = sent.comment_id
    session.add(row)


def _unsend(session: Session, row: JointView) -> None:
    sent = session.get(Comment, row.comment_id) if row.comment_id else None
    if sent is not None and sent.state != State.WITHDRAWN:
        withdrawals.note_comment(session, sent.comment_id)
        empty(session, sent)
    row.comment_id = ""
