"""How a row of the report stood before later loads changed it."""

import json

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import Actor
from pages.components import data, table


def show(actor: Actor, report_id: str, sheet: str, row_id: str) -> None:
    """Every earlier wording of a row, whole."""
    for one in data.ask(evidence.earlier_wordings, actor, report_id=report_id, sheet=sheet, row_id=row_id):
        with st.expander(f"As it stood until load {one.load_number}"):
            said = json.loads(one.wording)
            table.show(["What", "Said"], [[name, str(told)] for name, told in said.items() if told not in ("", None)])
