"""Stances, readers and states of a comment, who may read which, and when it is due. Pure; the unknown is not shown."""

from datetime import date

from cscp_core.errors import CommentRefused
from cscp_core.evidence.rules import HowFar
from cscp_core.free_text import tidy
from cscp_core.labelled import Labelled
from cscp_core.people.permissions import READING, Role
from cscp_core.readability import TOO_HARD, reading_age
from cscp_core.scrutiny.challenges import days

LONGEST, LONGEST_QUESTION, LONGEST_REASON = 1500, 500, 300  # characters
CHECK_WITHIN, REPLY_WITHIN = 3, 20  # working days


class CommentKind(Labelled):
    """What a comment is."""

    VIEW = "view", "view"
    MISSING = "missing", "something is missing"
    QUESTION = "question", "question for a meeting"
    TOGETHER = "together", "our view"
    STILL = "still", "what is still missing"


class Stance(Labelled):
    """What a writer thinks of a finding."""

    MATCHES = "matches", "This matches what I know"
    DOES_NOT = "does_not_match", "It doesn't match what I know"
    NOT_SURE = "not_sure", "I'm not sure"
    DO_NOT_GET_IT = "not_understood", "I don't get this"


class Stands(Labelled):
    """Young Advisors' own words for how convinced they are."""

    CONVINCED = "convinced", "convinced"
    PARTLY = "partly", "partly"
    NOT = "not_convinced", "not convinced"
    UNDECIDED = "undecided", "not decided"


class Really(Labelled):
    """What a writer may say really happened, in plain words."""

    PLANNED = HowFar.PLANNED.value, HowFar.PLANNED.plain, HowFar.PLANNED.label
    ACTIVITY = HowFar.ACTIVITY.value, HowFar.ACTIVITY.plain, HowFar.ACTIVITY.label
    OUTPUT = HowFar.OUTPUT.value, HowFar.OUTPUT.plain, HowFar.OUTPUT.label
    PRACTICE = HowFar.PRACTICE.value, HowFar.PRACTICE.plain, HowFar.PRACTICE.label
    OUTCOME = HowFar.OUTCOME.value, HowFar.OUTCOME.plain, HowFar.OUTCOME.label
    IMPACT = HowFar.IMPACT.value, HowFar.IMPACT.plain, HowFar.IMPACT.label
    NOT_KNOWN = "not_known", "I don't know", "don't know"


def stance_of(code: str) -> Stance | Stands | None:
    """What a writer chose, of a finding or in a view together; None where they chose nothing."""
    return Stance.read(code) or Stands.read(code)


class Readers(Labelled):
    """Who may read a comment once somebody has checked it, the fewest first."""

    SCRUTINEER = "scrutineer", "scrutineer"
    PARTNERS = "partners", "partners too"
    ANYWHERE = "anywhere", "meetings and reports"

    @property
    def plain(self) -> str:
        """The choice as a writer reads it."""
        return {
            Readers.SCRUTINEER: "Only the scrutineer",
            Readers.PARTNERS: "The scrutineer, and services such as the council, health and police",
            Readers.ANYWHERE: "Anyone here. It may be shown in meetings and reports, and print can't be called back",
        }[self]


class CommentState(Labelled):
    """Where a comment stands."""

    DRAFT = "draft", "draft"
    SENT = "sent", "sent"
    SHOWN = "shown", "shown to Young Advisors"
    PUBLISHED = "published", "published"
    SENT_BACK = "sent_back", "sent back"
    HELD = "held", "held for welfare"
    WITHDRAWN = "withdrawn", "withdrawn"


