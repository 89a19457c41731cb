"""The question before it is raised: its words, what would answer it, whom it is put to, by when."""

import streamlit as st

from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import drafting, reads, service
from cscp_core.scrutiny.challenges.sources import FREE, Source
from cscp_core.scrutiny.challenges.views import WholeChallenge
from pages.components import choices, data, deadlines, doing, kept, menu
from pages.components.text import escaped

CATEGORIES = list(ChallengeCategory)


def show(
    actor: Actor, place: str, start: dict[str, str], source: Source = FREE, draft: WholeChallenge | None = None
) -> None:
    """`start` is what stands in the fields at first; `source` is the item of the report that a new one is about."""
    agencies = data.ask(reads.agencies_to_ask, actor)
    kept.explain_drafts()
    seen = doing.seen_version(actor, place, draft.challenge.version) if draft else 0
    kept.text_area(actor, place, "question", "The question", start["question"], max_chars=1000, height=120)
    kept.text_area(
        actor, place, "would answer", "What would answer this? It is fixed once the question is raised.",
        start["would_answer"], max_chars=1000, height=90,
    )  # fmt: skip
    asked = [one for one in start["agency_ids"].split() if one in agencies]
    chosen = st.multiselect(
        "Whom do you ask? Each agency gets its own challenge.",
        list(agencies),
        format_func=lambda one: agencies[one],
        key=kept.choice_key(place, "agencies", asked),
    )
    report_id = source.report_id or (draft.challenge.report_id if draft else "") or data.year(actor).report_id
    notes = data.ask(reads.notes_on_asking, actor, report_id=report_id)
    for one in chosen:
        if one in notes:
            st.caption(escaped(notes[one]))
    left, right = st.columns(2)
    left.selectbox(
        "Kind of challenge",
        CATEGORIES,
        format_func=choices.label_by(ChallengeCategory, lambda one: f"{one}: {one.words}"),
        key=kept.choice_key(place, "category", ChallengeCategory(start["category"])),
    )
    right.date_input(
        f"Answer due (in {deadlines.ANSWER} if you leave it empty)", None, format="DD/MM/YYYY", key=f"{place} due"
    )
    question, would_answer = doing.words(place, "question"), doing.words(place, "would answer")
    category, agency_ids = doing.field(f"{place}/category", ChallengeCategory), doing.field(f"{place}/agencies", list)
    due_on = doing.day(f"{place} due")
    with doing.row(place):
        if draft is None:
            raises_new = doing.bind(
                actor, drafting.raise_new, question=question, would_answer=would_answer, category=category,
                agency_ids=agency_ids, due_on=due_on, report_id=source.report_id or "", source_kind=source.kind,
                source_id=source.source_id, missing=source.missing, seen_text=source.text,
            )  # fmt: skip
            makes = doing.bind(
                actor, drafting.make_draft, question=question, would_answer=would_answer, category=category,
                agency_ids=agency_ids, report_id=source.report_id or "", source_kind=source.kind,
                source_id=source.source_id, missing=source.missing, seen_text=source.text,
            )  # fmt: skip
            doing.button("Raise it", raises_new, place, type="primary", then=lambda made: _open(made[0]))
            doing.button("Save as a draft", makes, place, then=_open)
        else:
            raises = doing.bind(
                actor, drafting.raise_draft, challenge_id=draft.challenge.challenge_id, version=seen, question=question,
                would_answer=would_answer, category=category, agency_ids=agency_ids, due_on=due_on,
            )  # fmt: skip
            changes = doing.bind(
                actor, drafting.change_draft, challenge_id=draft.challenge.challenge_id, version=seen,
                question=question, would_answer=would_answer, category=category, agency_ids=agency_ids,
            )  # fmt: skip
            drops = doing.bind(actor, service.withdraw, challenge_id=draft.challenge.challenge_id, version=seen)
            doing.button("Raise it", raises, place, type="primary")
            doing.button("Save as a draft", changes, place)
            doing.button("Discard the draft", drops, place)


def _open(challenge_id: int) -> None:
    menu.open_page("challenge", id=str(challenge_id))
