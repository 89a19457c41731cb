"""A question that is not even a draft yet, with what the address names already filled in."""

from dataclasses import replace

import streamlit as st

from cscp_core.evidence.kinds import SourceKind, kind_at
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges.sources import FREE, Source
from cscp_core.scrutiny.missing import service
from cscp_core.scrutiny.missing.kinds import Missing, plain_kind
from pages.components import badges, data, heading
from pages.components.challenges import question_form
from pages.components.text import escaped


def show(actor: Actor) -> None:
    year = data.year(actor)
    source_id = st.query_params.get("of", "")
    kind = kind_at(st.query_params.get("about", ""), source_id)
    lacks = st.query_params.get("lacks", "")
    heading.show("A new question", year)
    source: Source = FREE
    if kind:
        source = data.find_or_stop(service.find_source, actor, report_id=year.report_id, kind=kind, source_id=source_id)
        st.markdown(escaped(source.reported))
        if source.asked_instead:
            st.caption(escaped(source.asked_instead))
    start = {
        "question": source.question,
        "would_answer": source.would_answer,
        "category": ChallengeCategory.A if kind == SourceKind.CHECK else ChallengeCategory.B,
        "agency_ids": source.agency_id,
    }
    asked_for = Missing.read(lacks.lower())
    if asked_for and kind in (SourceKind.CLAIM, SourceKind.RECOMMENDATION):
        for one in data.ask(
            service.list_questions, actor, report_id=year.report_id, source_kind=kind, source_id=source_id
        ):
            if plain_kind(one.missing) is plain_kind(asked_for):
                start = {
                    "question": one.text,
                    "would_answer": one.would_answer,
                    "category": one.category,
                    "agency_ids": one.agency_id,
                }
                source = replace(source, missing=one.missing.value)
                badges.show(one.badges)
    question_form.show(actor, f"new/{kind}/{source_id}/{asked_for.value if asked_for else ''}", start, source)
