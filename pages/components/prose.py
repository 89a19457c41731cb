"""Long prose from pages/text, with the installation's own names and contacts put in."""

from string import Template

import streamlit as st

from cscp_core.settings import settings
from feedback.welfare.rules import ContactKind
from pages.components import deadlines, languages
from pages.components.text import escaped
from pages.components.welfare import contacts


def show(name: str) -> None:
    """One file of pages/text, with settings such as `$partnership_name` and deadlines such as `$reply` filled in."""
    own = settings()
    filled = Template(languages.choose(name).read_text(encoding="utf-8")).substitute(
        partnership_name=escaped(own.partnership_name),
        write_to=escaped(contacts.ask("Write to", own.contact_email)),
        ask_about_data=escaped(contacts.ask("Ask", own.data_protection_contact)),
        childrens_services_contact=escaped(contacts.sentence(ContactKind.CHILDRENS_SERVICES)),
        reading_hours=escaped(contacts.sentence(ContactKind.READING_HOURS)),
        participation_worker=escaped(contacts.sentence(ContactKind.PARTICIPATION_WORKER)),
        idle_minutes=own.idle_minutes,
        idle_minutes_young=own.idle_minutes_young,
        absolute_hours=own.absolute_hours,
        absolute_hours_young=own.absolute_hours_young,
        check=deadlines.CHECK,
        reply=deadlines.REPLY,
        link_after_leaving=deadlines.LINK_AFTER_LEAVING,
        kept_drafts=deadlines.KEPT_DRAFTS,
        kept_sent_back=deadlines.KEPT_SENT_BACK,
        kept_published=deadlines.KEPT_PUBLISHED,
        kept_worries=deadlines.KEPT_WORRIES,
    )
    st.markdown(filled)
