"""My comments: a receipt for everything that a lay member wrote."""

import streamlit as st

from cscp_core.people.permissions import Permission
from pages.components import gate, menu, notices
from pages.components.comments import receipts

actor = gate.require(Permission.COMMENT)
st.title("My comments")
notices.read(actor, "/my_comments")
receipts.show(actor)
menu.link("priorities", "Choose something to write about")
menu.link("because_of_you", "Because of you")
menu.link("my_data", "Download my data, or take everything back")
