"""The scrutineer's note of this month to the Young Advisors, with how old its reader must be while it is written."""

import streamlit as st

from cscp_core import readability
from cscp_core.people.permissions import Actor
from feedback.because import notes
from pages.components import data, doing, kept
from pages.components.text import escaped, paragraphs
from pages.components.translation import translate

PLACE = "monthly note"
TOO_HARD = "Shorter words and shorter sentences make it easier."


def write(actor: Actor) -> None:
    """For the scrutineer."""
    found = data.ask(notes.find_note, actor)
    with st.expander("Your note to the Young Advisors this month", expanded=kept.is_written(actor, PLACE)):
        version = doing.seen_version(actor, PLACE, found.version, found.words)
        st.write("Say what you did with what they told you. They read it on Because of you.")
        words = kept.text_area(actor, PLACE, "words", "Your note", found.words, max_chars=1000)
        show_reading_age(words)
        sends = doing.bind(actor, notes.send_note, version=version, words=doing.words(PLACE, "words"))
        label = "Change the note" if found.version else "Send the note"
        doing.button(label, sends, PLACE, done="The Young Advisors can read it now.", type="primary")


def show_reading_age(words: str) -> None:
    """How old somebody must be to read the words, beside what to aim for; nothing where there is no sentence."""
    age = round(readability.reading_age(words))
    if age:
        hard = ", ".join(
            one.written + (f" (say: {one.say})" if one.say else "") for one in readability.find_hard_words(words)
        )
        told = f"A reader of about {age} understands this. Aim for {readability.AIM} or less."
        told += f" {TOO_HARD}" if age > readability.AIM else ""
        st.caption(escaped(told + (f" Hard words: {hard}." if hard else "")))


def read(actor: Actor) -> None:
    """For Young Advisors: the newest note, the earlier ones behind it."""
    found = data.ask(notes.list_notes, actor)
    if not found:
        return
    with st.container(border=True):
        head = translate(f"From the scrutineer, {found[0].when}")
        st.markdown(f"**{escaped(head)}**\n\n{paragraphs(found[0].words)}")
        if len(found) > 1:
            with st.expander(translate("Earlier notes")):
                for one in found[1:]:
                    st.markdown(f"**{escaped(translate(one.when))}**\n\n{paragraphs(one.words)}")
