"""The sections of a reading: how far each is, who works on it, and taking one."""

import streamlit as st

from cscp_core.confirming import reads, sections
from cscp_core.confirming.views import ReadingShown, SectionShown
from cscp_core.people.permissions import Actor
from pages.components import data, doing, table

PLACE = "reading"
KEY = "section to take"


def show(actor: Actor, reading: ReadingShown) -> None:
    """Behind one click: the rows above are what the screen is for."""
    with st.expander("All sections, and who works on which", key="reading sections", on_change="rerun") as listed:
        if not listed.open:
            return
        found = data.ask(reads.list_sections, actor, reading_id=reading.reading_id)
        free = {
            one.section: f"{one.section} {one.title}: {one.rows - one.decided} to decide" for one in found if not one.by
        }
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox("Section", list(free), format_func=free.__getitem__, key=KEY)
            takes = doing.bind(
                actor,
                sections.take_section,
                reading_id=reading.reading_id,
                section=doing.field(KEY, str, needed="Choose a section."),
            )
            doing.button("Work on this section", takes, PLACE)
        table.show(["Section", "Title", "Decided", "Who works on it"], [_row(one) for one in found])


def _row(one: SectionShown) -> list[str]:
    return [one.section, one.title, f"{one.decided:,} of {one.rows:,}", one.by or "—"]
