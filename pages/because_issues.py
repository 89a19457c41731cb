"""Issues of Because of you: the business manager chooses what the next one holds, publishes and unpublishes it."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.because import issues, service
from feedback.comments.wording import describe_day
from pages.components import data, doing, gate, menu
from pages.components.comments import story

PLACE = "next issue"
actor = gate.require(Permission.PUBLISH_ISSUES)
st.title("Issues of Because of you")
st.write(
    "Anybody can read and print an issue, without signing in. It holds only what its writers let be shown in meetings "
    "and reports. What a writer takes back leaves it at once. The writers are told when you publish."
)
found = data.ask(issues.list_issues, actor)
for one in found:
    place = f"issue/{one.issue_id}"
    with st.container(border=True):
        doing.watch(place, one.version)
        menu.link("you_asked", f"The issue of {describe_day(one.at)}", number=str(one.issue_id))
        if one.is_up:
            unpublishes = doing.bind(actor, issues.unpublish_issue, issue_id=one.issue_id, version=one.version)
            doing.button("Unpublish", unpublishes, place)
        else:
            st.caption("Unpublished. Nobody can read it.")
st.header("The next issue")
doing.show_outcome(PLACE)
said = data.ask(issues.list_candidates, actor)
if not said:
    st.write(
        "There is nothing to publish yet. What came of comments is listed here once their writers let it be shown in "
        "meetings and reports."
    )
    st.stop()
months = service.in_months(said)
for month in months:
    st.subheader(month.name)
    for told in month.stories:
        with st.container(border=True):
            story.show_body(told)
            st.checkbox("Put it in", True, key=f"{PLACE} {told.comment_id} {told.version}")
story.mark_read(actor, months)


def _chosen() -> list[tuple[str, int]]:
    drawn = [(told.comment_id, told.version) for month in months for told in month.stories]
    return [one for one in drawn if st.session_state.get(f"{PLACE} {one[0]} {one[1]}")]


newest = max((one.issue_id for one in found), default=0)
publishes = doing.bind(actor, issues.publish_issue, seen_number=newest, drawn=doing.when_pressed(_chosen))
doing.button("Publish the issue", publishes, PLACE, done="It is published.", type="primary")
