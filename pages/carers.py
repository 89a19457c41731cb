"""For parents and carers: how a partnership involves those of Young Advisors under 16. Open to everybody."""

import streamlit as st

from feedback.welfare.rules import ContactKind
from pages.components import prose
from pages.components.text import paragraphs
from pages.components.welfare import contacts

st.title("For parents and carers")
prose.show("carers")
st.markdown(paragraphs(contacts.sentence(ContactKind.CARERS)))
