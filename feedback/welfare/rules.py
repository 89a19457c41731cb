"""Whom a worry is about, who may see it, and whether anybody can act on one. Pure."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

ACKNOWLEDGE_WITHIN = timedelta(hours=4)
KEPT_FOR = timedelta(days=6 * 365)  # after it is closed, until the partnership's own schedule says otherwise


class About(StrEnum):
    """Whom a worry is about. The database keeps the value."""

    SOMEBODY = "me, a friend, or another child or young person"
    WORKER = "somebody who works with children"
    LEAD = "the safeguarding lead"
    DEPUTY = "the safeguarding lead's deputy"

    @property
    def told(self) -> str:
        """For whoever handles it."""
        return "a child or young person" if self is About.SOMEBODY else self.value

    @property
    def read_by(self) -> str:
        """Who reads it, for its writer: whoever may see it."""
        if self is About.LEAD:
            return "the safeguarding lead's deputy"
        return "the safeguarding lead" if self is About.DEPUTY else "the safeguarding lead and the deputy"

    def is_of(self, deputy: bool) -> bool:
        """Whether it is about whoever holds this post, the deputy's or the lead's."""
        return self is (About.DEPUTY if deputy else About.LEAD)


def may_see(about: str, kept_from: Collection[int], account_id: int | None, deputy: bool) -> bool:
    """Whether whoever is lead or deputy today may see a record: never one about themselves.

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


class ContactKind(StrEnum):
    """What a partnership says before its people are asked anything. The database keeps the name."""

    CHILDRENS_SERVICES = "Children's services here, with a telephone number"
    PARTICIPATION_WORKER = "A participation worker, to talk to first"
    LADO = "Contact for a worry about somebody who works with children (LADO)"
    READING_HOURS = "When comments are read"
    CARERS = "How parents or carers of under-16s are involved"


NOT_SET = "not yet set"


class Why(StrEnum):
    """Why the form is closed, as a sentence."""

    NO_COVER = "Nobody who looks after people's safety is here today."
    NO_NOTICE = "The people who look after safety cannot be told at the moment."
    NOT_READY = "The partnership has not set everything up yet that keeps you safe here."


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
    the whole of it to the business manager as well, then every day."""
    waited = moment - at
    return min(2, int(waited / (ACKNOWLEDGE_WITHIN / 2))) + waited.days
