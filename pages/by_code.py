"""See what came of your words: for somebody for whom a participation worker wrote. Open to anybody who has the code."""

import streamlit as st

from cscp_core import start
from cscp_core.errors import CscpError, LinkRefused
from cscp_core.people import leaving
from cscp_core.people.rules import CODE_LENGTH, read_code
from pages.components import data, deadlines
from pages.components.comments import leaving_choice, own_data, receipts
from pages.components.frame import shell
from pages.components.text import escaped
from pages.components.translation import translate

CODE = "code on paper"
st.title(translate("See what came of your words"))
st.write(translate("A worker wrote your words down for you. Your paper has a code. Type it here."))
with st.expander(translate("Somebody to talk to now")):
    shell.show_help()
typed = st.text_input(translate("The code on your paper"), key=CODE, max_chars=40, autocomplete="off")
st.button(translate("Show me"))
if not typed:
    st.stop()
code = read_code(typed)
try:
    with start.store().reading() as session:
        actor = leaving.who_left(session, code)
except LinkRefused:
    told = (
        f"This code opens nothing. Look at it again: it has {CODE_LENGTH} letters and numbers. It works for "
        f"{deadlines.LINK_AFTER_LEAVING}. If you lost it, ask the worker for another."
    )
    st.error(translate(told))
    st.stop()
except CscpError as error:
    st.error(escaped(translate(str(error))))
    st.stop()
left = data.ask(leaving.own_leaving, actor)
told = f"It works until {left.until:%-d %B %Y}. Is this a computer that others use? Press this before you go."
st.write(translate(told))
st.button(translate("I have finished"), on_click=st.session_state.update, args=({CODE: ""},))
receipts.show(actor)
st.header(translate("Take a copy"))
st.write(translate("Not on a computer that others use."))
own_data.copies(link=code)
leaving_choice.show(actor, left)
