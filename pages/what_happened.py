"""What happened: a receipt for everything that a Young Advisor wrote."""

import streamlit as st

from cscp_core.people.permissions import Permission
from pages.components import gate, notices
from pages.components.comments import plain_words, receipts
from pages.components.translation import translate

actor = gate.require(Permission.SPEAK_TOGETHER)
st.title(translate("What happened"))
notices.read(actor, "/what_happened")
st.write(translate(plain_words.SCRUTINEER))
receipts.show(actor)
