"""A form on paper: one page to print, for those without a phone. Open to everybody; it holds nothing of anybody."""

import streamlit as st

from feedback.comments.rules import Readers, Stance
from pages.components.comments import sheet
from pages.components.translation import translate

LINES = 8
HURT = "Is somebody being hurt, or are you scared? Do not write it here."
TELL = "It takes days until this is read. Tell somebody now. The numbers are at the foot of this page."
COMES = (
    "Give it to a participation worker, and to nobody else. They type it with you. You hear it before it is sent. They "
    "give this paper back to you, and one more with a code. With the code you see what came of it, and you can take it "
    "back."
)
st.title(translate("A form on paper"))
sheet.print_row("It is one page. A participation worker types it with the young person, and gives it back.")
sheet.show(
    "Say what you think",
    f"""
    <p class="warning"><b>{sheet.as_html(HURT)}</b> {sheet.as_html(TELL)}</p>
    <p>{sheet.as_html("Do not write your name. Try not to name anyone. You can stop at any time.")}</p>
    <h2>{sheet.as_html("What is it about?")}</h2>
    {sheet.lines(1)}
    <h2>{sheet.as_html("What do you think of it? Tick one.")}</h2>
    {sheet.ticks([*(one.label for one in Stance), "Something is missing"], across=True)}
    <h2>{sheet.as_html("Say more, if you like")}</h2>
    {sheet.lines(LINES)}
    <h2>{sheet.as_html("Who may read it? First somebody checks it. Then:")}</h2>
    {sheet.ticks([one.plain for one in Readers])}
    <h2>{sheet.as_html("What comes now")}</h2>
    <p>{sheet.as_html(COMES)}</p>
    """,
)
