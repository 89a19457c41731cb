"""The loads of a report, newest first, and undoing the last."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence import imports
from cscp_core.evidence.imports import LoadDone
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from cscp_core.storage.session import in_uk_time
from pages.components import doing, table


def show(actor: Actor, year: Year, loads: Sequence[LoadDone]) -> None:
    table.show(
        ["Load", "When", "What it did"],
        [
            [
                str(one.number),
                in_uk_time(one.at),
                f"{one.what}: {one.added:,} added, {one.changed:,} changed, {one.retired:,} retired",
            ]
            for one in loads
        ],
    )
    with st.popover("Undo the last load"):
        st.write(
            "Rows that it changed or retired become what they were. Rows that it added are retired. Nothing is "
            "deleted, and what "
            "people attached stays."
            if year.load_number > 1
            else "This is the report's only load. If you undo it, nobody can see the report until you load it again."
        )
        undoes = doing.bind(actor, imports.undo_last, report_id=year.report_id, seen_number=year.load_number)
        doing.button("Undo this load", undoes, f"loads/{year.report_id}")
