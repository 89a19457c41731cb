"""A welfare record in the sentences that lead and deputy read: on the screen, and in the file that they take out."""

from collections.abc import Iterable
from datetime import datetime

from cscp_core.evidence.rules import counted
from cscp_core.storage.session import ENGLAND, in_uk_time
from feedback.welfare.service import ListedAttempt, WelfareRecord

HELD_BY = {
    "writer": "The writer asked for this.",
    "checker": "The checker held this.",
    "app": "The app suggested this.",
}


def describe_arrival(one: WelfareRecord) -> str:
    """When it came, about whom it is, and what the app noticed."""
    return f"{describe_when(one)} · {describe_about(one)}"


def describe_when(one: WelfareRecord) -> str:
    """The day and the time at which it came."""
    return f"{one.at.astimezone(ENGLAND):%A} {in_uk_time(one.at)}"


def describe_about(one: WelfareRecord) -> str:
    """About whom it is, and what the app noticed."""
    kinds = f" · noticed: {', '.join(one.kinds)}" if one.kinds else ""
    return f"about {one.about.for_the_lead}{kinds}"


def describe_clock(one: WelfareRecord, moment: datetime) -> str:
    """How much time is left to acknowledge it, or by how much that is over; once it is read, where it stands."""
    if one.acknowledged_at:
        return "Look again" if one.look_again_is_due else "Acknowledged"
    minutes = round(abs((one.acknowledge_by - moment).total_seconds()) / 60)
    span = counted(minutes, "minute") if minutes < 120 else counted(minutes // 60, "hour")
    return f"Late by {span}" if one.late else f"{span} left"


def describe_signs(one: WelfareRecord) -> str:
    """The words that sound like a worry, each with its kind; empty where none does."""
    found = (f'"{one.words[mark.start : mark.end]}" ({mark.kind})' for mark in one.noticed)
    return f"The app noticed: {'; '.join(dict.fromkeys(found))}." if one.noticed else ""


def describe_writer(one: WelfareRecord) -> list[str]:
    """Who wrote it, how to reach them, and whether that is safe."""
    found = [f"Written by {one.writer}. {HELD_BY.get(one.held_by, '')}".rstrip(), one.safe_contact]
    if one.contact_how:
        found.append(f"How and when, they say: {one.contact_how}")
    return [*found, f"To reach them: {one.reach}."]


def describe_progress(one: WelfareRecord) -> list[str]:
    """What has been done about it, in the order of the steps."""
    found = [f"To be acknowledged by {in_uk_time(one.acknowledge_by)}." + (" That time is over." if one.late else "")]
    if one.acknowledged_at:
        found = [f"Acknowledged {in_uk_time(one.acknowledged_at)}, by {one.acknowledged_by}."]
    found += [_describe_attempt(attempt) for attempt in one.attempts]
    if one.handed_over_at:
        found.append(f"Handed to {one.handed_to} on {_format_day(one.handed_over_at)}, reference {one.reference}.")
    if one.look_again_on and not one.closed_at:
        due = " That day has come." if one.look_again_is_due else ""
        found.append(f"Look again on {one.look_again_on:%-d %B %Y}.{due}")
    if one.closed_at:
        kept = f" Kept until {one.keep_until:%-d %B %Y}." if one.keep_until else ""
        found.append(f"Closed {_format_day(one.closed_at)}: {_as_sentence(one.outcome)}{kept}")
    return found


def kinds_in(found: Iterable[WelfareRecord]) -> list[str]:
    """Every kind of worry that was noticed in these, in alphabetical order."""
    return sorted({kind for one in found for kind in one.kinds})


def _describe_attempt(attempt: ListedAttempt) -> str:
    reached = "spoke to them" if attempt.reached else "tried, and did not reach them"
    note = f" {_as_sentence(attempt.note)}" if attempt.note else ""
    return f"{in_uk_time(attempt.at)}: {attempt.by} {reached}, {attempt.how}.{note}"


def _format_day(at: datetime) -> str:
    return f"{at.astimezone(ENGLAND):%-d %B %Y}"


def _as_sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
