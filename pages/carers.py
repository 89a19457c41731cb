"""For parents and carers: how a partnership involves those of Young Advisors under 16. Open to everybody."""

import streamlit as st

from feedback.welfare.rules import NOT_SET, ContactKind
from pages.components import contacts, prose
from pages.components.text import paragraphs

st.title("For parents and carers")
prose.show("carers")
said = contacts.known()[ContactKind.CARERS]
st.markdown(paragraphs("The partnership has not said this yet." if said == NOT_SET else said))
