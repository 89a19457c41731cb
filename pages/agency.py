"""Agency: what one agency was asked, how it answered, and what is open."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import in_words
from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.challenges import reads
from feedback.comments import replies
from pages.components import data, gate
from pages.components.challenges import challenge_rows, private_notes
from pages.components.text import escaped

actor = gate.require(Permission.READ_CHALLENGES)
record = data.find_or_stop(reads.record_of_agency, actor, agency_id=st.query_params.get("id", ""))
st.title(escaped(record.agency))
st.caption("The agency's record: every question to it, here and in meetings.")
punctual = data.ask(replies.measure_punctuality, actor, agency_id=record.agency_id)
states = in_words(f"{number} {state}" for state, number in record.by_state.items())
ratings = in_words(f"{rating} ({number})" for rating, number in record.ratings.items())
for sentence in (
    f"Asked: {states}." if states else "" if record.passed_on else "Nobody has asked this agency anything yet.",
    f"Passed on to another agency: {len(record.passed_on)}." if record.passed_on else "",
    f"Overdue now: {record.overdue}." if record.overdue else "",
    f"Answers: {record.punctuality}.",
    f"Ratings of the answers: {ratings}." if ratings else "",
    f"To young people and lay members: {punctual.words}." if punctual.words else "",
):
    if sentence:
        st.markdown(escaped(sentence))
challenge_rows.show([*record.challenges, *record.passed_on])
private_notes.show_beside(actor, SourceKind.AGENCY, record.agency_id)
