"""Home, for Young Advisors: one finding of the month and four answers, what came of what they said, more findings."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.comments import chosen
from pages.components import data, gate, heading, menu, note_first, notices, tour
from pages.components.comments import plain_words, story
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.young import first_finding, more_findings, our_topics

actor = gate.require(Permission.SPEAK_TOGETHER)
year = data.year(actor)
st.title(translate("Home"))
on_top = first_finding.show(actor, year)
st.header(translate("Because of you"))
st.write(translate("You asked, they said, they did. Wins come first."))
with st.container(horizontal=True):
    menu.link("because_of_you", "Because of you")
    menu.link("what_happened", "What happened to what I wrote")
story.show_newest(actor, year)
notices.show(actor)
st.header(translate("More findings"), anchor="your-view")
ours = our_topics.find(actor, year)
our_topics.show(actor, year, ours)
picked = data.ask(chosen.list_chosen, actor, report_id=year.report_id)
named = dict.fromkeys((*ours, *(one.theme_id for one in picked)))
themes = [one for one in named if not note_first.unread(actor, year, one)]
wanted = data.ask(chosen.would_like_a_view, actor, report_id=year.report_id, theme_ids=themes, most=4)
more_findings.show(actor, year, [one.claim_id for one in wanted if one.claim_id != on_top][:3])
menu.link("findings", "All findings")
if picked:
    st.header(translate(f"What Young Advisors chose in {year.period}"))
    st.caption(translate("Reported by the partnership, paraphrased."))
with st.container(key="side-by-side chosen"):
    for column, one in zip(st.columns(max(len(picked), 2)), picked, strict=False):
        with column.container(border=True, height="stretch"):
            st.markdown(escaped(translate(one.said)))
            menu.link("findings", one.name, theme=one.theme_id, report=year.report_id)
tour.show(actor)
st.header(translate("What this is"))
st.write(
    translate(
        "Each year the services write a report on how they keep children safe. You say if it matches what you know."
    )
)
st.write(translate(plain_words.SCRUTINEER))
menu.link("how_it_works", "How it works, with pictures")
heading.show_plainly(year)
