"""Your words after you left: where the link of somebody who has left leads. Open to anybody who holds the link."""

import streamlit as st

from cscp_core import start
from cscp_core.errors import CscpError
from cscp_core.people import leaving
from pages.components import data
from pages.components.comments import leaving_choice, own_data, receipts
from pages.components.frame import shell
from pages.components.text import escaped

token = st.query_params.get("token", "")
st.title("Your words after you left")
try:
    with start.store().reading() as session:
        actor = leaving.who_left(session, token)
except CscpError as error:
    st.write(escaped(str(error)))
    st.stop()
left = data.ask(leaving.own_leaving, actor)
st.markdown("**Thank you.** You told adults what they could not see. Here is all that you gave. It is yours to take.")
st.write(
    f"This link works until {left.until:%-d %B %Y}, as often as you like. It opens what you wrote and nothing else. "
    f"Keep it to yourself: anyone who has it can read your words."
)
with st.expander("Somebody to talk to now"):
    shell.show_help()
leaving_choice.show(actor, left)
st.header("Take a copy, or take everything back")
own_data.show(actor, link=token)
st.header("What you wrote")
receipts.show(actor)
