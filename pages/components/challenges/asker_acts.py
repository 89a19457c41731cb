"""What the scrutineer can do with a challenge next, one act at a time."""

from collections.abc import Callable

import streamlit as st

from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.assurance import GIVEN, Assurance
from cscp_core.scrutiny.challenges import reads, rules, service
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Rating
from cscp_core.scrutiny.challenges.views import ChallengeView, WholeChallenge
from pages.components import data, deadlines, doing, kept
from pages.components.challenges import challenge_record

CHOOSE = "Choose how far it goes, how it is known, and whether you are assured."
Acts = dict[str, Callable[[Actor, str, ChallengeView, int], None]]


def show(actor: Actor, whole: WholeChallenge) -> None:
    challenge = whole.challenge
    place = f"challenge/{challenge.challenge_id}"
    version = doing.seen_version(actor, place, challenge.version, challenge_record.describe_last_event(whole))
    acts = _possible(challenge)
    if not acts:
        return
    st.header("Your next step")
    chosen = st.segmented_control(
        "Choose one", list(acts), default=_likeliest(challenge, acts), key=f"{place} act", label_visibility="collapsed"
    )
    if chosen:
        kept.explain_drafts()
        acts[chosen](actor, place, challenge, version)
    word = "Hide from young people and lay members" if challenge.opened else "Show to young people and lay members"
    opens = doing.bind(
        actor, service.open_to_voices, challenge_id=challenge.challenge_id, version=version, opened=not challenge.opened
    )
    aside = f"voices/{challenge.challenge_id}"  # what is being written about the challenge stays
    told = (
        "They see the question, whether it was answered and, once it is closed, how far it went and how assured you "
        "are. They see no answer and no reason."
    )
    doing.button(word, opens, aside, also=[place], help=told)


def _likeliest(challenge: ChallengeView, acts: Acts) -> str | None:
    """The act to begin with; none while the agency still has time to answer."""
    in_time = challenge.state is ChallengeState.RAISED and not challenge.waiting_for and not challenge.overdue
    return None if in_time else next(iter(acts))


def _possible(challenge: ChallengeView) -> Acts:
    """The acts that the state allows, the likeliest first."""
    acts: Acts = {}
    if challenge.waiting_for:
        acts["Reply"] = _reply
    if challenge.state is ChallengeState.ANSWERED:
        acts |= {"Rate the answer": _rate, "Close": _close, "Challenge further": _further}
    if challenge.state is ChallengeState.ESCALATED:
        acts |= {"Challenge further": _further, "Close": _close}
    if challenge.state is ChallengeState.CLOSED and challenge.recheck_on:
        acts["Look again"] = _recheck
    if rules.can_become(challenge.state, ChallengeState.ESCALATED):
        acts["Escalate"] = _escalate
    if rules.can_become(challenge.state, ChallengeState.WITHDRAWN):
        acts["Withdraw"] = _withdraw
    return acts


def _reply(actor: Actor, place: str, challenge: ChallengeView, version: int) -> None:
    kept.text_area(actor, place, "reply", "Your reply", max_chars=1000)
    if challenge.waiting_for == AskedBack.NOT_OURS:
        agencies = data.ask(reads.agencies_to_ask, actor)
        st.selectbox(
            "Pass it on to", ["", *agencies], key=f"{place} pass on",
            format_func=lambda one: agencies[one] if one else "nobody: it stays with this agency",
        )  # fmt: skip
    else:
        words = "New due date (if you leave it empty, the days of the pause are added)"
        st.date_input(words, None, format="DD/MM/YYYY", key=f"{place} new due")
    replies = doing.bind(
        actor, service.reply, challenge_id=challenge.challenge_id, version=version,
        words=doing.words(place, "reply"), agency_id=doing.text(f"{place} pass on"),
        due_on=doing.day(f"{place} new due"),
    )  # fmt: skip
    doing.button("Send the reply", replies, place, type="primary")


def _rate(actor: Actor, place: str, challenge: ChallengeView, version: int) -> None:
    st.radio("How far does it answer the question?", list(Rating), index=None, key=f"{place} rated")
    kept.text_area(actor, place, "rating", "Why? The agency reads it.", max_chars=1000)
    rates = doing.bind(
        actor, service.rate, challenge_id=challenge.challenge_id, version=version,
        rating=doing.field(f"{place} rated", Rating, needed="Choose how far it answers."),
        reason=doing.words(place, "rating"),
    )  # fmt: skip
    doing.button("Record the rating", rates, place, type="primary")


