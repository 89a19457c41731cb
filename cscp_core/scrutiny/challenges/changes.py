"""What every change of a challenge shares: its row at the version that was seen, its log, and notices of it."""

from sqlmodel import Session, col, select

from cscp_core.errors import ChallengeRefused, ChangedMeanwhile, NotFound
from cscp_core.evidence.reported import without_false_marks
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import notify
from cscp_core.people import directory
from cscp_core.people.agencies import current_agency
from cscp_core.people.permissions import Actor, Role
from cscp_core.scrutiny.challenges.rules import ChallengeState, Happened
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer, ChallengeEvent
from cscp_core.storage.session import now

ASKING_NOTICES = frozenset({NoticeKind.RAISED, NoticeKind.FURTHER, NoticeKind.REOPENED})


def known_agency(session: Session, agency_id: str) -> str:
    """The agency's id, or its successor's, within the caller's transaction.

    Raises:
        ChallengeRefused: there is no such agency.
    """
    cards = directory.agency_cards(session)
    if agency_id not in cards:
        raise ChallengeRefused("That agency is not known.")
    return current_agency(cards, agency_id)


def find_row(session: Session, challenge_id: int) -> Challenge:
    row = session.get(Challenge, challenge_id)
    if row is None:
        raise NotFound("There is no such challenge.")
    return row


def find_at_version(session: Session, actor: Actor, challenge_id: int, version: int) -> Challenge:
    row = find_row(session, challenge_id)
    check_version(session, row, version)
    row.version += 1
    session.add(row)
    return row


def question_of(row: Challenge) -> str:
    """Its question as every reader sees it. The row keeps it as it was sent."""
    return without_false_marks(row.question, row.source_text)


def check_version(session: Session, row: Challenge, version: int) -> None:
    if row.version != version:
        last = session.exec(
            select(ChallengeEvent)
            .where(ChallengeEvent.challenge_id == row.challenge_id)
            .order_by(col(ChallengeEvent.event_id).desc())
        ).first()
        who = f"{directory.name_of(session, last.account_id)}: {last.kind}. {last.words}" if last else question_of(row)
        raise ChangedMeanwhile(
            f"Somebody changed this challenge after you opened it: it is {row.state} now. "
            "What you wrote is still below; look again and decide.",
            theirs=who,
        )


def check_state(row: Challenge, wanted: ChallengeState) -> None:
    if row.state != wanted:
        raise ChallengeRefused(f"This challenge is {row.state}, not {wanted}.")


def answer_of(session: Session, row: Challenge) -> ChallengeAnswer | None:
    return session.exec(
        select(ChallengeAnswer).where(
            ChallengeAnswer.challenge_id == row.challenge_id, ChallengeAnswer.round == row.round
        )
    ).first()


def log_event(
    session: Session, actor: Actor, row: Challenge, kind: Happened, words: str, agency_id: str | None = None
) -> None:
    """Adds to the record; `agency_id` is with whom the challenge was, where it has just been passed on."""
    assert row.challenge_id is not None
    session.add(
        ChallengeEvent(
            challenge_id=row.challenge_id,
            agency_id=agency_id or row.agency_id,
            at=now(session),
            account_id=actor.account_id,
            kind=kind,
            words=words,
            state=row.state,
            due_on=row.due_on,
        )
    )


def notify_agency(session: Session, row: Challenge, kind: NoticeKind) -> None:
    """Tells the agency's accounts; where something is put to an agency that nobody answers for, the managers too."""
    if not row.agency_id:
        return
    notify(session, directory.of_agency(session, row.agency_id), kind, address_of(row))
    if kind in ASKING_NOTICES and not directory.has_someone_to_answer(session, row.agency_id):
        managers = directory.of_role(session, Role.BUSINESS_MANAGER)
        notify(session, managers, NoticeKind.NOBODY_ANSWERS, address_of(row))


def notify_asker(session: Session, row: Challenge, kind: NoticeKind) -> None:
    notify(session, directory.of_role(session, Role.SCRUTINEER), kind, address_of(row))


def address_of(row: Challenge) -> str:
    return f"/challenge?id={row.challenge_id}"


def subject_of(row: Challenge) -> str:
    return f"challenge {row.challenge_id}"


def id_of(row: Challenge) -> int:
    assert row.challenge_id is not None
    return row.challenge_id
