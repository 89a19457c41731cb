"""You asked, they answered: the issue of Because of you that the business manager published last. Open to anybody."""

import streamlit as st

from cscp_core import start
from cscp_core.errors import CscpError
from feedback.because import issues
from feedback.comments.wording import describe_day
from pages.components import menu
from pages.components.comments import sheet, story
from pages.components.text import escaped

asked = st.query_params.get("number", "")
st.title("You asked, they answered")
try:
    with start.store().reading() as session:
        issue = issues.read_issue(session, number=int(asked) if asked.isdecimal() and len(asked) < 10 else 0)
except CscpError as error:
    st.write(escaped(str(error)))
    st.stop()
if issue is None:
    st.write("Nothing has been published here yet.")
    st.stop()
st.write(
    f"What young people and lay members asked, and what came of it. It was published on {describe_day(issue.at)}. "
    "What a writer takes back is not here any more."
)
if issue.months:
    sheet.print_row("Print it for those who have no screen. It is printed as it is today.")
story.legend()
for month in issue.months:
    st.header(month.name)
    for one in month.stories:
        story.show_in_issue(one)
if not issue.months:
    st.write("Nothing in this issue can be shown any more.")
for number, at in issue.others:
    menu.link("you_asked", f"The issue of {describe_day(at)}", number=str(number))
