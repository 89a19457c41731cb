"""How a row of the report stood before later loads changed it."""

import json

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import Actor
from pages.components import data
from pages.components.text import escaped


def show(actor: Actor, report_id: str, sheet: str, row_id: str) -> None:
    earlier = data.ask(evidence.earlier_wordings, actor, report_id=report_id, sheet=sheet, row_id=row_id)
    if not earlier:
        return
    with st.expander("Earlier wording"):
        for one in earlier:
            said = json.loads(one.wording)
            told = said.get("text") or said.get("context") or said.get("title") or ""
            st.markdown(escaped(f"Until load {one.load_number}: {told}"))
