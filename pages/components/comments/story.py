"""One thing that was asked, as a picture of four steps and a line for each: asked, told, whether it answered, done."""

import html
from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from feedback.because import service
from feedback.because.rules import Ending
from feedback.because.service import AskedAtMeeting, Month, Story
from feedback.comments import wording
from feedback.comments.reads import Replied
from feedback.comments.rules import Promise, Readers, ReplyKind
from pages.components import note_first, said_card, unchanged
from pages.components.text import escaped, paragraphs
from pages.components.translation import translate

STEPS = {"You asked": "ask", "They said": "say", "Did that answer it?": "answer", "They did": "did"}
"""Each step with the class that style.css draws it by."""
DONE, OPEN, NOT = "done", "open", "not"
SAID = {DONE: "", OPEN: ", not yet", NOT: ", no"}
NOT_DONE = (Ending.DROPPED, Ending.LATE, Ending.WHY_NOT)


def legend() -> None:
    """The four steps, once, above all stories."""
    _draw(dict.fromkeys(STEPS, DONE))


def show(one: Story) -> None:
    """One story. Print leaves it out: what may be printed is an issue of this page."""
    with st.container(border=True, key=said_card.key_of(f"story_{one.comment_id}")):
        show_body(one)
        if one.readers is not Readers.ANYWHERE:
            st.caption(translate("This one is yours. The others do not see it here."))
        said_card.lead_to_worry(one.source_kind, one.source_id, one.report_id)


def show_at_meetings(actor: Actor, found: Sequence[AskedAtMeeting]) -> None:
    """What the reader's group asked at meetings, and what was said there; nothing where none was reached."""
    if found:
        st.header(translate("What you asked at meetings"))
    for one in found:
        with st.container(border=True, key=said_card.key_of(f"asked_{one.comment_id}")):
            st.markdown(f"{escaped(translate('You asked:'))} {paragraphs(one.asked)}")
            for told in one.told:
                st.markdown(escaped(translate(told)))
            if len(one.told) == 1:
                st.caption(translate("Nobody wrote down what was said."))
            said_card.lead_to_worry(one.source_kind, one.source_id, one.report_id)
    said_card.mark_read(actor, [one.comment_id for one in found])


def show_newest(actor: Actor, year: Year) -> None:
    """For Home: of the newest month in which something came back, what went best; nothing that a note stands before."""
    months = unchanged.ask_for_actor(service.list_months, actor)
    told = [one for month in months for one in month.stories if one.replies]
    covered = note_first.unread(actor, year, *(one.theme_id for one in told))
    newest = next((one for one in told if one.theme_id not in covered), None)
    if newest:
        show(newest)
        said_card.mark_read(actor, [newest.comment_id])


def show_in_issue(one: Story) -> None:
    """A story that anybody may read and print."""
    with st.container(border=True):
        show_body(one, asked_by=one.whose)


def show_body(one: Story, *, asked_by: str = "You") -> None:
    """The picture and the lines of a story."""
    states = _states(one)
    _draw(states)
    st.markdown(f"**{escaped(translate(one.ending.label))}**")
    st.markdown(f"{escaped(translate(f'{asked_by} asked:'))} {paragraphs(one.asked)}")
    st.markdown(f":small[{escaped(translate(f'About: {one.about}'))}]")
    for reply in one.replies:
        _show_reply(reply)


def mark_read(actor: Actor, months: Sequence[Month]) -> None:
    """Notes that the reader's role has read what stands here."""
    said_card.mark_read(actor, [one.comment_id for month in months for one in month.stories])


def _show_reply(reply: Replied) -> None:
    by = f", by {wording.describe_day(reply.by_date)}" if reply.kind is ReplyKind.WILL and reply.by_date else ""
    who, what = translate(f"They said ({reply.by}):"), translate(f"{reply.kind.label}{by}")
    st.markdown(f"{escaped(who)} **{escaped(what)}.** {escaped(reply.words)}")
    if reply.answers is not None:
        st.markdown(translate(f"Did that answer it? {'Yes.' if reply.answers else 'No.'}"))
    for words in reply.still_missing:
        st.markdown(translate(f"Still missing: {paragraphs(words)}"))
    if came_of_it := wording.describe_promise(reply):
        st.markdown(escaped(translate(came_of_it)))


def _states(one: Story) -> dict[str, str]:
    """How far each of the four steps has come."""
    last = one.replies[-1] if one.replies else None
    answers = last.answers if last else None
    kept = any(reply.promise is Promise.KEPT for reply in one.replies)
    did = DONE if kept or one.ending is Ending.DID else NOT if one.ending in NOT_DONE else OPEN
    answered = OPEN if answers is None else DONE if answers else NOT
    return dict(zip(STEPS, (DONE, DONE if last else OPEN, answered, did), strict=True))


def _draw(states: dict[str, str]) -> None:
    alt = "; ".join(translate(f"{step}{SAID[state]}") for step, state in states.items())
    parts = "".join(
        f'<span class="{states[step]} {drawing}"><b></b>{html.escape(translate(step))}</span>'
        for step, drawing in STEPS.items()
    )
    st.html(f'<div class="story" role="img" aria-label="{html.escape(alt)}">{parts}</div>')
