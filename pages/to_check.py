"""Comments to check: everything that waits, oldest first. Nothing is read by anybody else until it was checked here."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.comments import checking
from feedback.welfare import service as welfare
from pages.components import data, deadlines, gate, menu, notices, pager, said_card
from pages.components.comments import check_card

actor = gate.require(Permission.CHECK_COMMENTS)
st.title("Comments to check")
notices.read(actor, "/to_check")
st.write(
    "Never send a comment back because it is critical, and never change its words. "
    f"Check each one within {deadlines.CHECK}."
)
found = data.ask(checking.to_check, actor, page=pager.number())
if not found.items:
    st.write("There are no comments to check. You get a notice when one comes.")
for one in found.items:
    check_card.show(actor, one)
said_card.mark_read(actor, [one.comment_id for one in found.items])
pager.show(found, "to check")
shown = data.ask(checking.with_the_advisors, actor)
if shown:
    st.header("With the Young Advisors")
    st.write(
        "Words for a joint view that you published. The other Young Advisors can read them now, and everybody can "
        "once all of them agree."
    )
for one in shown:
    check_card.show_wording(actor, one)
moved = data.ask(welfare.months_of_moves, actor)
if moved:
    st.header("Moved to Welfare")
    st.write("What you moved yourself, by month. This page does not show what happened to it.")
    for month in moved:
        st.markdown(f"- {month}")
menu.link("heard", "Published comments")
menu.link("because_issues", "Issues of Because of you")
