"""Which claims of a report rest on a figure."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Figure, Year
from cscp_core.people.permissions import Actor
from pages.components import data, menu


def show(actor: Actor, year: Year, figure: Figure) -> None:
    st.header("Claims that cite it")
    cited = data.ask(evidence.cited_by, actor, report_id=year.report_id, figure_ids=[figure.figure_id])
    claims = cited.get(figure.figure_id, [])
    for claim_id in claims:
        menu.link("claim", claim_id, id=claim_id, report=year.report_id)
    if not claims:
        st.write("No claim in the report cites it.")
