"""What a check refers to beside its figures: claims and actions as rows, and sections by their titles."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.items import find_report_item
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from pages.components import data, menu, unchanged
from pages.components.glance import row_list
from pages.components.glance.row_list import Row
from pages.components.text import escaped

KINDS = {"claim": SourceKind.CLAIM, "rec": SourceKind.RECOMMENDATION, "figure": SourceKind.FIGURE}
"""By how an id begins."""


def show(actor: Actor, year: Year, refs: Sequence[str]) -> None:
    """Ids of items, or of sections. What is not in the report is left out."""
    found = [
        unchanged.ask_for_role(find_report_item, actor, report_id=year.report_id, kind=kind, source_id=ref)
        for ref in refs
        if (kind := KINDS.get(ref.partition("-")[0]))
    ]
    rows = [
        Row(
            sentence=one.words,
            address=menu.href(one.kind, id=one.source_id, report=year.report_id),
            beneath=(one.kind.label, one.source_id.partition("-")[2]),
        )
        for one in found
        if one
    ]
    row_list.show(rows, "referred")
    sections = data.sections(actor, year)
    for ref in refs:
        if ref in sections:
            st.markdown(escaped(f"Section {ref}: {sections[ref]}"))
