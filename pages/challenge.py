"""Challenge: one question to one agency, from its draft to the re-check; or a new one, about what the address names."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.people.permissions import Permission, may
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.meetings import suggestions
from pages.components import data, gate, kept, notices
from pages.components.challenges import (
    agenda_pick,
    answer_form,
    asker_acts,
    challenge_about,
    challenge_record,
    new_question,
    private_notes,
    question_form,
)
from pages.components.text import escaped

actor = gate.require(Permission.READ_CHALLENGES)
challenge_id = st.query_params.get("id", "")
if not challenge_id and may(actor, Permission.CHALLENGE):
    new_question.show(actor)
    st.stop()
if not challenge_id.isdecimal():
    data.stop_not_found("There is no challenge at this address. It may have been mistyped.")
whole = data.find_or_stop(reads.find_whole, actor, challenge_id=int(challenge_id))
challenge = whole.challenge
notices.read(actor, f"/challenge?id={challenge_id}", f"/asked?id={challenge_id}")
st.title(challenge.name if challenge.state is not ChallengeState.DRAFT else "Your draft")
st.caption(escaped(f"{challenge.agency} · {challenge.category} · {challenge.stands}"))
if challenge.state is ChallengeState.DRAFT:
    category = next(one for one in ChallengeCategory if one.words == challenge.category)
    start = {"question": challenge.question, "would_answer": challenge.would_answer, "category": category}
    start["agency_ids"] = " ".join(whole.agency_ids)
    challenge_about.show(challenge)
    question_form.show(actor, f"draft/{challenge_id}", start, draft=whole)
    st.stop()
st.markdown(f"**{escaped(challenge.question)}**")
if challenge.sent_with_marks:
    st.caption("Sent with quotation marks around our account. They are left out: the report prints other words.")
st.markdown(f"What would answer this: {escaped(challenge.would_answer)}")
challenge_about.show(challenge, whole)
challenge_record.answers(whole)
if whole.can_answer:
    answer_form.ask_back(actor, whole)
    answer_form.show(actor, whole)
elif may(actor, Permission.ANSWER):
    kept.left_over(actor, f"answer/{challenge_id}", "Your words that are not in the answer")
if may(actor, Permission.CHALLENGE):
    asker_acts.show(actor, whole)
challenge_record.events(whole)
agenda_pick.show(actor, [suggestions.pick_of(challenge, "")])
private_notes.show_beside(actor, SourceKind.CHALLENGE, challenge_id)
