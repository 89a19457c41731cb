"""Challenges on record, or voices: what was asked or said, and what came of it."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.evidence.views import RecordedChallenge, Voice
from pages.components import menu
from pages.components.text import escaped


def show(kind: str, found: Sequence[RecordedChallenge] | Sequence[Voice], report_id: str) -> None:
    if not found:
        st.write(f"The report records no {kind} on this theme.")
    elif kind == "voice":
        st.caption("Reported by the partnership, paraphrased.")
    for one in found:
        card(one, report_id)


def card(one: RecordedChallenge | Voice, report_id: str) -> None:
    if isinstance(one, Voice):
        kind, row_id, whose = SourceKind.VOICE, one.voice_id, one.who
    else:
        kind, row_id = SourceKind.RECORDED_CHALLENGE, one.challenge_id
        asked = f"asked by {one.asked_by or 'nobody named'}, of {one.asked_of or 'nobody named'}"
        whose = f"{asked}; {ChallengeCategory(one.category).words}" if one.category else asked
    came = escaped(one.what_came or "the report does not say")
    source = escaped(f"{whose} · section {one.section}")
    with st.container(border=True):
        st.markdown(f"**{escaped(one.text)}**\n\nWhat came of it: {came}\n\n:small[{source}]")
        menu.link(kind, row_id, id=row_id, report=report_id)
