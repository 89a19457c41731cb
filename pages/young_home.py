"""Home, for Young Advisors: what they chose to look at, findings that would like a view, and what is new for them."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.comments import chosen
from pages.components import data, gate, heading, menu, note_first, notices, tour
from pages.components.comments import plain_words
from pages.components.text import escaped

actor = gate.require(Permission.SPEAK_TOGETHER)
year = data.year(actor)
st.title("Home")
st.write("Each year the services write a report on how they keep children safe. Does it match what you know?")
st.write(plain_words.SCRUTINEER)
heading.show_plainly(year)
tour.show(actor)
notices.show(actor)
picked = data.ask(chosen.list_chosen, actor, report_id=year.report_id)
if picked:
    st.header("What Young Advisors chose to look at")
    st.caption("Reported by the partnership, paraphrased.")
for one in picked:
    with st.container(border=True):
        st.markdown(escaped(one.said))
        menu.link("findings", one.name, theme=one.theme_id, report=year.report_id)
st.header("These would like your view", anchor="your-view")
themes = [one.theme_id for one in picked if not note_first.unread(actor, year, one.theme_id)]
wanted = data.ask(chosen.would_like_a_view, actor, report_id=year.report_id, theme_ids=themes)
for claim in wanted:
    with st.container(border=True):
        st.markdown(f"**{escaped(claim.plain)}**")
        menu.link("say", "Say what you think", about="claim", of=claim.claim_id, report=year.report_id)
if not wanted:
    st.write("There is nothing more here now. You can find more under Findings.")
with st.container(horizontal=True):
    menu.link("findings", "More findings")
    menu.link("what_happened", "What happened to what I wrote")
