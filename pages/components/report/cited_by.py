"""Which claims of a report rest on a figure."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Figure, Year
from cscp_core.people.permissions import Actor
from pages.components import data, menu
from pages.components.glance import row_list
from pages.components.glance.row_list import Row


def show(actor: Actor, year: Year, figure: Figure) -> None:
    cited = data.ask(evidence.cited_by, actor, report_id=year.report_id, figure_ids=[figure.figure_id])
    ids = cited.get(figure.figure_id, [])
    if not ids:
        st.caption("No claim in the report cites this figure.")
        return
    claims = [one for row in ids for one in data.ask(evidence.claims, actor, report_id=year.report_id, claim_id=row)]
    st.subheader("Claims that cite it")
    rows = [
        Row(
            sentence=one.text,
            address=menu.href("claim", id=one.claim_id, report=year.report_id),
            beneath=(f"section {one.section}", one.claim_id.removeprefix("claim-")),
        )
        for one in claims
    ]
    row_list.show(rows, "claims that cite it")
