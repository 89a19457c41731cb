"""The question before it is raised: its words, what would answer it, whom it is put to, by when."""

import streamlit as st

from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import reads, service
from cscp_core.scrutiny.challenges.reads import Whole
from pages.components import data, doing, kept, menu

CATEGORIES = list(ChallengeCategory)


def show(actor: Actor, place: str, start: dict[str, str], about: dict[str, str], draft: Whole | None = None) -> None:
    """`start` is what stands in the fields at first; `about` is the item of the report, by name of its parts."""
    agencies = data.ask(reads.agencies_to_ask, actor)
    kept.told()
    seen = doing.seen_version(actor, place, draft.asked.version) if draft else 0
    question = kept.area(actor, place, "question", "The question", start["question"], max_chars=1000, height=120)
    would = kept.area(
        actor, place, "would answer", "What would answer this? It is fixed once the question is raised.",
        start["would_answer"], max_chars=1000, height=90,
    )  # fmt: skip
    chosen = st.multiselect(
        "Whom do you ask? Each agency gets a challenge of its own.",
        list(agencies),
        format_func=lambda one: agencies[one],
        key=kept.choice(place, "agencies", [one for one in start["agency_ids"].split() if one in agencies]),
    )
    left, right = st.columns(2)
    category = left.selectbox(
        "Kind of challenge",
        CATEGORIES,
        format_func=lambda one: f"{one}: {one.words}",
        key=kept.choice(place, "category", ChallengeCategory(start["category"])),
    )
    due_on = right.date_input(
        "Answer due (ten working days if you leave it)", None, format="DD/MM/YYYY", key=f"{place} due"
    )
    words = {
        "question": question,
        "would_answer": would,
        "category": ChallengeCategory(str(category)),
        "agency_ids": chosen,
    }
    with st.container(horizontal=True):
        raising = st.button("Raise it", type="primary", key=f"{place} raise")
        saving = st.button("Save as a draft", key=f"{place} save")
        dropping = draft is not None and st.button("Throw the draft away", key=f"{place} drop")
    if draft is not None:
        known = {
            "challenge_id": draft.asked.challenge_id,
            "version": seen,
        }
        if raising:
            doing.do(actor, place, service.raise_draft, **known, **words, due_on=due_on)
        if saving:
            doing.do(actor, place, service.change_draft, **known, **words)
        if dropping:
            doing.do(actor, place, service.withdraw, **known)
    elif raising or saving:
        what = data.change(service.raise_new, actor, **words, **about, due_on=due_on) if raising else data.change(
            service.make_draft, actor, **words, **about
        )  # fmt: skip
        if what:
            doing.forget(actor, place)
            first = what[0] if raising else what
            st.switch_page(menu.PAGES / "asked.py", query_params={"id": str(first)})
