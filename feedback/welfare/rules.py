"""Whom a worry is about, who may see it, and whether anybody can act on one. Pure."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from cscp_core.errors import WelfareRefused
from cscp_core.labelled import Labelled

ACKNOWLEDGE_WITHIN = timedelta(hours=4)
KEPT_FOR = timedelta(days=6 * 365)  # after it is closed, until the partnership's own schedule says otherwise


class About(Labelled):
    """Whom a worry is about."""

    SOMEBODY = "somebody", "me, a friend, or another child or young person"
    WORKER = "worker", "somebody who works with children"
    LEAD = "lead", "the safeguarding lead"
    DEPUTY = "deputy", "the safeguarding lead's deputy"

    @property
    def for_the_lead(self) -> str:
        """As the person who handles it reads it."""
        return "a child or young person" if self is About.SOMEBODY else self.label

    @property
    def read_by(self) -> str:
        """Who reads it, for its writer: everybody who may see it."""
        if self is About.LEAD:
            return "the safeguarding lead's deputy"
        return "the safeguarding lead" if self is About.DEPUTY else "the safeguarding lead and the deputy"

    def is_of(self, deputy: bool) -> bool:
        """Whether it is about the person who holds this post, the deputy's or the lead's."""
        return self is (About.DEPUTY if deputy else About.LEAD)


class SafeContact(Labelled):
    """What a writer answers to "is it safe to contact you?"."""

    YES = "yes", "Yes"
    NO = "no", "No. Please do not contact me"
    AS_SAID = "as_said", "Only in the way that I say", "as said"

    @property
    def for_the_lead(self) -> str:
        return {
            SafeContact.YES: "They say that it is safe to contact them.",
            SafeContact.NO: "They say that it is not safe to contact them. Do not get in touch before you have a plan.",
            SafeContact.AS_SAID: "They say that it is safe to contact them only in the way that they give.",
        }[self]


LONGEST_HOW = 300  # characters in which a writer says how and when
UNANSWERED = "They did not say whether it is safe to contact them. Assume that it is not."
NOT_ASKED = "They were not asked whether it is safe to contact them. Assume that it is not."


def check_answers_how(safe: SafeContact | None, how: str) -> None:
    """Raises WelfareRefused where a writer wants to be contacted in one way only and does not say in which."""
    if safe is SafeContact.AS_SAID and not how:
        raise WelfareRefused("Say how and when it is safe to contact you, or choose another answer.")


def safe_contact(safe: str, held_by: str) -> str:
    """What the lead and the deputy read about contacting a writer. An answer that nobody knows counts as none."""
    if safe in tuple(SafeContact):
        return SafeContact(safe).for_the_lead
    return UNANSWERED if held_by == "writer" else NOT_ASKED


class How(Labelled):
    """How lead or deputy spoke to somebody."""

    FACE_TO_FACE = "face_to_face", "face to face"
    TELEPHONE = "telephone", "by telephone"
    MESSAGE = "message", "by message or e-mail"
    SOMEBODY_ELSE = "somebody_else", "through somebody else"


def check_spoken(at: datetime, *, made: datetime, moment: datetime) -> None:
    """Raises WelfareRefused for a contact that is still to come, or older than the worry by more than a day."""
    if at > moment:
        raise WelfareRefused("Choose a time that is not in the future.")
    if at < made - timedelta(days=1):
        raise WelfareRefused("Choose a time after this came.")


LOOK_AGAIN_WITHIN = timedelta(days=366)


def check_look_again(day: date, today: date) -> None:
    """Raises WelfareRefused for a day that is not ahead, or too far ahead to be meant."""
    if not today < day <= today + LOOK_AGAIN_WITHIN:
        raise WelfareRefused("Choose a day after today, and within a year.")


class Order(Labelled):
    """How the lead's list is sorted. What is late, then what nobody has acknowledged, then what is due to be looked at
    again, always comes first."""

    OLDEST = "oldest", "oldest first"
    NEWEST = "newest", "newest first"
    KIND = "kind", "by kind, then oldest first"


def may_see(about: str, kept_from: Collection[int], account_id: int | None, deputy: bool) -> bool:
    """Whether the person who is lead or deputy today may see a record: never one about themselves.

    `kept_from` are those who held the post that it was about when it was made. They stay out of it when posts change,
    and nobody else does. Where nobody was noted (it is older than such notes, or nobody held the post), the post of
    today counts. Unknown words: nobody.
    """
    if account_id is None or account_id in kept_from or about not in tuple(About):
        return False
    return bool(kept_from) or not About(about).is_of(deputy)


def may_go_back(held_by: str) -> bool:
    """Whether what was held may go to be checked as any other. What its writer sent here may not: they were told that
    nobody else reads it."""
    return held_by in ("checker", "app")


class ContactKind(Labelled):
    """What a partnership says before its people are asked anything."""

    CHILDRENS_SERVICES = "childrens_services", "Children's services here, with a telephone number"
    PARTICIPATION_WORKER = "participation_worker", "A participation worker, to talk to first"
    LADO = "lado", "Contact for a worry about somebody who works with children (LADO)"
    READING_HOURS = "reading_hours", "When comments are read"
    CARERS = "carers", "How parents or carers of under-16s are involved"


NOT_SET = "not yet set"


class Why(Labelled):
    """Why the form is closed, as a sentence."""

    NO_COVER = "no_cover", "Nobody who looks after people's safety is here today."
    NO_NOTICE = "no_notice", "The people who look after safety cannot be told at the moment."
    NOT_READY = "not_ready", "The partnership has not yet set up everything that keeps you safe here."


def why_closed(
    *,
    live: bool,
    contacts: Mapping[ContactKind, str],
    leads_here: Collection[int],
    deputies_here: Collection[int],
    has_lead_and_deputy: bool,
    can_be_told: bool,
    about: About | None = None,
) -> Why | None:
    """Why nobody may send a comment now; None while they may. Somebody must be here who may see a worry about anyone;
    a live installation must have its contacts, a lead and a deputy."""
    if live and not (has_lead_and_deputy and all(contacts.get(kind, NOT_SET) != NOT_SET for kind in ContactKind)):
        return Why.NOT_READY
    here = [*(False for _ in leads_here), *(True for _ in deputies_here)]
    if all((about or About.SOMEBODY).is_of(deputy) for deputy in here):
        return Why.NO_COVER
    return None if can_be_told else Why.NO_NOTICE


def is_away(starts_on: date, ends_on: date, today: date) -> bool:
    return starts_on <= today <= ends_on


def steps_due(at: datetime, moment: datetime) -> int:
    """How often a notice that nobody opened is passed on by now: after half the time to lead and deputy again, after
    the whole of it to the business manager as well, then every day. One from the future was made while the clock was
    wrong: nobody knows how long it has waited, so everybody is told."""
    waited = moment - at
    if waited < timedelta():
        return 2
    return min(2, int(waited / (ACKNOWLEDGE_WITHIN / 2))) + waited.days
