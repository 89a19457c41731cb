"""An agency's answer: what would answer the question, four boxes, references; or what it asks back."""

import streamlit as st

from cscp_core.improvement.rules import Reference
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import answering, reads
from cscp_core.scrutiny.challenges.answers import Answered
from cscp_core.scrutiny.challenges.rules import AskedBack, Boxes, answer_place
from cscp_core.scrutiny.challenges.views import WholeChallenge
from pages.components import data, doing, kept
from pages.components.challenges import challenge_record, reference_fields
from pages.components.text import escaped

WORDS = ("did", "changed", "known", "next_step", "next_owner")


def show(actor: Actor, whole: WholeChallenge) -> None:
    challenge, draft = whole.challenge, whole.draft
    place = answer_place(challenge.challenge_id, challenge.round)
    st.header("Your agency's answer")
    if draft:
        st.caption(escaped(f"Your agency's draft, last saved by {draft.by} on {draft.at:%-d %B %Y}."))
    fields = st.container()
    seen = doing.seen_version(actor, place, draft.version if draft else 0)  # it asks beneath the fields, by the buttons
    with fields:
        boxes, evidence = _fields(actor, place, draft)
    with doing.row(place):
        if actor.answers:
            sends = doing.bind(
                actor, answering.send_answer, challenge_id=challenge.challenge_id, seen_version=seen, boxes=boxes,
                evidence=evidence, seen_round=challenge.round,
            )  # fmt: skip
            doing.button("Send the answer", sends, place, type="primary")
        saves = doing.bind(
            actor, answering.save_answer, challenge_id=challenge.challenge_id, seen_version=seen, boxes=boxes,
            evidence=evidence, seen_round=challenge.round,
        )  # fmt: skip
        doing.button("Save the draft for colleagues", saves, place)
    if not actor.answers:
        st.caption("Your account drafts for your agency. Only a colleague who answers for it can send.")


def _fields(actor: Actor, place: str, draft: Answered | None) -> tuple[Boxes, list[Reference]]:
    """Draws the fields. Returns what they hold when an act is carried out."""
    before = draft.boxes if draft else Boxes()
    kept.explain_drafts()
    kept.text_area(actor, place, "did", "What we did", before.did, max_chars=1500)
    kept.text_area(actor, place, "changed", "What changed for children", before.changed, max_chars=1500)
    kept.text_area(actor, place, "known", "How we know", before.known, max_chars=1500)
    kept.text_area(actor, place, "next_step", "What is next", before.next_step, max_chars=1500)
    left, right = st.columns(2)
    with left:
        kept.text_line(actor, place, "next_owner", "Who owns it (a post)", before.next_owner, max_chars=200)
    right.date_input("By when", None, format="DD/MM/YYYY", key=kept.choice_key(place, "next_by", before.next_by))
    evidence = reference_fields.show(actor, place, draft.evidence if draft else ())
    return doing.when_pressed(lambda: _written(place)), evidence


def _written(place: str) -> Boxes:
    words = {name: str(st.session_state.get(f"{place}/{name}", "")) for name in WORDS}
    return Boxes(
        did=words["did"], changed=words["changed"], known=words["known"], next_step=words["next_step"],
        next_owner=words["next_owner"], next_by=st.session_state.get(f"{place}/next_by"),
    )  # fmt: skip


def ask_back(actor: Actor, whole: WholeChallenge) -> None:
    """For the agency that cannot answer yet: what is meant, more time, or not ours."""
    challenge = whole.challenge
    if challenge.waiting_for or not actor.answers:
        return
    place = f"back/{challenge.challenge_id}"
    with st.expander("Ask what is meant, ask for more time, or say that it is not yours"):
        version = doing.seen_version(actor, place, challenge.version, challenge_record.describe_last_event(whole))
        kind = st.radio("What do you ask?", list(AskedBack), horizontal=True, key=f"{place} kind")
        if kind == AskedBack.TIME:
            st.date_input("Until when?", None, format="DD/MM/YYYY", key=f"{place} until")
        if kind == AskedBack.NOT_OURS:
            agencies = data.ask(reads.agencies_to_ask, actor)
            st.selectbox(
                "Whom should the scrutineer ask?", ["", *agencies], key=f"{place} agency",
                format_func=lambda one: agencies[one] if one else "Choose an agency",
            )  # fmt: skip
        kept.explain_drafts()
        kept.text_area(actor, place, "words", "Your words to the scrutineer", max_chars=1000)
        asks = doing.bind(
            actor, answering.ask_back, challenge_id=challenge.challenge_id, version=version,
            asked=doing.field(f"{place} kind", AskedBack), words=doing.words(place, "words"),
            until=doing.day(f"{place} until"), agency_id=doing.text(f"{place} agency"),
        )  # fmt: skip
        doing.button("Ask the scrutineer", asks, place)
