"""What became of a comment, in the sentences that its writer reads: on the screen, and in the copy to take home."""

from collections.abc import Mapping
from datetime import date, datetime

from cscp_core.people.permissions import Role
from cscp_core.storage.session import ENGLAND, in_uk_time
from feedback.comments.reads import Receipt, Replied
from feedback.comments.rules import CommentKind, CommentState, Promise, ReplyKind
from feedback.welfare.rules import SafeContact

CHECKER = "the person who checks comments"
SCRUTINEER = "The independent scrutineer"
READERS: Mapping[str, str] = {
    Role.SCRUTINEER: "the scrutineer",
    Role.BUSINESS_MANAGER: CHECKER,
    Role.PARTNER: "people from services such as the council, health or police",
    Role.YOUNG_ADVISOR: "Young Advisors",
    Role.LAY_MEMBER: "lay members",
    Role.SAFEGUARDING_LEAD: "somebody who looks after safety",
}
HELD_BY_ANOTHER = (
    "Somebody who read this was worried that you or someone else may not be safe. So it went to the people who look "
    "after safety: the safeguarding lead or the deputy. Nobody else reads it. You did nothing wrong, and you are not "
    "in trouble."
)


def describe_day(at: datetime | date) -> str:
    """The day in England, as the screens write it."""
    return f"{at.astimezone(ENGLAND) if isinstance(at, datetime) else at:%-d %B %Y}"


def describe_state(one: Receipt) -> list[str]:
    """Where a comment stands, who has read it and in which month, and what came of it; of a worry the time, too."""
    if one.state is CommentState.DRAFT:
        return ["A draft. Nobody else can see it."]
    found = _describe_decision(one)
    found += _of_a_worry(one)
    found += [f"Read by {READERS.get(role, role)} in {month}." for role, month in one.read_by if _is_news(one, role)]
    found += [f"It is in an issue of {describe_day(at)} that anyone can read." for at in one.issued]
    found += one.meetings
    found += [f"Somebody looked up that you wrote this, on {describe_day(at)}. Why: {why}" for at, why in one.looked_up]
    if one.waits_until:
        found.append(f"A reply is due by {describe_day(one.waits_until)}.")
    return found


def _of_a_worry(one: Receipt) -> list[str]:
    """Whether those who look after safety have read it and passed it on, by role and minute, and what its writer said
    about being contacted. Never a name, and never to whom."""
    worry, found = one.worry, []
    if worry is None:
        return []
    if worry.read_at:
        found.append(f"Read by {worry.read_by} on {in_uk_time(worry.read_at)}.")
    elif one.state is CommentState.HELD:
        found.append(f"Not read yet, as far as we know. The aim is to read it by {in_uk_time(worry.read_by_when)}.")
        found.append("Nobody is watching live: if somebody is in danger now, call 999.")
    if worry.passed_on_at:
        found.append(f"It was passed on to people who can help on {in_uk_time(worry.passed_on_at)}.")
    if worry.safe_contact or worry.contact_how:
        chosen = SafeContact.read(worry.safe_contact)
        safe = f"{chosen.label}. " if chosen else ""
        found.append(f"Is it safe to contact you? You said: {safe}{worry.contact_how}".rstrip())
    return found


def _describe_decision(one: Receipt) -> list[str]:
    told = f" They say: {one.told}" if one.told else ""
    at = describe_day(one.settled_at or one.made_at)
    if one.state is CommentState.SENT:
        by = f" by {describe_day(one.check_by)}" if one.check_by else ""
        return [f"It is waiting to be checked{by}. Nobody else reads it until then."]
    if one.state is CommentState.SHOWN:
        return [f"It was checked by {CHECKER}. The other Young Advisors can read it. When all of you agree, all can."]
    if (
        one.state is CommentState.PUBLISHED and one.kind is CommentKind.TOGETHER
    ):  # the day would be that on which one of them agreed
        return [f"It was checked by {CHECKER}, and all of you agree. Who may read it: {one.readers.plain}."]
    if one.state is CommentState.PUBLISHED:
        checked = f"It was checked by {CHECKER} on {at}."
        if one.look_again == "published":
            checked = f"The scrutineer looked again on {at}. It can be read after all."
        return [f"{checked} Who may read it: {one.readers.plain}."]
    if one.state is CommentState.HELD:
        kept = (
            "It is with the people who look after safety: the safeguarding lead or the deputy. Nobody else reads it. "
            "If it is about one of them, that one never sees it."
        )
        return [HELD_BY_ANOTHER if one.held_by_another else kept]
    why = one.reason.label if one.reason else ""
    if one.look_again == "stands":
        return [f"The scrutineer looked again. It stays unpublished, because {why}.{told}"]
    found = [f"It was checked by {CHECKER} on {at}. It came back to you, because {why}.{told}"]
    if one.look_again == "asked":
        return [*found, "The scrutineer looks at it again, and does not know that it is yours."]
    if one.written_down:
        return [f"{found[0]} You can ask the worker to write it down with you again."]
    return [f"{found[0]} You can change it and send it again."]


def _is_news(one: Receipt, role: str) -> bool:
    """Whether a reading is news: that its checker read it goes without saying where they have checked it."""
    checked = one.state in (CommentState.SHOWN, CommentState.PUBLISHED, CommentState.SENT_BACK) and one.look_again in (
        "",
        "asked",
    )
    return not (checked and role == Role.BUSINESS_MANAGER)


def describe_kind(by: str, kind: ReplyKind, on: date | None) -> str:
    """Who replied, and which of the four it is, as it stands before the words of a reply."""
    return f"{by}: {kind.label}{f', by {describe_day(on)}' if kind is ReplyKind.WILL and on else ''}."


def describe_reply(reply: Replied, *, own: bool = False) -> tuple[str, str]:
    """A reply by role, and when it came with what its writer says of it; to the one who asked as "you"."""
    late = " It came late." if reply.late else ""
    verdict = ""
    if reply.answers is not None:
        who = "You said" if own else "Who asked says"
        verdict = f" {who} that this {'answers' if reply.answers else 'does not answer'} it."
    return describe_kind(reply.by, reply.kind, reply.by_date), f"{describe_day(reply.at)}.{late}{verdict}"


def describe_promise(reply: Replied) -> str:
    """What came of "We will", as a sentence with the agency's words; empty while its day is ahead."""
    if reply.promise is None or reply.promise_at is None or reply.by_date is None:
        return ""
    if reply.promise is Promise.LATE:
        return f"This is late. It was due by {describe_day(reply.by_date)}."
    on = reply.promise_at.astimezone(ENGLAND).date()
    return describe_settled(reply.promise, reply.promise_words, on, reply.by_date)


def describe_settled(promise: Promise, words: str, on: date, by: date) -> str:
    """That a promise was kept or dropped on a day, as who asked reads it. `by` is the day that was promised."""
    if promise is Promise.DROPPED:
        return f"They dropped this on {describe_day(on)}. {words}"
    return f"They kept this{', but late' if on > by else ''}, on {describe_day(on)}. {words}"
