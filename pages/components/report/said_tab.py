"""Challenges on record, or voices: what was asked or said, and what came of it."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.evidence.views import RecordedChallenge, Voice
from pages.components import menu
from pages.components.glance import row_list, state
from pages.components.glance.row_list import Row
from pages.components.text import escaped


def show(
    kind: str, found: Sequence[RecordedChallenge] | Sequence[Voice], report_id: str, *, brief: bool = False
) -> None:
    """A row each; `brief` says only whether the report tells what came of it."""
    if not found:
        st.write(f"The report records no {kind} on this theme.")
    elif kind == "voice":
        printed = any(one.text.startswith(("“", "‘", '"')) for one in found)
        st.caption("Reported by the partnership" + ("." if printed else ", paraphrased."))
    row_list.show([_row(one, report_id, brief=brief) for one in found], f"{kind} on record")


def _row(one: RecordedChallenge | Voice, report_id: str, *, brief: bool) -> Row:
    kind, row_id, whose = _source(one)
    return Row(
        sentence=one.text,
        address=menu.href(kind, id=row_id, report=report_id),
        badges=() if one.what_came else (state.badge("◇", "what came of it is not said"),),
        beneath=(
            f"What came of it: {one.what_came.rstrip('.')}" if one.what_came and not brief else "",
            whose,
            f"section {one.section}",
            row_id,
        ),
    )


def _source(one: RecordedChallenge | Voice) -> tuple[SourceKind, str, str]:
    """Its kind, its id and whose it is."""
    if isinstance(one, Voice):
        return SourceKind.VOICE, one.voice_id, one.who
    asked = f"asked by {one.asked_by or 'nobody named'}, of {one.asked_of or 'nobody named'}"
    whose = f"{asked}; {ChallengeCategory(one.category).words}" if one.category else asked
    return SourceKind.RECORDED_CHALLENGE, one.challenge_id, whose


def card(one: RecordedChallenge | Voice) -> None:
    """One of them whole, on its own page."""
    _, _, whose = _source(one)
    came = escaped(one.what_came or "the report does not say")
    with st.container(border=True):
        st.markdown(f"**{escaped(one.text)}**\n\nWhat came of it: {came}\n\n:small[{escaped(whose)}]")
        st.caption(f"Section {escaped(one.section)}")
