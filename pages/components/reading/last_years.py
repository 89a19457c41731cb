"""What the report of the year before measured, promised and asked for, and what the draft says of each."""

import streamlit as st

from cscp_core.confirming import reads
from cscp_core.confirming.lastyear import Fate, LastYears
from cscp_core.confirming.views import ReadingShown
from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Actor
from pages.components import data, table

HEADINGS = {
    Fate.DISAPPEARED: "Measured last year, not found again",
    Fate.RESTATED: "Last year's number is printed with another value",
    Fate.PROMISED: "Promised or asked for last year, not found again",
}
MOST = 50


def show(actor: Actor, reading: ReadingShown) -> None:
    if not reading.before_id:
        st.write("No earlier report of this partnership is loaded to compare with. You can load one under Reports.")
        return
    found = data.ask(reads.find_last_years, actor, reading_id=reading.reading_id)
    again = sum(one.fate is Fate.FOUND for one in found)
    st.write(f"Of {counted(len(found), 'item')} of last year's report, {again:,} are found again by their words.")
    for fate, heading in HEADINGS.items():
        items = [one for one in found if one.fate is fate]
        if items:
            st.subheader(f"{heading}: {len(items):,}")
            table.show(["What", "Last year", "This year"], [_row(one) for one in items[:MOST]])
            if len(items) > MOST:
                st.caption(f"The first {MOST} of {len(items):,}.")


def _row(one: LastYears) -> list[str]:
    return [one.what, one.said, one.now or "—"]
