"""Young people asked us: comments of Young Advisors and lay members that wait for this agency's reply."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.comments import reads, replies
from pages.components import data, gate, kept, notices, said_card
from pages.components.comments import four_fs, promise_form, reply_form, space

actor = gate.require(Permission.ANSWER)
st.title("Young people asked us")
notices.read(actor, "/young_people_asked")
st.write(
    "Say what you did, will do, will not do yet, or did not do, and why. A fifteen-year-old should understand it. "
    "A reply counts when the person who asked says that it answers them."
)
four_fs.show(actor)
space.show_criteria(actor)
waiting = data.ask(replies.list_waiting, actor)
if not waiting:
    st.write("Your agency has nothing to answer. What people ask it comes here once it has been checked.")
else:
    kept.explain_drafts()
for one in waiting:
    reply_form.show(actor, one)
said_card.mark_read(actor, [one.comment_id for one in waiting])
promise_form.show(actor)
st.header("All comments that you can read")
found, more = data.ask(reads.list_comments, actor, report_id=data.year(actor).report_id)
said_card.show(actor, found)
if more:
    st.caption("There is more, theme by theme, under You said.")
