"""How was the meeting? Young Advisors rate the adults; what is told of it is words, once the form is closed."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.comments.wording import describe_day
from feedback.ratings import service
from pages.components import data, gate, menu, notices
from pages.components.comments import rating_form
from pages.components.text import escaped
from pages.components.translation import translate

actor = gate.require(Permission.RATE_ADULTS)
st.title(translate("How was the meeting?"))
notices.read(actor, "/rate_meeting")
st.write(
    translate(
        "If you were there, say how the adults did. It is short. There is no box for words, so nobody can tell "
        "what you chose."
    )
)
forms = data.ask(service.list_open, actor)
if not forms:
    st.write(translate("There is no meeting to rate now. You can rate the next one when it is over."))
for form in forms:
    rating_form.show(actor, form)
told = data.ask(service.list_of_last_year, actor)
if told:
    st.header(translate("What you said together"))
for one in told:
    st.subheader(translate(f"The meeting on {describe_day(one.held_on)}"))
    for sentence in one.sentences:
        st.markdown(f"- {escaped(translate(sentence))}")
menu.link("because_of_you", "Because of you")
