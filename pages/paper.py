"""Paper for them: one page to print, with the code that opens what somebody asked a worker to write down."""

import html

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.settings import settings
from feedback.comments.on_behalf import Paper
from pages.components import deadlines, gate, menu
from pages.components.comments import for_somebody, sheet

gate.require(Permission.WRITE_FOR_OTHERS)
st.title("Paper for them")
paper: Paper | None = st.session_state.get(for_somebody.PAPER)
if paper is None:
    st.write("There is no paper here now. Under What you wrote down you can make another.")
    menu.link("written_down", "What you wrote down")
    st.stop()
sheet.print_row("Print it now, and give it to them. Nobody can show you this code again.")
sheet.show(
    "Your words were sent",
    f"""
    <p>Thank you. This paper is yours. Your name is not on it.</p>
    <p>Your code:</p>
    <p class="code">{html.escape(paper.code)}</p>
    <p>Where to type it: <b>{html.escape(settings().public_address)}/code</b></p>
    <h2>What comes now</h2>
    <ol>
      <li>Somebody checks your words. The aim is {deadlines.CHECK}.</li>
      <li>Then the people that you chose can read them.</li>
      <li>If you asked for something, they should reply. The aim is {deadlines.REPLY}.</li>
    </ol>
    <h2>What you can do with the code</h2>
    <ul>
      <li>See who read it, and what they said.</li>
      <li>Say if that answers you.</li>
      <li>Let fewer people read it.</li>
      <li>Take it back. You need not say why.</li>
    </ul>
    <p>The code works until <b>{paper.until:%-d %B %Y}</b>. Then what others can read stays, for
    {deadlines.KEPT_PUBLISHED} at most. With the code you can choose that it goes.</p>
    <h2>Keep it safe</h2>
    <p>Anyone who has this paper can read your words and take them back. Is it not safe to have it at home? Ask the
    worker to keep it for you. If you lose it, ask for another.</p>
    """,
)
