"""How far one action has come: what the report says, what its agency has said since, and the form that updates it."""

import streamlit as st

from cscp_core.evidence.rules import WorkStatus
from cscp_core.improvement import service
from cscp_core.improvement.actions import Action
from cscp_core.improvement.rules import Update
from cscp_core.people.permissions import Actor, Permission, may
from pages.components import doing, kept
from pages.components.challenges import reference_fields
from pages.components.report import action_owner, action_rows
from pages.components.text import escaped, paragraphs

SAID = [status for status in WorkStatus if status is not WorkStatus.NOT_REPORTED]


def show_row(actor: Actor, report_id: str, action: Action, own: str) -> None:
    """A row of the list with its acts at its end: of one's own action the progress, of a shared one taking it. Beneath
    it open the others, under what its agency last said."""
    place, action_id = action_owner.place_of(report_id, action), action.told.recommendation_id
    is_open = {"more": False, "update": False, "owner": False}

    def acts(one: Action) -> None:
        if not one.is_shared:
            is_open["update"] = st.toggle("Progress", key=f"update {action_id}")
            is_open["owner"] = action_owner.acts(actor, report_id, one, own)
        else:
            action_owner.offer_taking(actor, report_id, one, own)
            is_open["more"] = st.toggle("More", key=f"{place} more")

    doing.show_outcome(place)
    action_rows.show_rows([action], report_id, with_agency=not action.is_shared, acts=acts)
    if is_open["more"]:
        with doing.row(place):
            is_open["update"] = bool(action.agency_id) and st.toggle("Progress", key=f"update {action_id}")
            is_open["owner"] = action_owner.assign_switch(action, place)
    if action.update and any(is_open.values()):
        show_update(action.update)
    if is_open["update"]:
        fields(actor, report_id, action)
    if is_open["owner"]:
        action_owner.fields(actor, report_id, action, own)


def show_update(update: Update) -> None:
    """What an agency said, when, with its references."""
    by = f", by {update.next_by:%-d %B %Y}" if update.next_by else ""
    about = f"{by} · {update.agency}, {update.at:%-d %B %Y}"
    st.markdown(f"**{escaped(update.shown)}**{escaped(about)}\n\n{paragraphs(update.words)}")
    for reference in update.evidence:
        st.markdown(f"Evidence: {escaped(reference.words)}")


def fields(actor: Actor, report_id: str, action: Action) -> None:
    place = f"update/{report_id}/{action.told.recommendation_id}"
    said_now = f"{action.update.shown}\n{action.update.words}" if action.update else ""
    kept.explain_drafts()
    seen = doing.seen_version(actor, place, action.version, said_now)
    standing = action.status if action.status in SAID else None
    st.selectbox("How far has it come?", SAID, index=None, key=kept.choice_key(place, "status", standing))
    kept.text_area(actor, place, "words", "In a sentence or two (required if it was stopped)", max_chars=1000)
    evidence = reference_fields.show(actor, place, action.update.evidence if action.update else ())
    st.date_input("Next step by", None, format="DD/MM/YYYY", key=f"{place} by")
    records = doing.bind(
        actor, service.update_action, report_id=report_id,
        recommendation_id=action.told.recommendation_id, seen_version=seen,
        status=doing.field(f"{place}/status", WorkStatus, needed="Choose how far it has come."),
        words=doing.words(place, "words"), evidence_given=evidence, next_by=doing.day(f"{place} by"),
    )  # fmt: skip
    doing.button("Record progress", records, place, type="primary")


def recheck(actor: Actor, report_id: str, recommendation_id: str, update: Update) -> None:
    """For the scrutineer: whether what was done still holds. Only then is it embedded."""
    if not may(actor, Permission.RECHECK_ACTIONS) or update.status is not WorkStatus.DONE_EVIDENCED:
        return
    place = f"recheck/{report_id}/{recommendation_id}"
    with st.expander("Look again: does it still hold?"):
        kept.explain_drafts()
        version = doing.seen_version(actor, place, update.version, f"{update.shown}\n{update.words}")
        kept.text_area(actor, place, "words", "What you found, with its date", max_chars=1000)
        with doing.row(place):
            for label, held in (("It held: embedded", True), ("It did not hold", False)):
                checks = doing.bind(
                    actor, service.recheck_action, report_id=report_id, recommendation_id=recommendation_id,
                    seen_version=version, held=held, words=doing.words(place, "words"),
                )  # fmt: skip
                doing.button(label, checks, place, type="primary" if held else "secondary")