def _further(actor: Actor, place: str, challenge: ChallengeView, version: int) -> None:
    kept.text_area(actor, place, "further", "What is still open?", max_chars=1000)
    kept.text_area(actor, place, "would", "What would answer this now", challenge.would_answer, max_chars=1000)
    st.date_input(
        f"Answer due (in {deadlines.ANSWER} if you leave it empty)", None, format="DD/MM/YYYY", key=f"{place} due"
    )
    challenges = doing.bind(
        actor, service.challenge_further, challenge_id=challenge.challenge_id, version=version,
        words=doing.words(place, "further"), would_answer=doing.words(place, "would"), due_on=doing.day(f"{place} due"),
    )  # fmt: skip
    doing.button("Challenge further", challenges, place, type="primary")


def _close(actor: Actor, place: str, challenge: ChallengeView, version: int) -> None:
    left, right = st.columns(2)
    far_key, how_key, word_key = f"{place} far", f"{place} how", f"{place} word"
    questions, meanings = [one.question for one in HowFar], [one.meaning for one in HowKnown]
    far = left.radio("How far does it go?", list(HowFar), index=None, captions=questions, key=far_key)
    right.radio("How do we know?", list(HowKnown), index=None, captions=meanings, key=how_key)
    word = st.radio("Are you assured?", list(GIVEN), index=None, horizontal=True, key=word_key)
    kept.text_area(actor, place, "closing", "The reason", max_chars=1000)
    if word == Assurance.ASSURED and far and far.rank < HowFar.PRACTICE.rank:
        question = "It stays below Practice. Why are you assured all the same?"
        kept.text_area(actor, place, "why assured", question, max_chars=1000)
    st.date_input(
        f"Look again on (in {deadlines.LOOK_AGAIN} if you leave it empty)",
        None,
        format="DD/MM/YYYY",
        key=f"{place} again",
    )
    closes = doing.bind(
        actor, service.close, challenge_id=challenge.challenge_id, version=version,
        how_far=doing.field(far_key, HowFar, needed=CHOOSE), how_known=doing.field(how_key, HowKnown, needed=CHOOSE),
        assurance=doing.field(word_key, Assurance, needed=CHOOSE), reason=doing.words(place, "closing"),
        why_assured=doing.words(place, "why assured"), recheck_on=doing.day(f"{place} again"),
    )  # fmt: skip
    doing.button("Close the challenge", closes, place, type="primary")


def _escalate(actor: Actor, place: str, challenge: ChallengeView, version: int) -> None:
    kept.text_line(actor, place, "escalate to", "To whom? A post or a board.", max_chars=200)
    kept.text_area(actor, place, "escalate why", "Why?", max_chars=1000)
    escalates = doing.bind(
        actor, service.escalate, challenge_id=challenge.challenge_id, version=version,
        to=doing.words(place, "escalate to"), why=doing.words(place, "escalate why"),
    )  # fmt: skip
    doing.button("Escalate the challenge", escalates, place, type="primary")


def _withdraw(actor: Actor, place: str, challenge: ChallengeView, version: int) -> None:
    kept.text_area(actor, place, "withdraw", "Why is it withdrawn?", max_chars=1000)
    reason = doing.words(place, "withdraw")
    withdraws = doing.bind(actor, service.withdraw, challenge_id=challenge.challenge_id, version=version, reason=reason)
    doing.button("Withdraw the challenge", withdraws, place, type="primary")


def _recheck(actor: Actor, place: str, challenge: ChallengeView, version: int) -> None:
    st.write("Is it still so? Look at the newest figure or evidence, then say what you found.")
    kept.text_area(actor, place, "recheck", "What you found, with its date", max_chars=1000)
    with doing.row(place):
        _found(actor, place, challenge, version, held=True)
        _found(actor, place, challenge, version, held=False)


def _found(actor: Actor, place: str, challenge: ChallengeView, version: int, *, held: bool) -> None:
    found = doing.words(place, "recheck")
    checks = doing.bind(
        actor, service.recheck, challenge_id=challenge.challenge_id, version=version, held=held, found=found
    )
    label = "It held" if held else "It did not hold: reopen"
    doing.button(label, checks, place, type="primary" if held else "secondary")
