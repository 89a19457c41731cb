"""My data: everything that is kept about a writer, to take home or to take back."""

import streamlit as st

from cscp_core.people.permissions import Permission
from pages.components import gate, menu
from pages.components.comments import own_data, own_reminder
from pages.components.translation import translate

actor = gate.require(Permission.KEEP_OWN_DATA)
st.title(translate("My data"))
st.write(translate("What you write is yours. You can take a copy home, and you can take it back at any time."))
own_data.show(actor)
own_reminder.show(actor)
with st.container(horizontal=True):
    menu.link("your_words", "How your words are kept")
    menu.link("carers", "For parents and carers")
