"""Somebody's own words as their own data: all of it as a file, all of it taken back, a person erased."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from cscp_core.errors import AccountRefused, ChangedMeanwhile, NotFound
from cscp_core.labelled import Labelled
from cscp_core.notices.tables import Notice
from cscp_core.people import sign_in
from cscp_core.people.permissions import VOICES, Actor, Permission, Role, needs
from cscp_core.people.tables import Account, Leaving, OneTimeLink, OwnDraft, SignInSession, TalkReminder
from cscp_core.storage import trail
from cscp_core.storage.session import mark_erasing, now
from cscp_core.storage.trail_actions import OwnDataAction
from feedback.comments import reads
from feedback.comments.reads import Receipt
from feedback.comments.rules import CommentKind, CommentState, Readers
from feedback.comments.service import erase, list_own
from feedback.comments.tables import Comment
from feedback.comments.wording import describe_day
from feedback.own import withdrawals
from feedback.ratings import service as ratings
from feedback.space import service as space
from feedback.space.rules import name_of_term
from feedback.together import picks
from feedback.together import service as together
from feedback.together.rules import STANDING
from feedback.together.tables import Agreement, FindingPick, WantsToAsk
from feedback.welfare.tables import Absence


@dataclass(frozen=True, kw_only=True)
class WithdrawalPreview:
    """What taking everything back makes vanish, and what stays, as sentences."""

    vanishes: tuple[str, ...]
    stays: tuple[str, ...]


@needs(Permission.KEEP_OWN_DATA)
def collect(session: Session, actor: Actor) -> dict[str, Any]:
    """Everything that is kept about the actor, as values for JSON. A welfare record is not part of it: it is not theirs
    to take, and says who helps; the words that they wrote are."""
    account = session.get(Account, actor.own_id)
    assert account is not None
    notices = session.exec(select(Notice).where(Notice.account_id == actor.own_id).order_by(col(Notice.notice_id)))
    return {
        "account": {
            "user name": account.username,
            "name": account.name,
            "role": account.role,
            "e-mail": account.email,
            "made": account.made_at,
            "last signed in": account.last_sign_in_at,
        },
        "what you wrote": [_receipt(one) for one in reads.list_receipts(session, actor)],
        "views together that you agreed to": [
            {"theme": one.theme_id, "stands": one.stance, "words": one.words}
            for one in together.list_agreed(session, actor.own_id)
        ],
        "findings that you wanted on top": [
            {"month": f"{one.month:%B %Y}", "finding": one.source_id} for one in picks.list_own(session, actor.own_id)
        ],
        "how you rated meetings whose form is open": [
            {"until": day, "heard": one.heard, "a straight answer": one.straight, "should change": one.wishes}
            for day, one in ratings.list_own(session, actor.own_id)
        ],
        "what you chose for a term": [
            {"term": name_of_term(one.term), "what": one.what, "chosen": space.label_of(one.what, one.code)}
            for one in space.list_choices(session, actor.own_id)
        ],
        "how often you are reminded": space.find_reminder(session, actor),
        "agenda items that you want to ask": [
            {"meeting": one.meeting_id, "item": one.item_id}
            for one in session.exec(select(WantsToAsk).where(WantsToAsk.account_id == actor.own_id))
        ],
        "when you signed in": [
            {"from": one.started_at, "to": one.seen_at}
            for one in session.exec(select(SignInSession).where(SignInSession.account_id == actor.own_id))
        ],
        "notices": [{"when": one.kind.when(one.at), "says": one.kind, "read": one.read_at} for one in notices],
    }


def _receipt(one: Receipt) -> dict[str, Any]:
    """A receipt as values, as exact as on the screen: of what others decided or replied the day and no minute."""
    settled = one.settled_at and describe_day(one.settled_at)
    if (
        one.state in STANDING and one.kind is CommentKind.TOGETHER
    ):  # the day would be that on which one of them agreed or not
        settled = one.settled_at and f"{one.settled_at:%B %Y}"
    values = asdict(one) | {"settled_at": settled}
    values["looked_up"] = [(describe_day(at), why) for at, why in one.looked_up]
    values["replies"] = [
        asdict(reply)
        | {"at": describe_day(reply.at), "promise_at": reply.promise_at and describe_day(reply.promise_at)}
        for reply in one.replies
    ]
    return values


@needs(Permission.KEEP_OWN_DATA)
def as_json(session: Session, actor: Actor) -> bytes:
    """Everything, for a program to read."""
    return json.dumps(_in_words(collect(session, actor)), indent=2, ensure_ascii=False, default=str).encode()


def _in_words(value: Any) -> Any:
    """The same with the label of each code, since it is for its writer."""
    if isinstance(value, Mapping):
        return {name: _in_words(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_in_words(one) for one in value]
    return value.label if isinstance(value, Labelled) else value


@needs(Permission.KEEP_OWN_DATA)
def preview_withdrawal(session: Session, actor: Actor) -> WithdrawalPreview:
    """What taking everything back does."""
    rows = list_own(session, actor)
    states = {CommentState(row.state) for row in rows}
    vanishes, stays = [], []
    for state, words in (
        (CommentState.DRAFT, "Your drafts."),
        (CommentState.SENT, "What is waiting to be checked. Nobody will read it."),
        (CommentState.SENT_BACK, "What was sent back to you."),
        (CommentState.SHOWN, "What the other Young Advisors can read now."),
        (CommentState.PUBLISHED, "What others can read now, with the replies to it."),
        (CommentState.HELD, "What you wrote that went to the safeguarding lead or the deputy, here and in your list."),
    ):
        if state in states:
            vanishes.append(words)
    views = together.list_agreed(session, actor.own_id)
    if views:
        vanishes.append("Views together that you agreed to. They are not shown until all agree again.")
    vanishes += _vanishing_choices(session, actor)
    if CommentState.HELD in states:
        stays.append(
            "The safeguarding lead's and deputy's own record of what worried you or others. The law asks for it."
        )
    published = any(row.readers == Readers.ANYWHERE and row.state == CommentState.PUBLISHED for row in rows)
    if published or any(view.state == CommentState.PUBLISHED for view in views):
        stays.append("Packs and reports that were printed or saved already. Nobody can call those back.")
    if any(row.kind == CommentKind.QUESTION for row in rows):
        stays.append("What a meeting asked, noted or decided because of your question, in others' words.")
    if actor.role is Role.YOUNG_ADVISOR:
        stays.append("How you all rated a meeting whose form is closed. Nobody can tell which answers are yours.")
    stays.append("That you took something back, and when. Not what it said, and not your name.")
    return WithdrawalPreview(vanishes=tuple(vanishes), stays=tuple(stays))


def _vanishing_choices(session: Session, actor: Actor) -> list[str]:
    wants = session.exec(select(WantsToAsk).where(WantsToAsk.account_id == actor.own_id).limit(1)).first()
    found = {
        "Which finding you wanted on top.": picks.list_own(session, actor.own_id),
        "What you chose for Our space. What two others want stays.": space.list_choices(session, actor.own_id),
        "Your reminder.": space.find_reminder(session, actor),
        "How you rated a meeting whose form is still open.": ratings.list_own(session, actor.own_id),
        "That you want to ask something at a meeting.": wants,
    }
    return [words for words, there in found.items() if there]


@needs(Permission.KEEP_OWN_DATA)
def withdraw_all(session: Session, actor: Actor) -> None:
    """Takes everything back that the actor wrote, agreed to, picked or wants to ask."""
    erase_all(session, actor.own_id)
    trail.record(session, actor, OwnDataAction.WITHDRAWN, "of their own")
    session.commit()


@needs(Permission.ERASE_PEOPLE)
def erase_person(session: Session, actor: Actor, *, account_id: int, version: int) -> None:
    """Erases a Young Advisor or lay member: what they wrote, who they were, and how they signed in. Welfare records
    stay for their own time; the trail keeps that it happened, under a pseudonym.

    Raises:
        AccountRefused: this is nobody who comments; other accounts are disabled, since their acts are on record.
    """
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("There is no such account.")
    if account.version != version:
        raise ChangedMeanwhile("Somebody changed this account while you were reading. Here is what it says now.")
    if account.role not in VOICES:
        raise AccountRefused("What this person did in their post stays on record. Disable the account instead.")
    withdrawals.note_account(session, account_id)
    erase_all(session, account_id)
    forget_account(session, account)
    trail.record(session, actor, OwnDataAction.ERASED, account.role.label)
    session.commit()


def forget_account(session: Session, account: Account) -> None:
    """Leaves of an account a number without a name, within the caller's transaction."""
    mark_erasing(session)
    assert account.account_id is not None
    account_id = account.account_id
    sign_in.end_all(session, account_id)
    for table in (
        SignInSession,
        OneTimeLink,
        OwnDraft,
        Notice,
        Agreement,
        FindingPick,
        WantsToAsk,
        Absence,
        Leaving,
        TalkReminder,
    ):
        session.execute(delete(table).where(col(table.account_id) == account_id))
    account.username, account.name, account.email = f"erased-{account_id}", "Erased", ""
    account.password_hash, account.last_sign_in_at, account.disabled_at = None, None, now(session)
    account.failed_attempts = 0
    account.version += 1
    session.add(account)


def erase_all(session: Session, account_id: int) -> None:
    """Takes back everything that somebody wrote, agreed to, picked or wants to ask, within the caller's transaction."""
    for row in session.exec(select(Comment).where(Comment.account_id == account_id)).all():
        erase(session, row)
    for view in together.list_agreed(session, account_id):
        together.withdraw_agreement(session, account_id, view)
    ratings.forget_ratings(session, account_id)
    space.forget_space(session, account_id)
    for table in (WantsToAsk, Agreement, FindingPick):
        session.execute(delete(table).where(col(table.account_id) == account_id))
