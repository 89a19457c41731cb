"""What later releases changed in a series for one place."""

import streamlit as st

from cscp_core.official import periods
from cscp_core.official.pictures import SeriesPicture
from cscp_core.people.permissions import Actor
from pages.components import table
from pages.components.official import reads


def show(actor: Actor, shown: SeriesPicture) -> None:
    found = reads.revisions(actor, shown.series.series_id, shown.place.place_code)
    rows = [
        [
            periods.shown(one.period, shown.series.year_kind),
            one.sentence,
            one.revision.earlier_release,
            one.revision.later_release,
        ]
        for one in reversed(found)
    ]
    table.show(["When", "What changed", "In release", "Changed in"], rows)
    if not found:
        st.write("No value for this place differs between the releases that are loaded.")
