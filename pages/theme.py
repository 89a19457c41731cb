"""Theme: what they say, what stands behind it, what to ask; then the evidence, a tab for each kind."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Permission, Role
from pages.components import data, gate, heading, note_first, short_forms
from pages.components.challenges import private_notes
from pages.components.report import judgement, theme_tabs
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
theme_id = st.query_params.get("theme", "")
year = data.year(actor)
themes = data.themes(actor, year)
theme = data.only_or_stop([one for one in themes if one.theme_id == theme_id], "theme")

young = actor.role is Role.YOUNG_ADVISOR
heading.show(theme.plain_name if young else theme.name, year, f"Section {theme.section}", reader=actor)
note_first.show(actor, year, theme_id)
said = (("What they say", theme.said), ("The evidence behind it", theme.behind), ("What to ask", theme.ask))
with st.container(key="side-by-side sentences"):
    for column, (opening, sentence) in zip(st.columns(3), said, strict=True):
        column.markdown(f"**{opening}**  \n{escaped(sentence)}")
short_forms.show(actor, year, theme.said, theme.behind, theme.ask)
judgement.show(actor, year, theme_id)
theme_tabs.show(actor, year, theme_id)
private_notes.show_beside(actor, SourceKind.THEME, theme_id, year.report_id)
