"""Blind spots: themes by agency, and who has supplied figures, claims, actions, evidence, answers."""

import streamlit as st

from cscp_core.drawing import shapes
from cscp_core.evidence.rules import counted, in_words
from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.judgements import service
from pages.components import data, gate, heading, menu, table
from pages.components.glance import drawn
from pages.components.text import escaped

SUPPLIED, NOTHING = "Supplied", "Nothing"
NOUNS = {
    "figures": ("figure",),
    "claims": ("claim",),
    "actions": ("action",),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "answers": ("answer",),
}
actor = gate.require(Permission.SEE_BLIND_SPOTS)
year = data.year(actor)
heading.show("Blind spots", year)
st.write(
    "Who has supplied evidence on each theme. A service counts with the agency that it is part of. A dash means that "
    "there is none."
)
found = data.ask(service.blind_spots, actor, report_id=year.report_id)
agencies = list(found.agencies)
chosen = st.multiselect(
    "Agencies", agencies, agencies[:4], format_func=lambda one: found.agencies[one], key="blind agencies"
)


def supplied(theme_id: str, *agency_ids: str) -> str:
    counts = found.of(theme_id, agency_ids)
    return in_words(counted(counts[kind], *nouns) for kind, nouns in NOUNS.items() if kind in counts) or "–"


if chosen:
    every = len(found.themes)
    silent = {
        found.agencies[one]: sum((each.theme_id, one) not in found.counts for each in found.themes) for one in chosen
    }
    on = in_words(f"{number} by {name}" for name, number in silent.items() if number)
    finding = f"Of {counted(every, 'theme')}, nothing supplied on {on}" if on else "Something supplied on every theme"
    st.markdown(f"**{escaped(finding)}**")
    parts = {(name, part): n for name, no in silent.items() for part, n in ((SUPPLIED, every - no), (NOTHING, no))}
    drawn.draw(shapes.stacked(parts, list(silent), [SUPPLIED, NOTHING]), f"{finding}.", "blind spots")
others = [one for one in agencies if one not in chosen]
rows = [
    [theme.name, *(supplied(theme.theme_id, one) for one in chosen), supplied(theme.theme_id, *others)]
    for theme in found.themes
]
table.show(["Theme", *(found.agencies[one] for one in chosen), "Other agencies"], rows)
st.caption(counted(len(agencies), "agency has", "agencies have") + " supplied something, or are statutory partners.")
menu.link("priorities", "Back to the priorities", report=year.report_id)
