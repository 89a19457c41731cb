"""Beside a finding: the way to say something about it, and what was said of it that the reader may read."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor, Permission, may
from feedback.comments import reads
from feedback.together import picks
from pages.components import doing, menu, said_card, unchanged


def show(actor: Actor, report_id: str, kind: SourceKind, source_id: str) -> None:
    if may(actor, Permission.COMMENT):
        menu.link("say", "Say what you think", about=kind, of=source_id, report=report_id)
    if may(actor, Permission.RECORD_PICKS) and kind in picks.CAN_BE_PICKED:
        records = doing.bind(actor, picks.record_pick, report_id=report_id, kind=kind.value, source_id=source_id)
        done = "Recorded. It is on top of the Young Advisors' Home this month."
        told = "Only where they chose it together, in a room. They can pick in the app, too."
        doing.button("Young Advisors chose this", records, f"pick/{source_id}", done=done, help=told)
    found, more = unchanged.ask_for_actor(reads.list_comments, actor, report_id=report_id, source=(kind, source_id))
    if found:
        st.header("What young people and lay members say")
        said_card.show(actor, found, about=False)
    if more:
        st.caption("There are more, under its theme.")
