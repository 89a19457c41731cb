"""The weekly e-mail: what its reader owes and what was answered, by number, date and link. Never anybody's words."""

import logging
import smtplib
from typing import Any

from sqlmodel import Session, col, select

from cscp_core.notices import post
from cscp_core.notices import service as notices
from cscp_core.notices.tables import Digest
from cscp_core.people import directory
from cscp_core.people.permissions import Actor, Permission, Role, may, needs
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges.views import ChallengeView
from cscp_core.settings import Settings
from cscp_core.storage.session import Store
from feedback.comments import checking, replies

log = logging.getLogger("cscp.digest")
SUBJECT = "Your week in the scrutiny tool"
END = (
    "Sign in to read more. This is an automatic message: nobody reads replies to it. Turn it off under Password, "
    "at the foot of every page.\n"
)


def send_all(store: Store, settings: Settings) -> int:
    """Sends everybody who wants it the weekly e-mail, and returns how many went out.

    Who has nothing to be told gets none. What could not be sent is told in the next one.
    """
    if not settings.sends_email:
        return 0
    with store.reading() as session:
        newest = notices.newest_id(session)
        due = []
        for digest, account in session.exec(_wanted()):
            reader = directory.actor_of(account)
            if text := compose_digest(session, reader, after=digest.notice_id, public=settings.public_address):
                due.append((digest.account_id, account.email, text))
    sent = 0
    for account_id, address, text in due:
        try:
            with post.connect(settings) as server:
                server.send_message(post.compose_email(settings, address, SUBJECT, text, store.clock()))
        except (OSError, smtplib.SMTPException, ValueError) as error:  # an address that is none stops nobody else's
            log.warning("a weekly e-mail was not sent: %s", type(error).__name__)
            continue
        sent += 1
        with store.writing() as session:
            if digest := session.get(Digest, account_id):
                digest.notice_id = newest
                session.add(digest)
                session.commit()
    return sent


@needs(Permission.TAKE_DIGEST)
def compose_digest(session: Session, actor: Actor, *, after: int, public: str) -> str:
    """The whole text for one reader; empty where there is nothing to tell."""
    parts = {**_owed(session, actor, public), "Answered since the last one": _answered(session, actor, after, public)}
    blocks = ["\n".join([f"{title}:", *(f"- {line}" for line in lines)]) for title, lines in parts.items() if lines]
    return "\n\n".join([*blocks, END]) if blocks else ""


def _wanted() -> Any:
    return (
        select(Digest, Account)
        .join(Account, col(Account.account_id) == col(Digest.account_id))
        .where(col(Account.disabled_at).is_(None), Account.email != "")
        .order_by(col(Digest.account_id))
    )


def _owed(session: Session, actor: Actor, public: str) -> dict[str, list[str]]:
    """What waits for the reader, by kind."""
    found: dict[str, list[str]] = {}
    if actor.role is Role.PARTNER:
        found["Your agency owes an answer"] = _lines(challenges.list_owed(session, actor), public)
    if actor.role is Role.SCRUTINEER:
        for name, ones in challenges.list_waiting(session, actor).items():
            found[name] = _lines(ones, public)
    if may(actor, Permission.REPLY_TO_COMMENTS) and (said := replies.list_waiting(session, actor)):
        screen = "young_people_asked" if actor.role is Role.PARTNER else "heard"
        first = min(one.waits_until for one in said if one.waits_until)
        found["Young people or lay members are waiting for a reply"] = [
            f"the first by {first:%-d %B %Y}: {public}/{screen}"
        ]
    if actor.role is Role.BUSINESS_MANAGER:
        if waiting := checking.to_check(session, actor).items:
            first = min(one.check_by for one in waiting)
            found["Comments are waiting to be checked"] = [f"the first by {first:%-d %B %Y}: {public}/to_check"]
        if challenges.count_unanswerable(session, actor):
            found["Nobody can answer for an agency with an open challenge"] = [f"{public}/people"]
    return found


def _lines(found: list[ChallengeView], public: str) -> list[str]:
    return [f"{one.name}{_due(one)}: {public}/challenge?id={one.challenge_id}" for one in found]


def _due(challenge: ChallengeView) -> str:
    if challenge.due_on is None:
        return ""
    return f", {'overdue since' if challenge.overdue else 'due'} {challenge.due_on:%-d %B %Y}"


def _answered(session: Session, actor: Actor, after: int, public: str) -> list[str]:
    return [
        f"{one.when}. {one.says} {public}{one.address}" for one in notices.answered_since(session, actor, after=after)
    ]
