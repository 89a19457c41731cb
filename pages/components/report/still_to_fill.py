"""What of a report is still to be filled in: figures that are awaited, claims, plain words and reasons."""

import streamlit as st

from cscp_core.confirming import reads
from cscp_core.evidence import unfilled
from cscp_core.evidence.rules import counted
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from pages.components import data, table

MOST_SHOWN = 200  # rows of one list


def show(actor: Actor, year: Year) -> None:
    found = data.ask(unfilled.list_unfilled, actor, report_id=year.report_id)
    found += data.ask(reads.list_own_sentences, actor, report_id=year.report_id)
    if not found:
        st.write("Everything is filled in.")
        return
    st.subheader("Still to be filled in")
    table.show(["Sheet", "What is missing", "Rows"], [[one.sheet, one.what, f"{len(one.rows):,}"] for one in found])
    for one in found:
        if one.rows:
            with st.expander(f"{counted(len(one.rows), 'row')} of {one.sheet}: {one.what}"):
                table.show(["Row", "What it is about"], [[row.row_id, row.about] for row in one.rows[:MOST_SHOWN]])
                if len(one.rows) > MOST_SHOWN:
                    st.caption(f"The first {MOST_SHOWN} of {len(one.rows):,}.")
