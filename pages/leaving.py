"""Your words after you left: where the link of somebody who has left leads. Open to anybody who holds the link."""

import streamlit as st

from cscp_core import start
from cscp_core.errors import CscpError
from cscp_core.people import leaving
from pages.components import data
from pages.components.comments import leaving_choice, own_data, receipts
from pages.components.frame import shell
from pages.components.text import escaped
from pages.components.translation import translate

token = st.query_params.get("token", "")
st.title(translate("Your words after you left"))
try:
    with start.store().reading() as session:
        actor = leaving.who_left(session, token)
except CscpError as error:
    st.write(escaped(translate(str(error))))
    st.stop()
left = data.ask(leaving.own_leaving, actor)
thanks = "**Thank you.** You told adults what they could not see. Here is all that you gave. It is yours to take."
st.markdown(translate(thanks))
works = (
    f"This link works until {left.until:%-d %B %Y}, as often as you like. It opens what you wrote and nothing else. "
    "Keep it to yourself: anyone who has it can read your words."
)
st.write(translate(works))
with st.expander(translate("Somebody to talk to now")):
    shell.show_help()
leaving_choice.show(actor, left)
st.header(translate("Take a copy, or take everything back"))
own_data.show(actor, link=token)
st.header(translate("What you wrote"))
receipts.show(actor)
