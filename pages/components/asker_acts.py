"""What the scrutineer can do with a challenge next, one act at a time."""

from collections.abc import Callable

import streamlit as st

from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.assurance import GIVEN, Assurance
from cscp_core.scrutiny.challenges import reads, rules, service
from cscp_core.scrutiny.challenges.reads import Asked, Whole
from cscp_core.scrutiny.challenges.rules import AskedBack, Rating, State
from pages.components import challenge_record, data, doing, kept

Known = dict[str, int]
Acts = dict[str, Callable[[Actor, str, Known, Asked], None]]


def show(actor: Actor, whole: Whole) -> None:
    asked = whole.asked
    place = f"asked/{asked.challenge_id}"
    version = doing.seen_version(actor, place, asked.version, challenge_record.newest(whole))
    known = {"challenge_id": asked.challenge_id, "version": version}
    acts = _possible(asked)
    if not acts:
        return
    st.header("Your next step")
    chosen = st.segmented_control(
        "Choose one", list(acts), default=_likeliest(asked, acts), key=f"{place} act", label_visibility="collapsed"
    )
    if chosen:
        kept.told()
        acts[chosen](actor, place, known, asked)
    word = "Close it to young people" if asked.opened else "Open the question to young people and lay members"
    if st.button(word, help="They see the question and may say what they think. Nothing else of it."):
        aside = f"voices/{asked.challenge_id}"  # what is being written about the challenge stays
        doing.do(actor, aside, service.open_to_voices, also=[place], **known, opened=not asked.opened)


def _likeliest(asked: Asked, acts: Acts) -> str | None:
    """The act to begin with; none while the agency still has time to answer."""
    in_time = asked.state is State.RAISED and not asked.waiting_for and not asked.overdue
    return None if in_time else next(iter(acts))


def _possible(asked: Asked) -> Acts:
    """The acts that the state allows, the likeliest first."""
    acts: Acts = {}
    if asked.waiting_for:
        acts["Reply"] = _reply
    if asked.state is State.ANSWERED:
        acts |= {"Rate the answer": _rate, "Close": _close, "Challenge further": _further}
    if asked.state is State.ESCALATED:
        acts |= {"Challenge further": _further, "Close": _close}
    if asked.state is State.CLOSED and asked.recheck_on:
        acts["Look again"] = _recheck
    if rules.can_become(asked.state, State.ESCALATED):
        acts["Escalate"] = _escalate
    if rules.can_become(asked.state, State.WITHDRAWN):
        acts["Withdraw"] = _withdraw
    return acts


def _reply(actor: Actor, place: str, known: Known, asked: Asked) -> None:
    words = kept.area(actor, place, "reply", "Your reply", max_chars=1000)
    details: dict[str, object] = {}
    if asked.waiting_for == AskedBack.NOT_OURS:
        agencies = data.ask(reads.agencies_to_ask, actor)
        details["agency_id"] = st.selectbox(
            "Pass it on to", ["", *agencies],
            format_func=lambda one: agencies[one] if one else "nobody: it stays with this agency",
        )  # fmt: skip
    else:
        details["due_on"] = st.date_input(
            "New due date (left empty, the days that the clock stood still are added)", None, format="DD/MM/YYYY"
        )
    if st.button("Send the reply", type="primary"):
        doing.do(actor, place, service.reply, **known, words=words, **details)


def _rate(actor: Actor, place: str, known: Known, asked: Asked) -> None:
    rating = st.radio("How far does it answer the question?", list(Rating), index=None)
    reason = kept.area(actor, place, "rating", "Why? The agency reads it.", max_chars=1000)
    if st.button("Record the rating", type="primary"):
        if rating is None:
            st.error("Choose how far it answers.")
            return
        doing.do(actor, place, service.rate, **known, rating=Rating(str(rating)), reason=reason)


def _further(actor: Actor, place: str, known: Known, asked: Asked) -> None:
    words = kept.area(actor, place, "further", "What is still open?", max_chars=1000)
    would = kept.area(actor, place, "would", "What would answer this now", asked.would_answer, max_chars=1000)
    changed = would if would.strip() != asked.would_answer else ""
    due_on = st.date_input("Answer due (ten working days if you leave it)", None, format="DD/MM/YYYY")
    if st.button("Challenge further", type="primary", key=f"{place} further button"):
        doing.do(actor, place, service.challenge_further, **known, words=words, would_answer=changed, due_on=due_on)


def _close(actor: Actor, place: str, known: Known, asked: Asked) -> None:
    left, right = st.columns(2)
    far = left.radio("How far does it go?", list(HowFar), index=None, captions=[one.question for one in HowFar])
    how = right.radio("How do we know?", list(HowKnown), index=None, captions=[one.meaning for one in HowKnown])
    word = st.radio("Are you assured?", list(GIVEN), index=None, horizontal=True)
    reason = kept.area(actor, place, "closing", "The reason", max_chars=1000)
    why = ""
    if word == Assurance.ASSURED and far and HowFar(str(far)).rank < HowFar.PRACTICE.rank:
        why = kept.area(
            actor, place, "why assured", "It stays below Practice. Why are you assured all the same?", max_chars=1000
        )
    again = st.date_input("Look again on (six months on if you leave it)", None, format="DD/MM/YYYY")
    if st.button("Close it", type="primary"):
        if not (far and how and word):
            st.error("Choose how far it goes, how it is known, and whether you are assured.")
            return
        doing.do(
            actor, place, service.close, **known,
            how_far=HowFar(str(far)), how_known=HowKnown(str(how)), assurance=Assurance(str(word)),
            reason=reason, why_assured=why, recheck_on=again,
        )  # fmt: skip


def _escalate(actor: Actor, place: str, known: Known, asked: Asked) -> None:
    to = kept.line(actor, place, "escalate to", "To whom? A post or a board.", max_chars=200)
    why = kept.area(actor, place, "escalate why", "Why?", max_chars=1000)
    if st.button("Escalate it", type="primary"):
        doing.do(actor, place, service.escalate, **known, to=to, why=why)


def _withdraw(actor: Actor, place: str, known: Known, asked: Asked) -> None:
    reason = kept.area(actor, place, "withdraw", "Why is it withdrawn?", max_chars=1000)
    if st.button("Withdraw it", type="primary"):
        doing.do(actor, place, service.withdraw, **known, reason=reason)


def _recheck(actor: Actor, place: str, known: Known, asked: Asked) -> None:
    st.write("Is it still so? Look at the newest figure or evidence, then say what you found.")
    found = kept.area(actor, place, "recheck", "What you found, with its date", max_chars=1000)
    with st.container(horizontal=True):
        held = st.button("It held", type="primary")
        not_held = st.button("It did not hold: open it again")
    if held or not_held:
        doing.do(actor, place, service.recheck, **known, held=held, found=found)