MOVES: dict[CommentState, frozenset[CommentState]] = {
    CommentState.DRAFT: frozenset({CommentState.SENT, CommentState.HELD, CommentState.WITHDRAWN}),
    CommentState.SENT: frozenset(
        {
            CommentState.SENT,
            CommentState.SHOWN,
            CommentState.PUBLISHED,
            CommentState.SENT_BACK,
            CommentState.HELD,
            CommentState.WITHDRAWN,
        }
    ),
    CommentState.SHOWN: frozenset(
        {CommentState.SENT, CommentState.PUBLISHED, CommentState.SENT_BACK, CommentState.HELD, CommentState.WITHDRAWN}
    ),
    CommentState.PUBLISHED: frozenset(
        {CommentState.SENT, CommentState.SHOWN, CommentState.SENT_BACK, CommentState.HELD, CommentState.WITHDRAWN}
    ),
    CommentState.SENT_BACK: frozenset(
        {CommentState.SENT, CommentState.SHOWN, CommentState.PUBLISHED, CommentState.HELD, CommentState.WITHDRAWN}
    ),
    CommentState.HELD: frozenset({CommentState.SENT, CommentState.WITHDRAWN}),
    CommentState.WITHDRAWN: frozenset(),
}
"""What may follow what. An edit takes a comment back to sent. Only a view together is shown to Young Advisors first."""
WRITABLE = frozenset({CommentState.DRAFT, CommentState.SENT, CommentState.PUBLISHED, CommentState.SENT_BACK})


class Reason(Labelled):
    """The only reasons for sending a comment back. Being critical is none."""

    IDENTIFIES = "identifies", "it could show who somebody is"
    LIVE_CASE = "live_case", "it is about a case that is still open"
    UNLAWFUL = "unlawful", "the law does not allow it to be shown"


class ReplyKind(Labelled):
    """What an agency says it does about a comment."""

    DID = "did", "We did"
    WILL = "will", "We will"
    NOT_YET = "not_yet", "Not yet, because"
    DID_NOT = "did_not", "We did not, because"


class Promise(Labelled):
    """What came of "We will, by": nothing while its day is ahead."""

    KEPT = "kept", "kept"
    LATE = "late", "late"
    DROPPED = "dropped", "dropped"


PROMISE_MOVES: dict[str, frozenset[Promise]] = {
    "": frozenset(Promise),
    Promise.LATE: frozenset({Promise.KEPT, Promise.DROPPED}),
    Promise.DROPPED: frozenset({Promise.KEPT}),
    Promise.KEPT: frozenset(),
}
"""What may follow what. The app says that one is late, the day after it was due; its agency says the other two."""


_CHECKER = frozenset({Role.BUSINESS_MANAGER})
_SCRUTINY = _CHECKER | {Role.SCRUTINEER}
_ALL = READING | {Role.SYSTEM}
AUDIENCE: dict[tuple[CommentState, Readers], frozenset[Role]] = {
    **{(CommentState.SENT, readers): _CHECKER for readers in Readers},
    **{(CommentState.HELD, readers): frozenset({Role.SAFEGUARDING_LEAD}) for readers in Readers},
    (CommentState.SHOWN, Readers.ANYWHERE): _CHECKER | {Role.YOUNG_ADVISOR},
    (CommentState.PUBLISHED, Readers.SCRUTINEER): _SCRUTINY,
    (CommentState.PUBLISHED, Readers.PARTNERS): _SCRUTINY | {Role.PARTNER},
    (CommentState.PUBLISHED, Readers.ANYWHERE): _ALL,
}
"""Which roles may read the words of a comment, its writer aside. What does not stand here nobody reads.
A comment that was sent back is read by the scrutineer where its writer asks to look again."""


def may_read(state: str, readers: str, role: Role) -> bool:
    """Whether a role may read a comment that somebody else wrote, from what the database holds; unknown words: no."""
    try:
        return role in AUDIENCE.get((CommentState(state), Readers(readers)), frozenset())
    except ValueError:
        return False


def readable_by(role: Role) -> list[Readers]:
    """Which choices of readers let a role read a published comment."""
    return [readers for readers in Readers if role in AUDIENCE[CommentState.PUBLISHED, readers]]


