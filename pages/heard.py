"""What we heard: comments as they come in, what waits for the scrutineer's reply, and what was sent back and why."""

import streamlit as st

from cscp_core.people.permissions import Permission, may
from feedback.comments import checking, reads, replies
from pages.components import data, gate, kept, notices, said_card
from pages.components.comments import four_fs, look_again, monthly_note, promise_form, published_acts, reply_form

actor = gate.require(Permission.SEE_QUESTIONS)
year = data.year(actor)
st.title("What we heard")
notices.read(actor, "/heard")
if may(actor, Permission.REPLY_TO_COMMENTS):
    four_fs.show(actor)
    waiting = data.ask(replies.list_waiting, actor)
    if waiting:
        st.header("Waiting for your reply")
        kept.explain_drafts()
    for one in waiting:
        reply_form.show(actor, one)
    said_card.mark_read(actor, [one.comment_id for one in waiting])
    promise_form.show(actor)
if may(actor, Permission.WRITE_NOTES):
    monthly_note.write(actor)
if may(actor, Permission.LOOK_AGAIN):
    look_again.show(actor, data.ask(checking.sent_back, actor))
st.header("Comments that you may read")
page = int(st.query_params.get("page", "1")) if st.query_params.get("page", "1").isdecimal() else 1
checks = may(actor, Permission.CHECK_COMMENTS)
found, more = data.ask(reads.list_comments, actor, report_id=year.report_id, page=page, together=checks)
if not found:
    st.write("There are no comments that you can read yet. A comment comes here once it has been checked.")
if checks:
    published_acts.show(actor, found)
else:
    said_card.show(actor, found)
if more and st.button("Older"):
    st.query_params["page"] = str(page + 1)
    st.rerun()
