"""Say what you think: about one finding, or what is missing from a theme, or a question for the next meeting."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind, kind_at
from cscp_core.people.permissions import Permission, Role
from feedback.comments import reads, sources
from feedback.comments.rules import CommentKind
from feedback.welfare import cover
from pages.components import data, gate, note_first
from pages.components.address import YES
from pages.components.comments import before_you_write, say_form
from pages.components.text import escaped
from pages.components.translation import translate

TITLES = {
    CommentKind.VIEW: "Say what you think",
    CommentKind.MISSING: "Something is missing here",
    CommentKind.STILL: "What is still missing?",
    CommentKind.QUESTION: "Ask at the next meeting",
}
actor = gate.require(Permission.COMMENT)
asked = CommentKind.read(st.query_params.get("kind", ""))
kind = asked if asked in TITLES else CommentKind.VIEW
of = st.query_params.get("of", "")
about = kind_at(st.query_params.get("about", ""), of)
worries = about == SourceKind.JOINT_VIEW or st.query_params.get("worry") == YES
st.title(translate("I am worried about someone" if worries else TITLES[kind]))
closed = data.ask(cover.closed_because, actor)
if closed:
    st.error(escaped(translate(closed)))
year = data.year(actor)
found = data.find_or_stop(sources.finding_for, actor, report_id=year.report_id, kind=about, source_id=of)
comment_id = st.query_params.get("comment", "")
if closed and not say_form.has_begun(say_form.place_of((year.report_id, about, of), kind, comment_id)):
    st.stop()
before_you_write.show(actor)
note_first.show(actor, year, found.theme_id)
with st.container(border=True):
    source = f"{year.title} · section {found.section}" if actor.role is not Role.YOUNG_ADVISOR else ""
    st.markdown(f"**{escaped(translate(found.words))}**" + (f"\n\n:small[{escaped(source)}]" if source else ""))
own = {one.comment_id: one for one in data.ask(reads.list_receipts, actor) if one.kind is kind} if comment_id else {}
if comment_id and comment_id not in own:
    data.stop_not_found("There is nothing of yours at this address.")
if worries:
    st.session_state.setdefault(f"{say_form.place_of((year.report_id, about, of), kind, '')} worried", True)
say_form.show(actor, (year.report_id, about, of), kind, own.get(comment_id), closed=bool(closed))
before_you_write.keep_near(actor)
