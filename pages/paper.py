"""Paper for them: one page to print, with the code that opens what somebody asked a worker to write down."""

import html

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.settings import settings
from feedback.comments.on_behalf import Paper
from pages.components import deadlines, gate, menu
from pages.components.comments import for_somebody, sheet
from pages.components.translation import translate

gate.require(Permission.WRITE_FOR_OTHERS)
st.title(translate("Paper for them"))
paper: Paper | None = st.session_state.get(for_somebody.PAPER)
if paper is None:
    st.write(translate("There is no paper here now. Under What you wrote down you can make another."))
    menu.link("written_down", "What you wrote down")
    st.stop()
sheet.print_row("Print it now, and give it to them. Nobody can show you this code again.")
COMES = (
    f"Somebody checks your words. The aim is {deadlines.CHECK}.",
    "Then the people that you chose can read them.",
    f"If you asked for something, they should reply. The aim is {deadlines.REPLY}.",
)
CAN = (
    "See who read it, and what they said.",
    "Say if that answers you.",
    "Let fewer people read it.",
    "Take it back. You need not say why.",
)
until = f"The code works until {paper.until:%-d %B %Y}."
then = (
    f"Then what others can read stays, for {deadlines.KEPT_PUBLISHED} at most. With the code you can choose that it "
    "goes."
)
safe = (
    "Anyone who has this paper can read your words and take them back. Is it not safe to have it at home? Ask the "
    "worker to keep it for you. If you lose it, ask for another."
)
sheet.show(
    "Your words were sent",
    f"""
    <p>{sheet.as_html("Thank you. This paper is yours. Your name is not on it.")}</p>
    <p>{sheet.as_html("Your code:")}</p>
    <p class="code">{html.escape(paper.code)}</p>
    <p>{sheet.as_html("Where to type it:")} <b>{html.escape(settings().public_address)}/code</b></p>
    <h2>{sheet.as_html("What comes now")}</h2>
    {sheet.points(COMES, "ol")}
    <h2>{sheet.as_html("What you can do with the code")}</h2>
    {sheet.points(CAN)}
    <p><b>{sheet.as_html(until)}</b> {sheet.as_html(then)}</p>
    <h2>{sheet.as_html("Keep it safe")}</h2>
    <p>{sheet.as_html(safe)}</p>
    """,
)
