"""What the rules find missing behind one item, each as a question that the scrutineer may take up."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.meetings import suggestions
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.missing import service
from cscp_core.scrutiny.missing.ranking import Question
from pages.components import badges, menu, unchanged
from pages.components.challenges import agenda_button, agenda_pick, challenge_rows
from pages.components.text import escaped

MOST_BADGES = 2  # in a row of a list
AT_ONCE = 1  # question on the page of what it is about


def show(actor: Actor, report_id: str, kind: SourceKind, source_id: str, title: str) -> None:
    """For the item's own page: what has been asked about it, what is missing, ways to ask something else and onto an
    agenda. `title` is what the item says."""
    if may(actor, Permission.READ_CHALLENGES):
        raised = unchanged.ask_for_actor(
            reads.list_about, actor, report_id=report_id, source_kind=kind, source_id=source_id
        )
        if raised:
            st.subheader("Asked about it")
            challenge_rows.show(raised)
    if not may(actor, Permission.SEE_QUESTIONS):
        return
    found: list[Question] = []
    if kind in (SourceKind.CLAIM, SourceKind.RECOMMENDATION):
        found = unchanged.ask_for_role(
            service.list_questions, actor, report_id=report_id, source_kind=kind, source_id=source_id
        )
    if kind is not SourceKind.CHECK and found:
        st.subheader("Worth asking")
        rows(actor, found[:AT_ONCE], report_id, leads_there=False)
        if more := found[AT_ONCE:]:
            with st.expander(f"{counted(len(more), 'more question')}"):
                rows(actor, more, report_id, leads_there=False)
    if may(actor, Permission.CHALLENGE):
        menu.link("challenge", "Ask your own question", about=kind, of=source_id, report=report_id)
    picks = [suggestions.pick_of_question(one, report_id) for one in found]
    if not picks and kind is not SourceKind.RECORDED_CHALLENGE:
        picks = [
            Pick(
                source_kind=kind,
                source_id=source_id,
                report_id=report_id,
                title=title,
                question="",
                would_answer="",
                missing="",
                agency_id="",
                because="",
            )
        ]
    agenda_pick.show(actor, picks)


def rows(actor: Actor, found: Sequence[Question], report_id: str, *, leads_there: bool = True) -> None:
    """Suggested questions, two lines each. Away from the page of what it is about, a question leads there. *Ask* takes
    it up."""
    with st.container(key=f"question rows {found[0].missing if found else ''}", gap="xsmall"):
        for one in found:
            if leads_there:
                menu.link(one.source_kind, one.text, id=one.source_id, report=report_id)
            else:
                st.markdown(escaped(one.text))
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"question {one.source_id} {one.missing}"
            ):
                badges.show(one.badges[:MOST_BADGES], after=one.asked_instead or one.agency)
                if may(actor, Permission.CHALLENGE):
                    _ask(one, "Ask", report_id)
                agenda_button.show(actor, suggestions.pick_of_question(one, report_id), "questions")


def _ask(one: Question, label: str, report_id: str) -> None:
    menu.link("challenge", label, about=one.source_kind, of=one.source_id, lacks=one.missing.value, report=report_id)
