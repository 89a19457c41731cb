"""Who may do what: one table from permission to roles, and the guard that every service function wears."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Concatenate, ParamSpec, TypeVar, cast

from sqlmodel import Session

from cscp_core.errors import NotAllowed
from cscp_core.labelled import Labelled

P = ParamSpec("P")
R = TypeVar("R")


class Role(Labelled):
    """Who somebody is to the partnership."""

    SCRUTINEER = "scrutineer", "independent scrutineer"
    YOUNG_ADVISOR = "young_advisor", "Young Advisor"
    LAY_MEMBER = "lay_member", "lay member"
    PARTNER = "partner", "statutory partner"
    BUSINESS_MANAGER = "business_manager", "business manager"
    SAFEGUARDING_LEAD = "safeguarding_lead", "safeguarding lead"
    PARTICIPATION_WORKER = "participation_worker", "participation worker"
    YOUNG_PERSON = "young_person", "young person"
    """Asked a participation worker to write for them. Never signs in: a code on paper opens their own words."""
    SYSTEM = "system", "system"


class Permission(StrEnum):
    READ_REPORT = "read what the report says"
    GRADE_CLAIMS = "confirm or change the grade of a claim"
    DOWNLOAD = "download tables"
    LOAD_REPORT = "load a report"
    SEE_BEING_READ = "see a report that is being read"
    READ_PASSAGES = "read the report's own words"
    READ_OFFICIAL = "read official statistics"
    READ_RECORD = "read the report against the record"
    LOAD_OFFICIAL = "load official statistics"
    MAP_OFFICIAL = "say which official series a figure may be compared with"
    CHANGE_OWN_PASSWORD = "change your own password"  # noqa: S105  a permission, not a password
    MANAGE_ACCOUNTS = "add, change and disable accounts"
    READ_NOTICES = "read your own notices"
    TAKE_TOUR = "be shown round"
    SEND_NOTICES = "send notices by e-mail"
    TAKE_DIGEST = "get the weekly e-mail"
    KEEP_DRAFTS = "keep your own drafts"
    SEE_QUESTIONS = "see which questions the report leaves open"
    EDIT_WORDINGS = "edit how questions are worded"
    CHALLENGE = "raise challenges to agencies and judge the answers"
    READ_CHALLENGES = "read challenges and answers"
    REMIND_AGENCIES = "remind an agency of a challenge"
    ANSWER = "answer for an agency"
    READ_JUDGEMENTS = "read the scrutineer's judgements"
    JUDGE = "judge a theme"
    READ_TRAIL = "read the trail of changes"
    EXPLAIN_FIGURES = "mark figures that disagree as explained"
    SEE_BLIND_SPOTS = "see who has supplied what"
    READ_UPDATES = "read how far actions have come"
    UPDATE_ACTIONS = "update an agency's actions"
    RECHECK_ACTIONS = "look again at what was done"
    READ_MEETINGS = "read meetings, agendas and records"
    RUN_MEETINGS = "plan and run meetings, and take notes"
    CONFIRM_NOTES = "confirm what was noted in a meeting"
    KEEP_NOTEBOOK = "keep a private notebook"
    READ_YEAR = "read the year in scrutiny"
    CHECK_YEAR = "ask agencies to check what the year says about them"
    START_AGAIN = "start the demonstration again, or start empty"
    EXPORT_REGISTER = "take the register of challenges out as a file"
    COMMENT = "say what you think of a finding"
    READ_COMMENTS = "read comments that were checked"
    CHECK_COMMENTS = "check comments before anybody else reads them"
    LOOK_AGAIN = "look again at comments that were sent back"
    REPLY_TO_COMMENTS = "reply to young people and lay members"
    RATE_ADULTS = "rate the adults after a meeting"
    WRITE_NOTES = "write to the Young Advisors each month"
    PUBLISH_ISSUES = "publish what came of comments"
    WATCH_PROMISES = "notice that a promise to young people or lay members is late"
    SPEAK_TOGETHER = "draft and agree Young Advisors' joint view"
    RECORD_PICKS = "record which finding Young Advisors chose together"
    ASK_AT_MEETINGS = "put a question to the next meeting"
    KEEP_OWN_DATA = "download or take back what you wrote"
    FOLLOW_OWN = "follow up what you said"
    WRITE_FOR_OTHERS = "write down what somebody asks you to"
    SEE_HOW_IT_WORKS = "read how the partnership works"
    SEE_WELFARE = "see and handle what was held for welfare"
    WATCH_WELFARE = "notice that a welfare notice was not opened"
    APPLY_RETENTION = "delete what has been kept long enough"
    ERASE_PEOPLE = "erase a person's data"


PEOPLE = frozenset(Role) - {Role.SYSTEM, Role.YOUNG_PERSON}
"""Who signs in."""
READING = PEOPLE - {Role.PARTICIPATION_WORKER}
"""Who reads the report, and what people made of it."""
OFFICE = frozenset({Role.SCRUTINEER, Role.BUSINESS_MANAGER})
WORKING = OFFICE | {Role.PARTNER}
VOICES = frozenset({Role.YOUNG_ADVISOR, Role.LAY_MEMBER})
WRITERS = VOICES | {Role.YOUNG_PERSON}
"""Whose words comments are."""
UNNAMED = WRITERS | {Role.PARTICIPATION_WORKER}
"""Of whose acts others learn the month and no name: a day, or the worker, would tell who it was."""
MAY: dict[Permission, frozenset[Role]] = {
    Permission.READ_REPORT: READING | {Role.SYSTEM},
    Permission.GRADE_CLAIMS: frozenset({Role.SCRUTINEER}),
    Permission.DOWNLOAD: READING,
    Permission.LOAD_REPORT: frozenset({Role.BUSINESS_MANAGER, Role.SYSTEM}),
    Permission.SEE_BEING_READ: OFFICE | {Role.SYSTEM},
    Permission.READ_PASSAGES: READING - {Role.YOUNG_ADVISOR},
    Permission.READ_OFFICIAL: READING | {Role.SYSTEM},
    Permission.READ_RECORD: WORKING | {Role.SYSTEM},
    Permission.LOAD_OFFICIAL: frozenset({Role.BUSINESS_MANAGER, Role.SYSTEM}),
    Permission.MAP_OFFICIAL: frozenset({Role.BUSINESS_MANAGER}),
    Permission.CHANGE_OWN_PASSWORD: PEOPLE,
    Permission.MANAGE_ACCOUNTS: frozenset({Role.BUSINESS_MANAGER, Role.SYSTEM}),
    Permission.READ_NOTICES: PEOPLE,
    Permission.TAKE_TOUR: PEOPLE,
    Permission.SEND_NOTICES: frozenset({Role.SYSTEM}),
    Permission.TAKE_DIGEST: WORKING,
    Permission.KEEP_DRAFTS: WORKING,
    Permission.SEE_QUESTIONS: OFFICE,
    Permission.EDIT_WORDINGS: frozenset({Role.BUSINESS_MANAGER}),
    Permission.CHALLENGE: frozenset({Role.SCRUTINEER}),
    Permission.READ_CHALLENGES: WORKING | {Role.SYSTEM},
    Permission.REMIND_AGENCIES: OFFICE,
    Permission.ANSWER: frozenset({Role.PARTNER}),
    Permission.READ_JUDGEMENTS: READING | {Role.SYSTEM},
    Permission.JUDGE: frozenset({Role.SCRUTINEER}),
    Permission.READ_TRAIL: OFFICE | {Role.SYSTEM},
    Permission.EXPLAIN_FIGURES: frozenset({Role.SCRUTINEER}),
    Permission.SEE_BLIND_SPOTS: WORKING,
    Permission.READ_UPDATES: READING | {Role.SYSTEM},
    Permission.UPDATE_ACTIONS: frozenset({Role.PARTNER}),
    Permission.RECHECK_ACTIONS: frozenset({Role.SCRUTINEER}),
    Permission.READ_MEETINGS: WORKING | {Role.LAY_MEMBER, Role.SYSTEM},
    Permission.RUN_MEETINGS: OFFICE,
    Permission.CONFIRM_NOTES: frozenset({Role.SCRUTINEER}),
    Permission.KEEP_NOTEBOOK: frozenset({Role.SCRUTINEER}),
    Permission.READ_YEAR: OFFICE | {Role.LAY_MEMBER, Role.SYSTEM},
    Permission.CHECK_YEAR: frozenset({Role.SCRUTINEER}),
    Permission.START_AGAIN: frozenset({Role.BUSINESS_MANAGER, Role.SYSTEM}),
    Permission.EXPORT_REGISTER: OFFICE | {Role.SYSTEM},
    Permission.COMMENT: VOICES,
    Permission.READ_COMMENTS: READING | {Role.SYSTEM},
    Permission.CHECK_COMMENTS: frozenset({Role.BUSINESS_MANAGER}),
    Permission.LOOK_AGAIN: frozenset({Role.SCRUTINEER}),
    Permission.REPLY_TO_COMMENTS: frozenset({Role.PARTNER, Role.SCRUTINEER}),
    Permission.RATE_ADULTS: frozenset({Role.YOUNG_ADVISOR}),
    Permission.WRITE_NOTES: frozenset({Role.SCRUTINEER}),
    Permission.PUBLISH_ISSUES: frozenset({Role.BUSINESS_MANAGER}),
    Permission.WATCH_PROMISES: frozenset({Role.SYSTEM}),
    Permission.SPEAK_TOGETHER: frozenset({Role.YOUNG_ADVISOR}),
    Permission.RECORD_PICKS: frozenset({Role.BUSINESS_MANAGER}),
    Permission.ASK_AT_MEETINGS: VOICES,
    Permission.KEEP_OWN_DATA: WRITERS,
    Permission.FOLLOW_OWN: WRITERS,
    Permission.WRITE_FOR_OTHERS: frozenset({Role.PARTICIPATION_WORKER}),
    Permission.SEE_HOW_IT_WORKS: PEOPLE,
    Permission.SEE_WELFARE: frozenset({Role.SAFEGUARDING_LEAD}),
    Permission.WATCH_WELFARE: frozenset({Role.SYSTEM}),
    Permission.APPLY_RETENTION: frozenset({Role.SYSTEM}),
    Permission.ERASE_PEOPLE: frozenset({Role.BUSINESS_MANAGER}),
}

BY_LINK: dict[Role, frozenset[Permission]] = {
    **dict.fromkeys(VOICES, frozenset({Permission.KEEP_OWN_DATA})),
    Role.YOUNG_PERSON: frozenset({Permission.KEEP_OWN_DATA, Permission.FOLLOW_OWN}),
}
"""What is left of their role to those who have left and come by a link; what a code on paper opens."""


@dataclass(frozen=True, kw_only=True)
class Actor:
    """The person who asks, read again for every run. Statutory partners have an agency; `answers`: they send for it."""

    account_id: int | None
    username: str
    name: str
    role: Role
    agency_id: str | None = None
    session_id: str | None = None
    answers: bool = False
    deputy: bool = False
    has_left: bool = False
    """Came by the link of somebody who has left, or by a code: may do what `BY_LINK` says and nothing else."""

    @property
    def own_id(self) -> int:
        """The account under which an act is somebody's own.

        Raises:
            NotAllowed: the command line acts, which is nobody.
        """
        if self.account_id is None:
            raise NotAllowed("Only a person who has signed in can do this: sign in.")
        return self.account_id

    @property
    def is_pseudonymous(self) -> bool:
        return self.role in UNNAMED


SYSTEM = Actor(account_id=None, username="system", name="the command line", role=Role.SYSTEM)


def may(actor: Actor, permission: Permission) -> bool:
    """Whether this actor's role holds the permission. What the table does not name is not allowed."""
    if actor.has_left and permission not in BY_LINK.get(actor.role, frozenset()):
        return False
    return actor.role in MAY.get(permission, frozenset())


def check_may(actor: Actor, permission: Permission) -> None:
    """Raises NotAllowed unless the actor holds the permission."""
    if not isinstance(actor, Actor) or not may(actor, permission):
        raise NotAllowed(f"Your role is not allowed to {permission}.")


Guarded = Callable[Concatenate[Session, Actor, P], R]


def needs(permission: Permission) -> Callable[[Guarded[P, R]], Guarded[P, R]]:
    """Guards a service function `(session, actor, ...)`: without the permission its body never runs."""

    def wrap(function: Guarded[P, R]) -> Guarded[P, R]:
        @functools.wraps(function)
        def guarded(session: Session, actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            check_may(actor, permission)
            return function(session, actor, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return cast("Guarded[P, R]", guarded)

    return wrap


def before_sign_in(function: Callable[P, R]) -> Callable[P, R]:
    """Marks the few service functions that must work before anybody is known: they take a session and no actor."""
    function.permission = None  # type: ignore[attr-defined]
    return function