def check_becomes(state: CommentState, to: CommentState) -> None:
    """Raises CommentRefused unless a comment in one state may come to the other."""
    if to not in MOVES[state]:
        raise CommentRefused(f"This comment is {state.label}. You cannot do that any more.")


def are_fewer(these: str, readers: str) -> bool:
    """Whether these readers are fewer than others, from what is stored; unknown words: no."""
    order: list[str] = list(Readers)
    return these in order and readers in order and order.index(these) < order.index(readers)


def check_narrower(readers: Readers, to: Readers) -> None:
    """Raises CommentRefused unless the new readers are fewer: more readers need a new check."""
    if not are_fewer(to, readers):
        raise CommentRefused(
            "You can choose fewer readers here. To let more people read it, change it and send it again."
        )


def check_by(by: int | None, writer: int | None) -> None:
    """Raises CommentRefused where somebody would check what they wrote themselves."""
    if by is not None and by == writer:
        raise CommentRefused("You wrote this one. Somebody else checks it.")


def check_reply(kind: ReplyKind, by: date | None, today: date) -> None:
    """Raises CommentRefused for a promise without a date ahead."""
    if kind is ReplyKind.WILL and (by is None or by <= today):
        raise CommentRefused("Say by when: a date after today.")


def check_promise_becomes(promise: str, to: Promise) -> None:
    """Raises CommentRefused unless what was promised may come to that."""
    if to not in PROMISE_MOVES.get(promise, frozenset()):
        raise CommentRefused("This is settled already, and cannot be changed that way.")


def is_too_hard(age: float) -> bool:
    """Whether words that need a reader of this age say why they cannot be simpler."""
    return age > TOO_HARD


def check_readable(age: float, hard_because: str) -> None:
    """Raises CommentRefused for a reply that is too hard to read and does not say why it cannot be simpler."""
    if is_too_hard(age) and not hard_because:
        raise CommentRefused(
            f"Only a reader of about {age:.0f} can follow this. Use easier words, or say why it cannot be simpler."
        )


def reason_kept(words: str, hard_because: str) -> str:
    """Why words of an agency cannot be simpler, as it is kept: empty where they are easy enough.

    Raises:
        CommentRefused: they are too hard, and nobody says why.
    """
    why = tidy(hard_because, "why it cannot be simpler", most=LONGEST_REASON, needed=False)
    age = reading_age(words)
    check_readable(age, why)
    return why if is_too_hard(age) else ""


def check_by_day(sent_on: date) -> date:
    """By when a comment is to be checked."""
    return days.working_day_after(sent_on, CHECK_WITHIN)


def reply_by_day(start: date) -> date:
    """By when a comment is to be replied to, from the day on which the agency can read it."""
    return days.working_day_after(start, REPLY_WITHIN)


def days_waited(reply_by: date, day: date) -> int:
    """Working days since the agency could read a comment, from the day on which its reply is due."""
    return max(REPLY_WITHIN - days.working_days_between(day, reply_by), 0) + days.working_days_between(reply_by, day)


def wants_reply(kind: CommentKind, stance: str, words: str) -> bool:
    """Whether somebody owes an answer: to words, to a doubt and to what is not understood; not to a mere "it matches",
    and not to a question, which a meeting answers, a view given together, which stands for itself, or what is still
    missing from a reply, which asks again what was asked before."""
    if kind in (CommentKind.QUESTION, CommentKind.TOGETHER, CommentKind.STILL):
        return False
    return bool(words) or stance in (Stance.DOES_NOT, Stance.DO_NOT_GET_IT)


def describe_writer(role: str) -> str:
    """How a writer appears to everybody else. Whom a participation worker wrote for may be a Young Advisor or not: it
    is not kept."""
    if role == Role.YOUNG_PERSON:
        return "Young people, written down by a participation worker"
    return "Lay members" if role == Role.LAY_MEMBER else "Young Advisors"
